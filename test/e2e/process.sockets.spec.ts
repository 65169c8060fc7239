import { Pool } from 'pg';
import type { RoomView } from '../../src/contracts/index.js';
import { Marketplace, type Dealer } from '../factories/marketplace.js';
import { connectError } from '../support/administration.js';
import { BareSocket } from '../support/bare-socket.js';
import { CuttingProxy } from '../support/cutting-proxy.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { Client } from '../support/http.js';
import { productionEnvironment, ServiceProcess } from '../support/process.js';
import { describeWithRedis, OwnRedis } from '../support/redis.js';
import { TestSocket } from '../support/sockets.js';

describe('a socket that connects while something fails', () => {
  let database: TestDatabase;
  let db: Pool;
  let proxy: CuttingProxy;
  let dealers: { buyer: Dealer; seller: Dealer; offerId: string };
  const running: ServiceProcess[] = [];

  async function start(overrides: object = {}): Promise<ServiceProcess> {
    const settings = { ...productionEnvironment(database.url), DATABASE_URL: proxy.url, ...overrides };
    const service = await ServiceProcess.start(settings);
    running.push(service);
    return service.ready();
  }

  async function connects(service: ServiceProcess, { token }: Dealer): Promise<void> {
    (await TestSocket.connect(service.url, { token })).close();
  }

  /** Whether somebody in this database does. */
  async function waitsForLock(): Promise<boolean> {
    const { rowCount } = await db.query(
      "SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'",
    );
    return rowCount !== 0;
  }

  beforeAll(async () => {
    database = await createTestDatabase();
    db = new Pool({ connectionString: database.url, max: 2 });
    proxy = await CuttingProxy.to(database.url);
    dealers = await new Marketplace(db).deal();
  });
  afterEach(async () => {
    await Promise.all(running.splice(0).map((service) => service.stop('SIGKILL')));
  });
  afterAll(async () => {
    await proxy.close();
    await db.end();
    await database.drop();
  });

  it('is refused while the database is away, hears nothing afterwards, and the process goes on', async () => {
    const { buyer, seller, offerId } = dealers;
    const service = await start();
    proxy.breakOff();
    const refused = await BareSocket.open(service.url);
    refused.send(`40${JSON.stringify({ token: buyer.token })}`);
    expect(await refused.next('44')).toContain('SERVICE_UNAVAILABLE');
    for (const { token } of [buyer, seller]) {
      expect(await connectError(service.url, token)).toBe('SERVICE_UNAVAILABLE');
    }
    expect(await connectError(service.url, `${buyer.token}x`)).toBe('UNAUTHORIZED');

    proxy.down = false;
    await service.ready();
    const socket = await TestSocket.connect(service.url, { token: buyer.token });
    const client = new Client(service.url, seller.token);
    const { body } = await client.post<RoomView>('/chats', { roomType: 'offer', offerId });
    await client.post(`/chats/${body.data.id}/messages`, { content: 'Merhaba' });
    await socket.next('new_message');
    socket.close();
    // Before its end, which an event of nobody brings about, it would have got what its gallery got.
    refused.send(`42["join_room","${body.data.id}"]`);
    await refused.closed;
    expect(refused.packets.filter((packet) => packet.startsWith('42'))).toEqual([]);
    expect(service.child.exitCode).toBeNull();
  }, 60_000);

  it('is in no channel before its token was checked, however long that takes', async () => {
    const { buyer, seller, offerId } = dealers;
    const service = await start();
    const client = new Client(service.url, seller.token);
    const { body } = await client.post<RoomView>('/chats', { roomType: 'offer', offerId });
    const listener = await TestSocket.connect(service.url, { token: buyer.token });
    const colleague = await new Marketplace(db).dealer({ galleryId: buyer.galleryId });
    const locker = await db.connect();
    await locker.query('BEGIN; LOCK TABLE users IN ACCESS EXCLUSIVE MODE');
    const early = await BareSocket.open(service.url);
    early.send(`40${JSON.stringify({ token: colleague.token })}`);
    while (!(await waitsForLock())) await new Promise((resolve) => setTimeout(resolve, 10));
    await client.delete(`/chats/${body.data.id}`);
    expect(await listener.next('room_closed')).toEqual({ roomId: body.data.id });
    await locker.query('ROLLBACK');
    locker.release();
    await early.next('40');
    expect(early.packets.filter((packet) => packet.includes('room_closed'))).toEqual([]);
    listener.close();
  }, 60_000);

  describeWithRedis('with Redis away', () => {
    it('is judged as ever, and the process goes on', async () => {
      const redis = await OwnRedis.start();
      const service = await start({ REDIS_URL: redis.url });
      await connects(service, dealers.buyer);
      await redis.stop();
      const tries = Array.from({ length: 5 }, async () => {
        expect(await connectError(service.url, `${dealers.buyer.token}x`)).toBe('UNAUTHORIZED');
        await connects(service, dealers.seller);
      });
      await Promise.all(tries);
      await redis.restart();
      await connects(service, dealers.buyer);
      expect(service.child.exitCode).toBeNull();
      await redis.remove();
    }, 60_000);
  });
});

