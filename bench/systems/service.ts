import { randomBytes } from 'node:crypto';
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Child } from '../../dev/children.ts';
import { freePort } from '../../dev/ports.ts';
import { MAIN } from '../../dev/service.ts';
import { ROOT } from '../../dev/settings.ts';
import { Market } from '../../test/chaos/load/market.ts';
import { inBatches } from '../../test/chaos/load/stage.ts';
import type { Ground } from '../ground.ts';
import type { Pair } from '../load/wire.ts';
import type { System } from './system.ts';

/** The highest that the settings take: one user sends here what hundreds would. */
const RAISED = '1000000';
/** Milliseconds. */
const START_TIMEOUT = 60_000;
const RETRY = 20;

export interface RunningService {
  readonly url: string;
  readonly market: Market;
  readonly child: Child;
  /** Milliseconds from the start of the process until it took traffic. */
  readonly startUp: number;
  stop(): Promise<void>;
}

/** The built service as it runs in production: one process. */
export async function startService(
  ground: Ground,
  overrides: NodeJS.ProcessEnv = {},
): Promise<RunningService> {
  const secret = randomBytes(32).toString('hex');
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const output = openSync(join(ground.folder, 'service.log'), 'w');
  const began = performance.now();
  const child = await Child.start('The service', process.execPath, ['--enable-source-maps', MAIN], {
    cwd: ROOT,
    env: {
      PATH: process.env.PATH,
      NODE_ENV: 'production',
      LOG_LEVEL: 'warn',
      PORT: String(port),
      HOST: '127.0.0.1',
      DATABASE_URL: ground.databaseUrl,
      JWT_SECRET: secret,
      CORS_ORIGINS: 'https://app.example.com',
      // Nothing here sends files; the service runs without its object store.
      S3_ENDPOINT: 'http://127.0.0.1:9',
      S3_ACCESS_KEY: 'bench-access',
      S3_SECRET_KEY: randomBytes(16).toString('hex'),
      S3_BUCKET: 'bench',
      RATE_LIMIT_REQUESTS_PER_SECOND: RAISED,
      RATE_LIMIT_REQUESTS_BURST: RAISED,
      RATE_LIMIT_EVENTS_PER_SECOND: RAISED,
      RATE_LIMIT_EVENTS_BURST: RAISED,
      RATE_LIMIT_SOCKETS_PER_USER: RAISED,
      ...overrides,
    },
    stdio: ['ignore', output, output],
  });
  closeSync(output);
  while (!(await answers(`${url}/health/ready`))) {
    if (!child.running || performance.now() - began > START_TIMEOUT) {
      throw new Error(`The service did not start; see ${join(ground.folder, 'service.log')}`);
    }
    await delay(RETRY);
  }
  const startUp = performance.now() - began;
  const market = new Market(ground.pool, secret, { rest: url, socket: url });
  return { url, market, child, startUp, stop: () => child.stop() };
}

const answers = (url: string): Promise<boolean> =>
  fetch(url).then(
    ({ ok }) => ok,
    () => false,
  );

/** Pairs of dealers of the service, and the two ways in which they send. */
export async function dealerSystems(
  { market, url, child }: RunningService,
  count: number,
): Promise<[System, System]> {
  const pairs: Pair[] = await inBatches(count, 16, async () => {
    const { buyer, seller, roomId } = await market.pair();
    return {
      sender: { name: buyer.userId, secret: buyer.token },
      receiver: { name: seller.userId, secret: seller.token },
      room: roomId,
    };
  });
  // Whoever started the service stops it.
  const common = { url, pairs, pids: [child.process.pid ?? 0], stop: () => Promise.resolve() };
  return [
    { ...common, name: 'this service, by socket', wire: 'dealerSocket' },
    { ...common, name: 'this service, by REST', wire: 'dealerRest' },
  ];
}
