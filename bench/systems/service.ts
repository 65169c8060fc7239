import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { freePort } from '../../dev/ports.ts';
import { RAISED_LIMITS } from '../../test/chaos/cluster/cluster.ts';
import { ServiceNode } from '../../test/chaos/cluster/service-node.ts';
import { Market } from '../../test/chaos/load/market.ts';
import { inBatches } from '../../test/chaos/load/stage.ts';
import type { Ground } from '../ground.ts';
import type { Pair } from '../load/wire.ts';
import type { System } from './system.ts';

export interface RunningService {
  readonly node: ServiceNode;
  readonly market: Market;
  /** What tokens are signed with. */
  readonly secret: string;
  /** Milliseconds from its start until it took traffic. */
  readonly startedIn: number;
  stop(): Promise<void>;
}

export interface ServiceOptions {
  /** A migrated database; that of the ground by default. */
  databaseUrl?: string;
  /** Percent of the time that it may work on the search index; its default when absent. */
  searchIndexShare?: number;
  /** Where it meets other nodes. */
  redisUrl?: string;
  /** That of the node that it is to stand beside. */
  secret?: string;
  /** Whether it can be asked what it keeps in memory, and what it does. */
  inspected?: boolean;
  /** The main file of another build than this checkout's. */
  main?: string;
  /** A folder with a page that it is to serve. */
  page?: string;
}

/** The built service as it runs in production: one process, its limits raised, since one user sends here what hundreds would. */
export async function startService(ground: Ground, options: ServiceOptions = {}): Promise<RunningService> {
  const secret = options.secret ?? randomBytes(32).toString('hex');
  const port = await freePort();
  const environment = {
    PATH: process.env.PATH,
    NODE_ENV: 'production',
    LOG_LEVEL: 'warn',
    DATABASE_URL: options.databaseUrl ?? ground.databaseUrl,
    ...(options.redisUrl !== undefined && { REDIS_URL: options.redisUrl }),
    ...(options.searchIndexShare !== undefined && { SEARCH_INDEX_SHARE: String(options.searchIndexShare) }),
    JWT_SECRET: secret,
    CORS_ORIGINS: `http://127.0.0.1:${port}`,
    ...(options.page !== undefined && { WEB_ROOT: options.page }),
    // Nothing here sends files: the service runs without its object store.
    S3_ENDPOINT: 'http://127.0.0.1:9',
    S3_ACCESS_KEY: 'bench-access',
    S3_SECRET_KEY: randomBytes(16).toString('hex'),
    S3_BUCKET: 'bench',
    ...RAISED_LIMITS,
  };
  const node = new ServiceNode({
    name: 'The service',
    port,
    environment,
    log: join(ground.folder, 'service.log'),
    inspector: options.inspected ? await freePort() : undefined,
    ...(options.main !== undefined && { main: options.main }),
  });
  const began = performance.now();
  await node.start();
  return {
    node,
    secret,
    startedIn: performance.now() - began,
    market: new Market(ground.pool, secret, node.door),
    stop: async () => {
      await node.terminate();
    },
  };
}

/** Pairs of dealers of the service, and the two ways in which they send. */
export async function dealerSystems(
  { market, node }: RunningService,
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
  const common = { url: node.url, pairs, pids: [node.pid], stop: () => Promise.resolve() };
  return [
    { ...common, name: 'this service, by socket', wire: 'dealerSocket' },
    { ...common, name: 'this service, by REST', wire: 'dealerRest' },
  ];
}