describe('thousands of connections of nobody', () => {
  /** As many as a node lets be. */
  const LIMIT = 5_000;
  const AT_ONCE = 50;
  let database: TestDatabase;
  let db: Pool;
  let service: ServiceProcess;

  beforeAll(async () => {
    database = await createTestDatabase();
    db = new Pool({ connectionString: database.url, max: 2 });
    service = await (await ServiceProcess.start(productionEnvironment(database.url))).ready();
  }, 60_000);
  afterAll(async () => {
    await service.stop('SIGKILL');
    await db.end();
    await database.drop();
  });

  const polling = (sid?: string, body?: string) =>
    fetch(new URL(`/socket.io/?EIO=4&transport=polling${sid ? `&sid=${sid}` : ''}`, service.url), {
      ...(body !== undefined && { method: 'POST', body }),
    });

  /** @returns the id of its session */
  async function connection(): Promise<string> {
    const text = await (await polling()).text();
    return (JSON.parse(text.slice(1)) as { sid: string }).sid;
  }

  it('make place for others, oldest first, and cost nobody who is known their connection', async () => {
    const dealer = await new Marketplace(db).dealer();
    const known = await TestSocket.connect(service.url, { token: dealer.token }, { transports: ['polling'] });
    const first = await connection();
    // One that is closing already, and waits for its next poll to say so, makes place too.
    const closing = await connection();
    await polling(closing, '42["x"]');
    for (let n = 0; n < LIMIT; n += AT_ONCE) await Promise.all(Array.from({ length: AT_ONCE }, connection));
    const last = await connection();
    // To a session that is not there any more, Engine.IO answers 400.
    for (const gone of [first, closing]) expect((await polling(gone, '40')).status).toBe(400);
    expect((await polling(last, `40${JSON.stringify({ token: dealer.token })}`)).status).toBe(200);
    expect(await (await polling(last)).text()).toMatch(/^40/);
    expect((await known.refusal('join_room', 'x')).code).toBe('VALIDATION_FAILED');
    known.close();
  }, 60_000);

  it('get no compressed answers, which a client that does not read would keep in memory uncounted', async () => {
    const dealer = await new Marketplace(db).dealer();
    const sid = await connection();
    await polling(sid, `40${JSON.stringify({ token: dealer.token })}`);
    await (await polling(sid)).text();
    await polling(sid, `42${JSON.stringify(['x'.repeat(90), 'y'])}\x1e`.repeat(20).slice(0, -1));
    const answer = await polling(sid);
    expect((await answer.text()).length).toBeGreaterThan(2_000);
    expect(answer.headers.get('content-encoding')).toBeNull();
  });
});
