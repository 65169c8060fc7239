import { once } from 'node:events';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Pool } from 'pg';
import { freePort } from '../../dev/ports.js';
import { startPostgres, type Postgres } from '../../dev/postgres.js';
import type { MessageView, RoomView } from '../../src/contracts/index.js';
import { migrateUp } from '../../src/database/migrate.js';
import { Marketplace } from '../factories/marketplace.js';
import { call, Client, type Answer } from '../support/http.js';
import { startService, type TestService } from '../support/service.js';
import { TestSocket } from '../support/sockets.js';

/** Milliseconds: the five seconds of the contract and some for a busy machine, and until it works again. */
const ANSWERED_WITHIN = 6_000;
const BACK_WITHIN = 10_000;

const timed = async <T>(work: Promise<T>): Promise<[T, ms: number]> => {
  const began = Date.now();
  return [await work, Date.now() - began];
};

describe('a database that fails', () => {
  const folder = mkdtempSync(join(tmpdir(), 'dealer-messaging-outage-'));
  let port: number;
  let postgres: Postgres;
  let service: TestService;
  let client: Client;
  let socket: TestSocket;
  let sellerSocket: TestSocket;
  let roomId: string;

  const start = () => startPostgres({ folder: join(folder, 'postgres'), port, password: 'test' });
  const send = (content = 'Merhaba') => client.post<MessageView>(`/chats/${roomId}/messages`, { content });

  /** Makes the server and every process of it, one for each connection among them, stand still. @returns what ends it */
  function standStill(): () => void {
    const pid = postgres.child.process.pid!;
    // The server first: it makes no further process then.
    process.kill(pid, 'SIGSTOP');
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').map(Number);
    for (const child of children) process.kill(child, 'SIGSTOP');
    return () => {
      for (const one of [...children, pid]) process.kill(one, 'SIGCONT');
    };
  }

  /** Calls at once, of every kind: each must be refused in time and say when to come again. */
  async function expectRefusals() {
    const calls = [
      ...Array.from({ length: 30 }, () => send()),
      client.get('/chats'),
      client.post(`/chats/${roomId}/read`),
    ];
    const answers = await Promise.all(calls.map((answer: Promise<Answer>) => timed(answer)));
    for (const [{ status, headers, body }, ms] of answers) {
      expect([status, body.error.code]).toEqual([
        503,
        expect.stringMatching(/SERVICE_UNAVAILABLE|ROOM_BUSY/),
      ]);
      expect(Number(headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
      expect(ms).toBeLessThan(ANSWERED_WITHIN);
    }
    const [ack, ms] = await timed(socket.emit('send_message', { roomId, content: 'Merhaba' }));
    expect(ack).toMatchObject({ success: false, error: { code: expect.stringMatching(/UNAVAILABLE|BUSY/) } });
    // It has joined before.
    expect(await socket.emit('join_room', roomId)).toMatchObject({ success: false });
    expect(ms).toBeLessThan(ANSWERED_WITHIN);
  }

  async function expectReturn() {
    const began = Date.now();
    while ((await send()).status !== 201) await new Promise((resolve) => setTimeout(resolve, 50));
    expect(Date.now() - began).toBeLessThan(BACK_WITHIN);
    expect(await socket.emit('send_message', { roomId, content: 'Yine burada' })).toMatchObject({
      success: true,
    });
    // Who was refused to join again has not been put out by that.
    await sellerSocket.ask('join_room', roomId);
    await sellerSocket.ask('typing_start', { roomId });
    expect(await socket.next('user_typing')).toMatchObject({ roomId });
  }

  beforeAll(async () => {
    chmodSync(folder, 0o755);
    port = await freePort();
    postgres = await start();
    await migrateUp(postgres.url);
    service = await startService({ DATABASE_URL: postgres.url, RATE_LIMIT_ENABLED: 'false' });
    const own = new Pool({ connectionString: postgres.url, max: 1 });
    const deal = await new Marketplace(own).deal();
    await own.end();
    client = new Client(service.url, deal.buyer.token);
    const { body } = await client.post<RoomView>('/chats', { roomType: 'offer', offerId: deal.offerId });
    roomId = body.data.id;
    [socket, sellerSocket] = (await Promise.all(
      [deal.buyer, deal.seller].map(({ token }) => TestSocket.connect(service.url, { token })),
    )) as [TestSocket, TestSocket];
    await socket.ask('join_room', roomId);
  }, 60_000);
  afterAll(async () => {
    socket.close();
    sellerSocket.close();
    await service.stop();
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('by being killed: 503 in time, writes again soon after its return, and every acknowledged message stands', async () => {
    const acknowledged: string[] = [];
    let talking = true;
    const talk = async (): Promise<void> => {
      while (talking) {
        const { status, body } = await send();
        if (status === 201) acknowledged.push(body.data.id);
      }
    };
    const talks = Array.from({ length: 8 }, talk);
    while (acknowledged.length < 200) await new Promise((resolve) => setTimeout(resolve, 10));
    postgres.child.process.kill('SIGKILL');
    await postgres.child.exited;
    talking = false;
    await Promise.all(talks);
    await expectRefusals();
    // A gateway does not pass it on.
    expect((await fetch(`${service.nodes[0]!.url}/health/ready`)).status).toBe(503);

    postgres = await start();
    await expectReturn();
    const own = new Pool({ connectionString: postgres.url, max: 1 });
    const { rows } = await own.query<{ id: string; seq: number }>(
      'SELECT id, seq FROM chat_messages WHERE room_id = $1 ORDER BY seq',
      [roomId],
    );
    await own.end();
    const stored = new Set(rows.map(({ id }) => id));
    expect(acknowledged.filter((id) => !stored.has(id))).toEqual([]);
    expect(rows.map(({ seq }) => seq)).toEqual(rows.map((_, index) => index + 1));
  }, 90_000);

  it('by standing still: 503 in time, and writes again soon after it goes on', async () => {
    const goOn = standStill();
    try {
      await expectRefusals();
    } finally {
      goOn();
    }
    await expectReturn();
  }, 60_000);
});

describe('an object store that takes connections and never answers', () => {
  const connections: Socket[] = [];
  let store: Server;
  let service: TestService;

  beforeAll(async () => {
    store = createServer((connection) => connections.push(connection)).listen(0, '127.0.0.1');
    await once(store, 'listening');
    const { port } = store.address() as AddressInfo;
    service = await startService({ S3_ENDPOINT: `http://127.0.0.1:${port}` });
  });
  afterAll(async () => {
    for (const connection of connections) connection.destroy();
    store.close();
    await service.stop();
  });

  it('makes uploads 503 in time, and leaves text alone', async () => {
    const { buyer, offerId } = await new Marketplace(service.db).deal();
    const client = new Client(service.url, buyer.token);
    const { body } = await client.post<RoomView>('/chats', { roomType: 'offer', offerId });
    const path = `/chats/${body.data.id}`;
    const png = Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
      'base64',
    );
    const file = { fileName: 'a.png', fileSize: png.length, fileType: 'image/png' };
    const grant = await client.post<{ file_url: string }>(`${path}/upload-url`, file);
    const form = new FormData();
    form.append('file', new Blob([png], { type: 'image/png' }), 'a.png');
    const uploads = [
      timed(client.post(`${path}/upload`, { ...file, fileUrl: grant.body.data.file_url })),
      timed(call(service.url, 'POST', `${path}/upload`, { token: buyer.token, raw: form })),
    ];
    const [text, textMs] = await timed(client.post(`${path}/messages`, { content: 'Metin gider' }));
    expect(text.status).toBe(201);
    expect(textMs).toBeLessThan(2_000);
    for (const [answer, ms] of await Promise.all(uploads)) {
      expect([answer.status, answer.body.error.code]).toEqual([503, 'STORAGE_UNAVAILABLE']);
      expect(answer.headers.get('retry-after')).toMatch(/^\d+$/);
      expect(ms).toBeLessThan(ANSWERED_WITHIN);
    }
  }, 20_000);
});
