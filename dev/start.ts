import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { SUPPORT_GALLERY } from './demo-data.ts';
import { tour } from './next-steps.ts';
import { startObjectStore } from './object-store.ts';
import { layOutPage } from './page.ts';
import { freePort, isFree } from './ports.ts';
import { endServerLeftOver, ensureDatabase, reachableFolder, startPostgres } from './postgres.ts';
import { commandOf, endStale } from './processes.ts';
import { seed } from './seed.ts';
import { MAIN, migrate, SERVICE_PID, startService, untilReady, type Service } from './service.ts';
import { DATA, ensureSettings, SETTINGS, writeSettings, type Settings } from './settings.ts';
import { systemUser } from './system-user.ts';
import { startTokenServer } from './token-server.ts';

const LOCK = join(DATA, 'start.pid');
const POSTGRES = join(DATA, 'postgres');
const OBJECTS = join(DATA, 'objects');
const BUCKET = 'chat-files';
const DATABASE = 'dealer_messaging';

/** What has been started, newest first: the order in which it is stopped. */
const stops: (() => Promise<void>)[] = [];
const state = { stopping: false };

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { fresh: { type: 'boolean', default: false } } });
  if (process.env.NODE_ENV === 'production') {
    throw new Error('This starts a demo. In production: npm ci && npm run build && npm run start:prod');
  }
  takeLock();
  await endServiceLeftOver();
  const port = Number(process.env.PORT || 3005);
  const host = process.env.HOST || '127.0.0.1';
  if (!(await isFree(port, host)))
    throw new Error(`Port ${port} is taken. Free it, or choose another: PORT=3006 scripts/start`);
  if (values.fresh) await removeData();

  const settings = await ensureSettings();
  const database = process.env.DATABASE_URL || (await embeddedDatabase(settings));
  const store = process.env.S3_ENDPOINT ? {} : await embeddedStore(settings);
  const key = keyOf(settings);
  await migrate(database);
  const seeded = await seed(database);
  const prefix = (process.env.API_PREFIX ?? '').replace(/^\/?|\/$/g, '/').replace(/\/$/, '');
  const origins = pageOrigins(host, port);
  const page = seeded && key ? await startPage(settings, key, { origins, api: prefix }) : {};

  const service = await startService({
    LOG_LEVEL: 'info',
    // Nobody is to be told, and who pressed Ctrl-C waits.
    SHUTDOWN_DELAY_SECONDS: '0',
    ...(seeded && { SUPPORT_GALLERY_ID: SUPPORT_GALLERY }),
    ...page,
    ...filled(process.env),
    CORS_ORIGINS: origins.join(),
    PORT: String(port),
    HOST: host,
    DATABASE_URL: database,
    ...store,
    ...(key && { JWT_SECRET: key }),
  });
  stops.unshift(() => service.stop());
  const base = `http://${['0.0.0.0', '127.0.0.1'].includes(host) ? 'localhost' : host}:${port}`;
  await untilReady(base, service);
  endWith(service);
  console.log(
    seeded && key
      ? await tour({ api: `${base}${prefix}`, base, jwtSecret: key, page: 'WEB_ROOT' in page })
      : `\nReady: ${base}${prefix}/chats. No demo data here: ${
          seeded ? 'tokens come from the issuer of your key' : 'the database holds galleries of its own'
        }.\n`,
  );
}

/** Where a browser finds the page: those of CORS_ORIGINS too, or else that of Vite's development server. */
function pageOrigins(host: string, port: number): string[] {
  const own = ['localhost', '127.0.0.1', ...(host === '0.0.0.0' ? [] : [host])].map(
    (name) => `http://${name}:${port}`,
  );
  const further = (process.env.CORS_ORIGINS || 'http://localhost:5173').split(',').map((item) => item.trim());
  return [...new Set([...own, ...further])];
}

