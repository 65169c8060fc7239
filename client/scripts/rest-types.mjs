// Writes the client's REST types, from the OpenAPI document of the built service. With --check it writes nothing, and fails
// when they are not those of the document.
import { readFileSync, writeFileSync } from 'node:fs';
import openapiTS, { astToString } from 'openapi-typescript';
import { format, resolveConfig } from 'prettier';

const FILE = new URL('../src/api.generated.ts', import.meta.url);

// Nothing is connected to: the document needs the routes only.
Object.assign(process.env, {
  NODE_ENV: 'test',
  LOG_LEVEL: 'silent',
  DATABASE_URL: 'postgres://nobody@127.0.0.1:9/none',
  JWT_SECRET: 'nothing-is-signed-with-this-one-here',
  CORS_ORIGINS: 'http://localhost:3005',
  S3_ENDPOINT: 'http://127.0.0.1:9',
  S3_ACCESS_KEY: 'none',
  S3_SECRET_KEY: 'none-none',
  S3_BUCKET: 'none',
});
const { createApp } = await import('../../dist/src/app.setup.js');
const { AppConfig } = await import('../../dist/src/config/index.js');
const { buildOpenApi } = await import('../../dist/src/docs/index.js');

const document = buildOpenApi(await createApp(AppConfig.fromEnvironment()));
const types = astToString(await openapiTS(document, { immutable: false, defaultNonNullable: false }));
const source = `// Made by \`npm run client:types\` from the service's OpenAPI document. Not to be edited.\n\n${types}`;
const wanted = await format(source, { ...(await resolveConfig(FILE.pathname)), filepath: FILE.pathname });

if (!process.argv.includes('--check')) {
  writeFileSync(FILE, wanted);
  process.exit(0);
}
const isCurrent = readFileSync(FILE, 'utf8') === wanted;
if (!isCurrent)
  console.error('client/src/api.generated.ts is not current: npm run build && npm run client:types');
process.exit(isCurrent ? 0 : 1);
