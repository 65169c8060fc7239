// What a browser has to load: the client as a bundle, and the inbox until it can be used. Fails beyond the limits.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';

const root = fileURLToPath(new URL('..', import.meta.url));
const WEB = `${root}web/dist/`;

/** Kilobytes, by gzip. */
const LIMITS = { client: 32, 'client with React parts': 36, 'inbox, first load': 200 };

const compressed = (text) => gzipSync(text, { level: 9 }).length;

/** The client as an application would bundle it, with what it depends on; React is there anyway. */
async function bundled(...entries) {
  const name = '\0entry';
  const entry = entries.map((path) => `export * from '${root}client/dist/client/src/${path}';`).join('\n');
  const { output } = await build({
    configFile: false,
    logLevel: 'silent',
    plugins: [
      {
        name: 'entry',
        resolveId: (id) => (id === name ? id : null),
        load: (id) => (id === name ? entry : null),
      },
    ],
    build: {
      write: false,
      target: 'es2022',
      rollupOptions: { input: name, preserveEntrySignatures: 'strict', external: [/^react/] },
    },
  });
  return output.reduce((sum, { code = '' }) => sum + compressed(code), 0);
}

/** What index.html names: its script, what that one needs at once, and the styles. */
function firstLoad() {
  const html = readFileSync(`${WEB}index.html`, 'utf8');
  const files = [...html.matchAll(/(?:src|href)="\.?\/?(assets\/[^"]+)"/g)].map(([, file]) => file);
  return compressed(html) + files.reduce((sum, file) => sum + compressed(readFileSync(`${WEB}${file}`)), 0);
}

const sizes = {
  client: await bundled('index.js'),
  'client with React parts': await bundled('index.js', 'react/index.js'),
  'inbox, first load': firstLoad(),
};
for (const [name, bytes] of Object.entries(sizes)) {
  const isTooMuch = bytes > LIMITS[name] * 1024;
  console.log(
    `${name}: ${(bytes / 1024).toFixed(1)} KB of ${LIMITS[name]} KB${isTooMuch ? ' TOO MUCH' : ''}`,
  );
  if (isTooMuch) process.exitCode = 1;
}
