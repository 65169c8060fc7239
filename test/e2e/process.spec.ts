import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { Pool } from 'pg';
import type { RoomView } from '../../src/contracts/index.js';
import { Marketplace } from '../factories/marketplace.js';
import { createEmptyDatabase, createTestDatabase, type TestDatabase } from '../support/database.js';
import { call, Client } from '../support/http.js';
import { productionEnvironment, ServiceProcess } from '../support/process.js';
import { TestSocket } from '../support/sockets.js';
import { TEST_SECRET } from '../support/tokens.js';

describe('the built service, as a process', () => {
  let database: TestDatabase;
  let db: Pool;
  let market: Marketplace;
  const running: ServiceProcess[] = [];

  async function start(overrides: Record<string, string | undefined> = {}) {
    const service = await ServiceProcess.start({ ...productionEnvironment(database.url), ...overrides });
    running.push(service);
    return service;
  }

  beforeAll(async () => {
    database = await createTestDatabase();
    db = new Pool({ connectionString: database.url, max: 2 });
    market = new Marketplace(db);
  });
  afterEach(async () => {
    await Promise.all(running.splice(0).map((service) => service.stop('SIGKILL')));
  });
  afterAll(async () => {
    await db.end();
    await database.drop();
  });

  it('does not start on a placeholder secret, and says so in one line', async () => {
    const service = await start({ JWT_SECRET: 'change-me-change-me-change-me-change-me' });
    expect(await service.ended()).toBe(1);
    expect(service.output).toMatch(/JWT_SECRET: is a placeholder/);
    expect(service.output).not.toMatch(/change-me|at .*\.js/);
  });

  it('does not start without what it needs, and names each missing value', async () => {
    const service = await start({ DATABASE_URL: undefined, S3_BUCKET: undefined, CORS_ORIGINS: '*' });
    expect(await service.ended()).toBe(1);
    expect(service.output.match(/^ {2}\w+:/gm)?.map((line) => line.trim())).toEqual([
      'DATABASE_URL:',
      'S3_BUCKET:',
      'CORS_ORIGINS:',
    ]);
  });

  it('says in one line each what a setting deep inside the service does not take', async () => {
    const service = await start({ FILE_TYPES: 'image/png,image/svg+xml,text/html' });
    expect(await service.ended()).toBe(1);
    expect(service.output.trim().split('\n').slice(1)).toEqual([
      expect.stringMatching(/^ {2}FILE_TYPES: "image\/svg\+xml"/),
      expect.stringMatching(/^ {2}FILE_TYPES: "text\/html"/),
    ]);
  });

  it('starts without its database, answers 503 within 5 s, and recovers by itself', async () => {
    const dealer = await market.dealer();
    const { port } = new URL(database.url);
    const dead = await (await start({ DATABASE_URL: database.url.replace(port, '9') })).listening();
    const began = Date.now();
    const answer = await call(dead.url, 'GET', '/chats', { token: dealer.token });
    expect([answer.status, answer.body.error.code]).toEqual([503, 'SERVICE_UNAVAILABLE']);
    expect(answer.headers.get('retry-after')).toMatch(/^\d+$/);
    expect(Date.now() - began).toBeLessThan(5_000);
    expect((await fetch(`${dead.url}/health/ready`)).status).toBe(503);

    // The database is there but refuses connections at first, as one that is still starting does.
    const late = await createTestDatabase();
    const name = new URL(late.url).pathname.slice(1);
    await db.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS false`);
    const service = await (await start({ DATABASE_URL: late.url })).listening();
    expect((await fetch(`${service.url}/health/ready`)).status).toBe(503);
    await db.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS true`);
    await service.ready();
    await service.stop('SIGKILL');
    await late.drop();
  }, 20_000);

  it('migrates on its start when it is told to', async () => {
    const empty = await createEmptyDatabase();
    const service = await (await start({ DATABASE_URL: empty.url, MIGRATE_ON_START: 'true' })).ready();
    const pool = new Pool({ connectionString: empty.url, max: 1 });
    const { rows } = await pool.query(`SELECT to_regclass('chat_messages') IS NOT NULL AS migrated`);
    expect(rows).toEqual([{ migrated: true }]);
    await pool.end();
    await service.stop('SIGKILL');
    await empty.drop();
  });

  it('lets two thousand connections wait while it is busy', async () => {
    const service = await (await start()).ready();
    const { hostname, port } = new URL(service.url);
    // Stands still, as in a long garbage collection: the kernel alone takes the connections.
    service.child.kill('SIGSTOP');
    const sockets = Array.from({ length: 2_000 }, () => connect(Number(port), hostname));
    const taken = Promise.all(sockets.map((socket) => once(socket, 'connect'))).then(
      () => 'all taken',
      () => 'some refused',
    );
    try {
      expect(await Promise.race([taken, delay(5_000, 'some dropped', { ref: false })])).toBe('all taken');
    } finally {
      for (const socket of sockets) socket.on('error', () => undefined).destroy();
      service.child.kill('SIGCONT');
    }
  });

  it('logs each request with its id as JSON, and no token, query, body or header', async () => {
    const { buyer, offerId } = await market.deal();
    const service = await (await start()).ready();
    const client = new Client(service.url, buyer.token);
    const { headers, body } = await client.post<RoomView>('/chats', { roomType: 'offer', offerId });
    await call(service.url, 'GET', `/chats?token=${buyer.token}`, {
      headers: { 'x-request-id': 'gateway-42' },
    });
    const room = await client.get(`/chats/${body.data.id.toUpperCase()}/messages?limit=1`);
    // Pasted where an id belongs, with and without a route, and where nothing can be decoded, which is not logged.
    const misplaced = ['/chats/', '/chats/x/y/', '/nowhere/', '/chats/%ff'].map((path) => path + buyer.token);
    for (const path of misplaced) {
      await call(service.url, 'GET', path);
      await client.get(path);
    }
    await client.get(`/${'long'.repeat(500)}`);
    await TestSocket.connect(service.url, {}, { query: { token: buyer.token } }).catch(() => undefined);
    const socket = await TestSocket.connect(service.url, { token: buyer.token });
    socket.close();
    await service.stop();
    const lines = service.output
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>)
      .filter(({ msg }) => msg === 'Request answered');
    const requests = lines.map(({ requestId, path, roomId, status }) => [requestId, path, roomId, status]);
    const id = expect.any(String);
    expect(requests).toEqual([
      [headers.get('x-request-id'), '/chats', undefined, 201],
      ['gateway-42', '/chats', undefined, 401],
      [room.headers.get('x-request-id'), '/chats/:roomId/messages', body.data.id, 200],
      [id, '/chats/:roomId', undefined, 401],
      [id, '/chats/:roomId', undefined, 400],
      [id, '/chats/x/y/[token]', undefined, 404],
      [id, '/chats/x/y/[token]', undefined, 404],
      [id, '/nowhere/[token]', undefined, 404],
      [id, '/nowhere/[token]', undefined, 404],
      [id, `/${'long'.repeat(500)}`.slice(0, 100), undefined, 404],
    ]);
    expect(service.output).not.toContain(buyer.token);
    expect(service.output).not.toContain(buyer.token.split('.')[1]);
    expect(service.output).not.toContain(offerId);
    expect(service.output).not.toContain(TEST_SECRET);
  });
});
