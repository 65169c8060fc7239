import { randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { freePort } from '../../../dev/ports.ts';
import { canRunRedis, startRedis, type RedisServer } from '../../support/servers/redis.ts';
import type { Door } from '../client/request.ts';
import { DatabaseServer } from './database.ts';
import { Gateway, type GatewayKind } from './gateway.ts';
import { ServiceNode } from './service-node.ts';
import { StoreServer } from './store.ts';

/** The highest that the settings take: the load of hundreds of clients comes from a few users here. */
const RAISED = '1000000';
export const RAISED_LIMITS = {
  RATE_LIMIT_REQUESTS_PER_SECOND: RAISED,
  RATE_LIMIT_REQUESTS_BURST: RAISED,
  RATE_LIMIT_EVENTS_PER_SECOND: RAISED,
  RATE_LIMIT_EVENTS_BURST: RAISED,
  RATE_LIMIT_SOCKETS_PER_USER: RAISED,
};
/** Changes to the environment of a node that give it the limits of production. */
export const DEFAULT_LIMITS: NodeJS.ProcessEnv = Object.fromEntries(
  Object.keys(RAISED_LIMITS).map((name) => [name, undefined]),
);

const NODES = 2;
/** Milliseconds. */
const MEND_TIMEOUT = 60_000;
const RETRY = 100;

export interface ClusterOptions {
  gateway: GatewayKind;
  /** Where the logs of the nodes are kept. */
  logs: string;
  /** Whether the nodes can be asked what they keep in memory. */
  inspected?: boolean;
}

/** The service as it runs in production, all of it real processes on the loopback address. */
export class Cluster {
  readonly jwtSecret = randomBytes(32).toString('hex');
  readonly nodes: ServiceNode[] = [];
  readonly stops: (() => Promise<void>)[] = [];
  private readonly folder: string;
  private databaseServer: DatabaseServer | undefined;
  private gatewayServer: Gateway | undefined;
  private storeServer: StoreServer | undefined;
  private redis: RedisServer | undefined;
  private redisUp = false;

  constructor() {
    this.folder = mkdtempSync(join(tmpdir(), 'dealer-messaging-chaos-'));
    // PostgreSQL may run as another user.
    chmodSync(this.folder, 0o755);
  }

  /** @throws Error when a part cannot be started; `stop` ends those that were */
  async start({ gateway: kind, logs, inspected = false }: ClusterOptions): Promise<void> {
    if (!canRunRedis()) throw new Error('redis-server is not installed; scripts/system-packages installs it');
    mkdirSync(logs, { recursive: true });
    await Promise.all([this.startDatabase(), this.startStore(), this.startFirstRedis()]);
    for (let number = 1; number <= NODES; number++) {
      const log = join(logs, `node-${number}.log`);
      rmSync(log, { force: true });
      const inspector = inspected ? await freePort() : undefined;
      const port = await freePort();
      const name = `node ${number}`;
      const node = new ServiceNode({ name, port, environment: this.environment, log, inspector });
      this.stops.push(() => node.kill());
      this.nodes.push(node);
    }
    await Promise.all(this.nodes.map((node) => node.start()));
    const urls: [string, string] = [this.node(0).url, this.node(1).url];
    const gateway = await Gateway.start(kind, join(this.folder, 'gateway'), urls);
    this.gatewayServer = gateway;
    this.stops.push(() => gateway.stop());
  }

  get database(): DatabaseServer {
    return started(this.databaseServer);
  }

  get gateway(): Gateway {
    return started(this.gatewayServer);
  }

  get store(): StoreServer {
    return started(this.storeServer);
  }

  /** Where clients come in. */
  get door(): Door {
    return this.gateway.door;
  }

  node(index: number): ServiceNode {
    return started(this.nodes[index]);
  }

  async stopRedis(): Promise<void> {
    this.redisUp = false;
    await this.redis?.stop();
  }

  /** Empty: it keeps nothing on disk. */
  async startRedis(): Promise<void> {
    const port = this.redis && Number(new URL(this.redis.url).port);
    this.redis = await startRedis(this.folder, port);
    this.redisUp = true;
  }

  /** Brings back whatever a scenario left broken, so that the next begins with everything. */
  async mend(): Promise<void> {
    await this.store.wire.open();
    if (!this.database.running) await this.database.restart();
    if (!this.redisUp) await this.startRedis();
    if (!this.gateway.running) await this.gateway.restart();
    for (const node of this.nodes) if (!node.running) await node.start();
    for (const deadline = Date.now() + MEND_TIMEOUT; Date.now() < deadline;) {
      const ready = await Promise.all(this.nodes.map((node) => node.answers('/health/ready')));
      if (ready.every(Boolean)) return;
      await delay(RETRY);
    }
    throw new Error('The nodes do not become ready again');
  }

  /** Stops everything, the last started first. */
  async stop(): Promise<void> {
    for (const stop of this.stops.splice(0).reverse()) await stop().catch(() => undefined);
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async startDatabase(): Promise<void> {
    const database = await DatabaseServer.start(join(this.folder, 'postgres'));
    this.databaseServer = database;
    this.stops.push(() => database.stop());
  }

  private async startStore(): Promise<void> {
    const store = await StoreServer.start(join(this.folder, 'store'));
    this.storeServer = store;
    this.stops.push(() => store.stop());
  }

  private async startFirstRedis(): Promise<void> {
    await this.startRedis();
    this.stops.push(() => this.stopRedis());
  }

  private get environment(): NodeJS.ProcessEnv {
    return {
      PATH: process.env.PATH,
      NODE_ENV: 'production',
      LOG_LEVEL: 'warn',
      TRUST_PROXY: 'loopback',
      DATABASE_URL: this.database.url,
      REDIS_URL: started(this.redis).url,
      JWT_SECRET: this.jwtSecret,
      CORS_ORIGINS: 'https://app.example.com',
      ...RAISED_LIMITS,
      ...this.store.environment,
    };
  }
}

function started<T>(part: T | undefined): T {
  if (part === undefined) throw new Error('This part of the cluster is not there');
  return part;
}
