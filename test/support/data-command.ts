import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { productionEnvironment } from './process.js';
import type { Ground } from './service.js';

/** What `npm run data:export` and `data:erase` start; `npm run build` makes it. */
const COMMAND = fileURLToPath(new URL('../../dist/src/data.js', import.meta.url));

interface Ended {
  code: number | null;
  out: string;
  error: string;
}

/** Runs the command beside a service, with the settings that the service has. */
export const runDataCommand = (
  { database, bucket }: Ground,
  args: string[],
  overrides: NodeJS.ProcessEnv = {},
): Promise<Ended> =>
  new Promise((resolve) => {
    const env = { ...productionEnvironment(database.url), S3_BUCKET: bucket.name, ...overrides };
    const child = execFile(process.execPath, [COMMAND, ...args], { env }, (_, out, error) =>
      resolve({ code: child.exitCode, out, error }),
    );
  });
