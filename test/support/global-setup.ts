import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { S3Server, Server } from './servers/common.ts';
import { startTestPostgres } from './servers/postgres.ts';
import { canRunRadosgw, startRadosgw } from './servers/radosgw.ts';
import { canRunRedis, startRedis, type RedisServer } from './servers/redis.ts';
import { onTeardown, tearDown } from './servers/running.ts';
import { startS3rver } from './servers/s3rver.ts';

/**
 * Starts the servers that integration and e2e tests share, once for a run, and hands their addresses over in the
 * environment: TEST_DATABASE_URL (superuser, database `postgres`), TEST_S3_* and TEST_REDIS_URL (absent where there is no
 * Redis). Jest runs this file outside its module mapping: so it imports nothing from src.
 */
export default async function globalSetup(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'dealer-messaging-test-'));
  // PostgreSQL may run as another user.
  chmodSync(folder, 0o755);
  onTeardown(async () => {
    rmSync(folder, { recursive: true, force: true });
  });
  const place = (name: string): string => {
    mkdirSync(join(folder, name));
    return join(folder, name);
  };

  const starting = [
    startTestPostgres(join(folder, 'postgres')).then((postgres) => {
      stopAtTheEnd(postgres);
      process.env.TEST_DATABASE_URL = postgres.url;
    }),
    startS3(place('s3')).then((s3) => {
      stopAtTheEnd(s3);
      process.env.TEST_S3_KIND = s3.kind;
      process.env.TEST_S3_ENDPOINT = s3.endpoint;
      process.env.TEST_S3_ACCESS_KEY = s3.accessKey;
      process.env.TEST_S3_SECRET_KEY = s3.secretKey;
    }),
    startRedisIfHere(place('redis')).then((redis) => {
      if (!redis) return;
      stopAtTheEnd(redis);
      process.env.TEST_REDIS_URL = redis.url;
    }),
  ];
  const failed = (await Promise.allSettled(starting)).find((one) => one.status === 'rejected');
  if (!failed) return;
  // Jest does not call the teardown after a setup that failed.
  await tearDown();
  throw failed.reason;
}

function stopAtTheEnd(server: Server): void {
  onTeardown(() => server.stop());
}

async function startS3(folder: string): Promise<S3Server> {
  if (canRunRadosgw()) return startRadosgw(folder);
  warn(
    'radosgw',
    's3rver stands in, which checks neither signatures nor upload policies: their tests are left out',
  );
  return startS3rver(folder);
}

async function startRedisIfHere(folder: string): Promise<RedisServer | undefined> {
  if (canRunRedis()) return startRedis(folder);
  warn('redis-server', 'TEST_REDIS_URL is not set, and tests with more than one node are left out');
  return undefined;
}

function warn(program: string, consequence: string): void {
  console.error(`\n*** ${program} is not installed: ${consequence}. scripts/test installs it. ***\n`);
}