/** Starts what signs the people of the demo in. @returns the settings with which the service has a page at `/` */
async function startPage(
  settings: Settings,
  secret: string,
  { origins, api }: { origins: string[]; api: string },
): Promise<NodeJS.ProcessEnv> {
  const port = (await isFree(settings.tokenPort)) ? settings.tokenPort : await freePort();
  const tokens = await startTokenServer({ port, secret, origins });
  stops.unshift(() => tokens.stop());
  const root = layOutPage({ api, tokenUrl: `${tokens.url}/token`, accountsUrl: `${tokens.url}/accounts` });
  if (root === undefined) {
    console.log(
      'There is no inbox at /, since web/dist is missing: npm run build -w client -w web makes it.',
    );
    return {};
  }
  return { WEB_ROOT: root, WEB_ORIGINS: tokens.url };
}

/** Variables that are set but empty count as absent, as they do for the service. */
const filled = (environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));

/** The key that signs the demo's tokens; none when tokens come from somewhere else. */
function keyOf({ jwtSecret }: Settings): string | undefined {
  if (process.env.JWT_PUBLIC_KEY || process.env.JWT_JWKS_URL) return undefined;
  return process.env.JWT_SECRET || jwtSecret;
}

async function embeddedDatabase(settings: Settings): Promise<string> {
  const port = (await isFree(settings.postgresPort)) ? settings.postgresPort : await freePort();
  const postgres = await startPostgres({ folder: POSTGRES, port, password: settings.postgresPassword });
  stops.unshift(() => postgres.stop());
  // Any free port does, but one that stays can be kept in the settings of a database tool.
  if (port !== settings.postgresPort) writeSettings({ ...settings, postgresPort: port });
  console.log(`PostgreSQL 18: ${postgres.folder}, port ${port}`);
  return ensureDatabase(postgres.url, DATABASE);
}

async function embeddedStore({ objectStorePort: port }: Settings): Promise<NodeJS.ProcessEnv> {
  const store = await startObjectStore({ folder: OBJECTS, port, bucket: BUCKET });
  stops.unshift(() => store.stop());
  console.log(`Object store: ${OBJECTS}, port ${port}`);
  return {
    S3_ENDPOINT: store.endpoint,
    S3_ACCESS_KEY: store.accessKey,
    S3_SECRET_KEY: store.secretKey,
    S3_BUCKET: store.bucket,
  };
}

/** One demo for a checkout: two would share their data. */
function takeLock(): void {
  mkdirSync(DATA, { recursive: true });
  const holder = existsSync(LOCK) ? Number(readFileSync(LOCK, 'utf8')) : 0;
  if (commandOf(holder).includes('dev/start.ts')) {
    throw new Error(`It runs already, as process ${holder}. Stop that one first: kill ${holder}`);
  }
  writeFileSync(LOCK, String(process.pid));
  stops.unshift(async () => {
    rmSync(LOCK, { force: true });
  });
}

/** A start that was killed with SIGKILL may have left its service running, or ending. */
async function endServiceLeftOver(): Promise<void> {
  const pid = existsSync(SERVICE_PID) ? Number(readFileSync(SERVICE_PID, 'utf8')) : 0;
  if (commandOf(pid).includes(MAIN)) await endStale(pid, 'SIGTERM');
}

async function removeData(): Promise<void> {
  const cluster = reachableFolder(POSTGRES, systemUser('postgres'));
  await endServerLeftOver(cluster);
  for (const path of [cluster, OBJECTS, SETTINGS]) rmSync(path, { recursive: true, force: true });
}

function endWith({ child }: Service): void {
  void child.exited.then(({ code, signal }) => {
    if (state.stopping) return;
    console.error(`The service has ended by itself (${signal ?? `exit code ${code}`}); stopping the rest.`);
    void stopAll(1);
  });
}

async function stopAll(exitCode: number): Promise<void> {
  // A second Ctrl-C means now; the watchdog sees to the children.
  if (state.stopping) process.exit(exitCode || 130);
  state.stopping = true;
  for (const stop of stops) await stop().catch((error: unknown) => console.error(error));
  process.exit(exitCode);
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stopAll(0));
// The reader of the output is gone: a closed terminal, or `| head`.
process.stdout.on('error', () => void stopAll(0));
process.stderr.on('error', () => undefined);

try {
  await main();
} catch (error) {
  if (!state.stopping) {
    console.error(error instanceof Error ? error.message : error);
    await stopAll(1);
  }
}
