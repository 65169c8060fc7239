import type { AddressInfo, Socket } from 'node:net';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Pool } from 'pg';
import type { Server as SocketServer } from 'socket.io';
import { createApp, listen } from '../../src/app.setup.js';
import { AppConfig } from '../../src/config/index.js';
import { Database } from '../../src/database/index.js';
import { Connections } from '../../src/realtime/connections.js';
import type { TestBucket } from './bucket.js';
import type { TestDatabase } from './database.js';
import { settleThrough } from './settling.js';
import { TEST_SECRET } from './tokens.js';

export const SUPPORT_GALLERY_ID = '00000000-0000-7000-8000-0000000005a9';
export const TEST_ORIGIN = 'https://app.example.com';

/** What the nodes of one service share. */
export interface Ground {
  database: TestDatabase;
  bucket: TestBucket;
}

/** One instance of the service, in this process, on a port of its own. */
export interface TestNode {
  ground: Ground;
  app: NestFastifyApplication;
  io: SocketServer;
  url: string;
  /** Looks into the service's database, past the service. */
  db: Pool;
  bucket: string;
  /** Breaks its connections off and takes no more, as when its process is killed. */
  vanish(): void;
  stop(): Promise<void>;
}

/** @param overrides environment variables that differ from the test's defaults */
export async function startNode(ground: Ground, overrides: NodeJS.ProcessEnv = {}): Promise<TestNode> {
  const { database, bucket } = ground;
  const config = AppConfig.fromEnvironment({
    NODE_ENV: 'test',
    LOG_LEVEL: 'silent',
    SHUTDOWN_DELAY_SECONDS: '0',
    DATABASE_URL: database.url,
    JWT_SECRET: TEST_SECRET,
    S3_ENDPOINT: process.env.TEST_S3_ENDPOINT,
    S3_ACCESS_KEY: process.env.TEST_S3_ACCESS_KEY,
    S3_SECRET_KEY: process.env.TEST_S3_SECRET_KEY,
    S3_BUCKET: bucket.name,
    CORS_ORIGINS: TEST_ORIGIN,
    SUPPORT_GALLERY_ID,
    ...overrides,
  });
  const app = await createApp(config);
  const io = socketServerOf(app);
  await listen(app, 0, '127.0.0.1');
  const server = app.getHttpServer();
  const { port } = server.address() as AddressInfo;
  await databaseReady(app.get(Database));
  const db = new Pool({ connectionString: database.url, max: 4 });
  // The database is dropped while the last of its connections are still closing.
  db.on('error', () => undefined);
  const url = `http://127.0.0.1:${port}`;
  settleThrough(url, [await io]);
  return {
    ground,
    app,
    io: await io,
    url,
    db,
    bucket: bucket.name,
    vanish: vanishing(app),
    stop: async () => {
      await app.close();
      await db.end();
    },
  };
}

/** The Socket.IO server is made when the application starts; nothing else hands it out. */
function socketServerOf(app: NestFastifyApplication): Promise<SocketServer> {
  const connections = app.get(Connections, { strict: false });
  const start = connections.start.bind(connections);
  return new Promise((resolve) => {
    connections.start = (server) => {
      resolve(server);
      start(server);
    };
  });
}

/** Upgraded connections are no longer the HTTP server's to close, so all are kept here. */
function vanishing(app: NestFastifyApplication): () => void {
  const server = app.getHttpServer();
  const connections = new Set<Socket>();
  server.on('connection', (connection: Socket) => {
    connections.add(connection);
    connection.once('close', () => connections.delete(connection));
  });
  return () => {
    server.close();
    for (const connection of connections) connection.destroy();
  };
}

/** The service connects in the background; a test begins when it has. */
export async function databaseReady(database: Database): Promise<void> {
  const deadline = Date.now() + 20_000;
  for (;;) {
    try {
      await database.ping();
      return;
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}
