import { once } from 'node:events';
import { connect } from 'node:net';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { VERSION } from '../../../src/common/index.js';
import { EventBus } from '../../../src/events/index.js';
import { describeWithClamd, OwnClamd } from '../../support/clamd.js';
import { call } from '../../support/http.js';
import { startService, type TestService } from '../../support/service.js';
import { silentServer } from '../../support/silent-server.js';
import { createUnconnectedApp, NOWHERE } from './unconnected.js';

const redisUrl = process.env.TEST_REDIS_URL;
const UP = { status: 'up', latency_ms: expect.any(Number) };
const DOWN = { status: 'down', latency_ms: null };
const DISABLED = { status: 'disabled', latency_ms: null };

const readiness = async (url: string) => {
  const { status, body, headers } = await call(url, 'GET', '/health/ready');
  return { status, body: body as unknown, cache: headers.get('cache-control') };
};

describe('health with a database', () => {
  let service: TestService | undefined;
  const start = async (overrides: NodeJS.ProcessEnv = {}): Promise<string> => {
    service = await startService(overrides);
    return service.url;
  };

  afterEach(async () => {
    await service?.stop();
    service = undefined;
  });

  it('is up without a token; Redis is disabled where it is not set', async () => {
    const url = await start();
    expect(await readiness(url)).toEqual({
      status: 200,
      body: { status: 'up', checks: { database: UP, redis: DISABLED, object_store: UP, clamav: DISABLED } },
      cache: 'no-store',
    });
    const both = await call(url, 'GET', '/health');
    expect(both.body).toMatchObject({
      live: { status: 'up', version: VERSION, uptime_seconds: expect.any(Number) },
      ready: { status: 'up' },
    });
  });

  it('stays at the root under an API prefix', async () => {
    const url = await start({ API_PREFIX: '/api/v1' });
    for (const path of [
      '/health',
      '/health/live',
      '/health/ready',
      '/metrics',
      '/docs-json',
      '/docs/events',
    ]) {
      expect([path, (await fetch(`${url}${path}`)).status]).toEqual([path, 200]);
    }
    expect((await fetch(`${url}/api/v1/chats/capabilities`)).status).toBe(200);
  });

  it('is degraded without the object store', async () => {
    const url = await start({ S3_ENDPOINT: `http://${NOWHERE}` });
    expect(await readiness(url)).toMatchObject({
      status: 200,
      body: {
        status: 'degraded',
        checks: { database: UP, redis: DISABLED, object_store: DOWN, clamav: DISABLED },
      },
    });
  });

  it('is degraded without Redis', async () => {
    const url = await start({ REDIS_URL: `redis://${NOWHERE}` });
    expect(await readiness(url)).toMatchObject({
      status: 200,
      body: { status: 'degraded', checks: { database: UP, redis: DOWN, object_store: UP, clamav: DISABLED } },
    });
  });

  it('is degraded without the virus scanner that it was given', async () => {
    const [CLAMAV_HOST, CLAMAV_PORT] = NOWHERE.split(':');
    const url = await start({ CLAMAV_HOST, CLAMAV_PORT });
    expect(await readiness(url)).toMatchObject({
      status: 200,
      body: { status: 'degraded', checks: { database: UP, object_store: UP, clamav: DOWN } },
    });
  });

  it('does not wait for a dependency that accepts and never answers', async () => {
    const silent = await silentServer();
    try {
      const url = await start({ REDIS_URL: `redis://${silent.address}` });
      const started = Date.now();
      const answers = await Promise.all([readiness(url), readiness(url), readiness(url)]);
      expect(Date.now() - started).toBeLessThan(4_000);
      for (const { body } of answers)
        expect(body).toMatchObject({ status: 'degraded', checks: { redis: DOWN } });
    } finally {
      await silent.close();
    }
  });

  it('says that it is shutting down before it stops answering', async () => {
    const url = await start();
    let seen: unknown;
    // A part that takes its time to stop, in the stage before connections are closed.
    const beforeApplicationShutdown = async (): Promise<void> => {
      seen = await readiness(url);
    };
    Object.assign(service!.app.get(EventBus), { beforeApplicationShutdown });
    await service!.stop();
    service = undefined;
    expect(seen).toMatchObject({ status: 503, body: { status: 'shutting_down', checks: { database: UP } } });
  });
});

(redisUrl === undefined ? describe.skip : describe)('health with Redis', () => {
  const redis = new URL(redisUrl ?? 'redis://none');
  let service: TestService | undefined;

  beforeAll(() => command('ACL SETUSER probe on >s3cret:%/ç +ping +auth +info'));
  afterAll(() => command('ACL DELUSER probe'));
  afterEach(() => service?.stop());

  /** Speaks to the server as an operator would. */
  async function command(line: string): Promise<void> {
    const socket = connect(Number(redis.port), redis.hostname);
    socket.end(`${line}\r\n`);
    const [answer] = (await once(socket, 'data')) as [Buffer];
    expect(answer.toString()).toMatch(/^[+:]/);
  }

  it.each([
    ['without a password', redis.href, UP],
    [
      'with a user and a password',
      redis.href.replace('//', `//probe:${encodeURIComponent('s3cret:%/ç')}@`),
      UP,
    ],
    ['with a wrong password', redis.href.replace('//', '//probe:wrong@'), DOWN],
  ])('asks it %s', async (_, url, expected) => {
    service = await startService({ REDIS_URL: url });
    expect(await readiness(service.url)).toMatchObject({
      status: 200,
      body: { checks: { redis: expected } },
    });
  });
});

describeWithClamd('health with a virus scanner', () => {
  it('is up while it answers', async () => {
    const clamd = await OwnClamd.start();
    const service = await startService(clamd.settings);
    try {
      expect(await readiness(service.url)).toMatchObject({
        status: 200,
        body: { status: 'up', checks: { clamav: UP } },
      });
      await clamd.stop();
      expect(await readiness(service.url)).toMatchObject({
        status: 200,
        body: { status: 'degraded', checks: { clamav: DOWN } },
      });
    } finally {
      await service.stop();
      await clamd.remove();
    }
  });
});

describe('health without a database', () => {
  let app: NestFastifyApplication;

  beforeEach(async () => {
    app = await createUnconnectedApp();
    await app.init();
  });
  afterEach(() => app.close());

  it('is alive but not ready', async () => {
    expect((await app.inject('/health/live')).statusCode).toBe(200);
    const ready = await app.inject('/health/ready');
    expect([ready.statusCode, ready.json()]).toEqual([
      503,
      { status: 'down', checks: { database: DOWN, redis: DISABLED, object_store: DOWN, clamav: DISABLED } },
    ]);
    const both = await app.inject('/health');
    expect([both.statusCode, both.json().ready.status]).toEqual([503, 'down']);
  });
});
