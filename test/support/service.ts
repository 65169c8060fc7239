import type { AddressInfo } from 'node:net';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Pool } from 'pg';
import { createApp } from '../../src/app.setup.js';
import { AppConfig } from '../../src/config/index.js';
import { Database } from '../../src/database/index.js';
import { createTestBucket, type TestBucket } from './bucket.js';
import { createTestDatabase, type TestDatabase } from './database.js';
import { TEST_SECRET } from './tokens.js';

export const SUPPORT_GALLERY_ID = '00000000-0000-7000-8000-0000000005a9';
export const TEST_ORIGIN = 'https://app.example.com';

/** What the nodes of one service share. */
export interface Ground {
  database: TestDatabase;
  bucket: TestBucket;
}

/** The whole service on a port of its own, with a database and a bucket of its own. */
export interface TestService {
  ground: Ground;
  app: NestFastifyApplication;
  url: string;
  /** Looks into the service's database, past the service. */
  db: Pool;
  bucket: string;
  stop(): Promise<void>;
}

/** @param overrides environment variables that differ from the test's defaults */
export async function startService(overrides: NodeJS.ProcessEnv = {}): Promise<TestService> {
  const [database, bucket] = await Promise.all([createTestDatabase(), createTestBucket()]);
  const service = await startNode({ database, bucket }, overrides);
  return {
    ...service,
    stop: async () => {
      await service.stop();
      await database.drop();
      await bucket.remove();
    },
  };
}

/** One more node of a service that runs; it is stopped before the service. */
export async function startNode(ground: Ground, overrides: NodeJS.ProcessEnv = {}): Promise<TestService> {
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
  await app.listen(0, '127.0.0.1');
  const { port } = app.getHttpServer().address() as AddressInfo;
  await databaseReady(app.get(Database));
  const db = new Pool({ connectionString: database.url, max: 4 });
  return {
    ground,
    app,
    url: `http://127.0.0.1:${port}`,
    db,
    bucket: bucket.name,
    stop: async () => {
      await app.close();
      await db.end();
    },
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
