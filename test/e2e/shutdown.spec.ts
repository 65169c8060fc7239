import { once } from 'node:events';
import { connect, type Socket as NetSocket } from 'node:net';
import { Pool } from 'pg';
import type { MessageView, RoomView } from '../../src/contracts/index.js';
import { Marketplace } from '../factories/marketplace.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { call, Client } from '../support/http.js';
import { productionEnvironment, ServiceProcess } from '../support/process.js';
import { TestSocket } from '../support/sockets.js';

describe('the service that is told to end', () => {
  let database: TestDatabase;
  let db: Pool;
  let market: Marketplace;
  let service: ServiceProcess;
  const sockets: TestSocket[] = [];

  async function start(overrides: Record<string, string> = {}) {
    service = await ServiceProcess.start({ ...productionEnvironment(database.url), ...overrides });
    await service.ready();
  }

  async function connected(dealer: { token: string }, options: object = {}) {
    const socket = await TestSocket.connect(service.url, { token: dealer.token }, options);
    sockets.push(socket);
    return socket;
  }

  async function room() {
    const deal = await market.deal();
    const client = new Client(service.url, deal.buyer.token);
    const { body } = await client.post<RoomView>('/chats', { roomType: 'offer', offerId: deal.offerId });
    const roomId = body.data.id;
    return { ...deal, client, roomId, path: `/chats/${roomId}/messages` };
  }

  /** Makes sends to the room wait. @returns what lets them go on */
  async function hold(roomId: string) {
    const client = await db.connect();
    await client.query('BEGIN');
    await client.query('SELECT FROM chat_rooms WHERE id = $1 FOR UPDATE', [roomId]);
    return async () => {
      await client.query('ROLLBACK');
      client.release();
    };
  }

  /** Resolves when a statement of the service waits for a lock. */
  async function somebodyWaits() {
    const waiting = `SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()`;
    while ((await db.query(waiting)).rowCount === 0);
  }

  beforeAll(async () => {
    database = await createTestDatabase();
    db = new Pool({ connectionString: database.url, max: 3 });
    market = new Marketplace(db);
  });
  afterEach(async () => {
    for (const socket of sockets.splice(0)) socket.close();
    await service.stop('SIGKILL');
  });
  afterAll(async () => {
    await db.end();
    await database.drop();
  });

  it('says so first, and goes on answering until a gateway has noticed: no request fails', async () => {
    await start({ SHUTDOWN_DELAY_SECONDS: '2', RATE_LIMIT_ENABLED: 'false' });
    const { client, path, buyer } = await room();
    const socket = await connected(buyer);
    const readiness = () => fetch(`${service.url}/health/ready`);
    // What a gateway does: it asks twice a second, and sends nothing any more once the answer is 503.
    let serving = true;
    const statuses: number[] = [];
    const talk = async (): Promise<void> => {
      while (serving) statuses.push((await client.post(path, { content: 'Merhaba' })).status);
    };
    const talks = Array.from({ length: 10 }, talk);
    while (statuses.length < 100) await new Promise((resolve) => setTimeout(resolve, 10));

    const began = Date.now();
    service.child.kill('SIGTERM');
    while ((await readiness()).status !== 503) await new Promise((resolve) => setTimeout(resolve, 10));
    expect(Date.now() - began).toBeLessThan(1_000);
    const answer = await readiness();
    expect(await answer.json()).toMatchObject({ status: 'shutting_down' });
    const before = statuses.length;
    const meanwhile = await client.get('/chats');
    expect([meanwhile.status, meanwhile.headers.get('connection')]).toEqual([200, 'close']);
    const refused = await fetch(`${service.url}/chats`);
    expect([refused.status, refused.headers.get('connection')]).toEqual([401, 'close']);
    expect(await socket.emit('send_message', { roomId: path.split('/')[2], content: 'x' })).toMatchObject({
      success: true,
    });
    expect((await TestSocket.connect(service.url, { token: buyer.token })).socket.connected).toBe(true);
    await new Promise((resolve) => setTimeout(resolve, 500));
    serving = false;
    await Promise.all(talks);
    expect(statuses.length).toBeGreaterThan(before + 10);
    expect(new Set(statuses)).toEqual(new Set([201]));

    expect(await service.ended()).toBe(0);
    expect(Date.now() - began).toBeGreaterThanOrEqual(2_000);
    expect(Date.now() - began).toBeLessThan(10_000);
  }, 30_000);

  it.each(['websocket', 'polling'])(
    'tells its sockets over %s, answers what they had under way, and lets them come back by themselves',
    async (transport) => {
      await start();
      const { roomId, buyer, client } = await room();
      const socket = await connected(buyer, { transports: [transport] });
      const release = await hold(roomId);
      const sent = socket.emit<MessageView>('send_message', { roomId, content: 'Yolda' });
      await somebodyWaits();
      service.child.kill('SIGTERM');
      const { reconnectAfter } = await socket.next('server_shutdown');
      expect(reconnectAfter).toBeGreaterThanOrEqual(0);
      expect(reconnectAfter).toBeLessThanOrEqual(5_000);
      // Nobody new is let in, while a request still is.
      await expect(TestSocket.connect(service.url, { token: buyer.token })).rejects.toThrow();
      expect((await client.get('/chats')).status).toBe(200);
      await release();
      expect(await sent).toMatchObject({ success: true, data: { seq: 1 } });
      // After a `disconnect` the client would stay away.
      expect(await socket.next('disconnect')).toBe('transport close');
      expect(await service.ended()).toBe(0);
    },
    20_000,
  );

  it('spreads the return of many sockets', async () => {
    await start({ RATE_LIMIT_SOCKETS_PER_USER: '200' });
    const { buyer } = await room();
    const many = await Promise.all(Array.from({ length: 120 }, () => connected(buyer)));
    const times = many.map(
      ({ socket }) => new Promise<number>((resolve) => socket.once('disconnect', () => resolve(Date.now()))),
    );
    service.child.kill('SIGTERM');
    const closed = await Promise.all(times);
    expect(Math.max(...closed) - Math.min(...closed)).toBeGreaterThan(150);
    const told = many.map((socket) => socket.all('server_shutdown'));
    expect(told.every((events) => events.length === 1)).toBe(true);
    expect(new Set(told.flat().map(({ reconnectAfter }) => reconnectAfter)).size).toBeGreaterThan(60);
    expect(await service.ended()).toBe(0);
  }, 20_000);

  it('answers a request that is under way, and a message that was answered stands', async () => {
    await start();
    const { roomId, client, path } = await room();
    const release = await hold(roomId);
    const sent = client.post<MessageView>(path, { content: 'Yolda' });
    await somebodyWaits();
    service.child.kill('SIGTERM');
    // Its listener is closed: nobody new gets in.
    while (await fetch(`${service.url}/health/live`).catch(() => undefined));
    await release();
    expect((await sent).status).toBe(201);
    expect(await service.ended()).toBe(0);
    const { rows } = await db.query('SELECT seq FROM chat_messages WHERE room_id = $1', [roomId]);
    expect(rows).toHaveLength(1);
  }, 20_000);

  it('is not held up by a client that does not read', async () => {
    await start();
    const { buyer } = await room();
    const socket = await connected(buyer);
    const { ws } = socket.socket.io.engine.transport as unknown as { ws: { _socket: NetSocket } };
    ws._socket.pause();
    const began = Date.now();
    expect(await service.stop('SIGTERM')).toBe(0);
    expect(Date.now() - began).toBeLessThan(5_000);
  }, 20_000);

  it('ends at once on a second signal', async () => {
    await start({ SHUTDOWN_DELAY_SECONDS: '60' });
    service.child.kill('SIGTERM');
    while ((await fetch(`${service.url}/health/ready`)).status !== 503);
    const began = Date.now();
    expect(await service.stop('SIGTERM')).toBe(143);
    expect(Date.now() - began).toBeLessThan(2_000);
  }, 20_000);

  it('ends within its limit whatever is still under way, and says so', async () => {
    await start();
    const { buyer } = await room();
    const { hostname, port } = new URL(service.url);
    const stalled = connect(Number(port), hostname).on('error', () => undefined);
    await once(stalled, 'connect');
    const head = ['POST /chats HTTP/1.1', 'Host: x', `Authorization: Bearer ${buyer.token}`];
    stalled.write([...head, 'Content-Type: application/json', 'Content-Length: 10', '', '{'].join('\r\n'));
    // The stalled request is known to the service once another one of later has been answered.
    await call(service.url, 'GET', '/chats', { token: buyer.token });
    const began = Date.now();
    expect(await service.stop('SIGTERM')).toBe(1);
    expect(Date.now() - began).toBeLessThan(25_000);
    expect(service.output).toContain('Not everything has ended within 20 s');
    stalled.destroy();
  }, 40_000);
});
