import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pretty from 'pino-pretty';
import { Child } from './children.ts';
import { DATA, ROOT } from './settings.ts';

/** By its full path, so that a process left over by a killed start is known again. */
export const MAIN = join(ROOT, 'dist', 'src', 'main.js');
export const SERVICE_PID = join(DATA, 'service.pid');

/** Milliseconds. */
const START_TIMEOUT = 60_000;
const RETRY = 100;
/** The service gives open requests up to 30 s. */
const STOP_PATIENCE = 35_000;

export interface Service {
  readonly child: Child;
  stop(): Promise<void>;
}

/** Starts the built service; its log goes to this process's output, made readable when a person looks at it. */
export async function startService(environment: NodeJS.ProcessEnv): Promise<Service> {
  const forPeople = process.stdout.isTTY;
  const child = await Child.start('The service', process.execPath, ['--enable-source-maps', MAIN], {
    cwd: ROOT,
    env: environment,
    stdio: ['ignore', forPeople ? 'pipe' : 'inherit', 'inherit'],
  });
  child.process.stdout?.pipe(pretty({ colorize: true, singleLine: true, ignore: 'pid,hostname' }));
  writeFileSync(SERVICE_PID, String(child.process.pid));
  return {
    child,
    async stop() {
      await child.stop(STOP_PATIENCE);
      rmSync(SERVICE_PID, { force: true });
    },
  };
}

/** Resolves when the service takes traffic. @throws Error when it ends before, or takes too long */
export async function untilReady(base: string, { child }: Service): Promise<void> {
  for (const deadline = Date.now() + START_TIMEOUT; ;) {
    const live = await succeeds(`${base}/health/live`);
    if (!child.running) throw new Error('The service ended before it was ready; its reason stands above.');
    if (Date.now() > deadline) throw new Error(`The service does not answer 200 at ${base}/health/ready.`);
    // It connects to its dependencies once it lives; asked at the same moment it would log that they are down.
    await new Promise((resolve) => setTimeout(resolve, RETRY));
    if (live && (await succeeds(`${base}/health/ready`))) return;
  }
}

const succeeds = (url: string): Promise<boolean> =>
  fetch(url).then(
    ({ ok }) => ok,
    () => false,
  );

/** Runs the migrations as production does, in a process of their own. @throws Error when they fail */
export async function migrate(databaseUrl: string): Promise<void> {
  const child = await Child.start(
    'The migration',
    process.execPath,
    ['--enable-source-maps', join(ROOT, 'dist', 'src', 'migrate.js'), 'up'],
    {
      cwd: ROOT,
      env: { ...process.env, DATABASE_URL: databaseUrl },
      stdio: ['ignore', 'inherit', 'inherit'],
    },
  );
  const { code } = await child.exited;
  if (code !== 0) throw new Error('The database could not be migrated; the reason stands above.');
}
