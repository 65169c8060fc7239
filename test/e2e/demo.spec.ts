import { once } from 'node:events';
import { get as httpGet, type IncomingMessage } from 'node:http';
import { ACCOUNTS, AYSE, DENIZ, EMRE, MEHMET, OGUZ, SUPPORT_GALLERY, ZEYNEP } from '../../dev/demo-data.js';
import { DEMO_ROOMS, performAll } from '../../dev/demo-talk/index.js';
import { perform, type Stage } from '../../dev/demo-talk/perform.js';
import { freePort } from '../../dev/ports.js';
import { seed } from '../../dev/seed.js';
import { startTokenServer, type TokenServer } from '../../dev/token-server.js';
import type { MessageView, RoomView } from '../../src/contracts/index.js';
import { Client } from '../support/http.js';
import { startService, type TestService } from '../support/service.js';
import { TestSocket } from '../support/sockets.js';
import { TEST_SECRET } from '../support/tokens.js';

/** A room in which an earlier start came only so far. */
const CUT_OFF = DEMO_ROOMS[0]!;
const SAID_BEFORE = 5;

const ORIGIN = 'http://localhost:3005';

describe('the demo', () => {
  let service: TestService;
  let tokens: TokenServer;
  let stage: Stage;
  let tourRoom: string;
  let cutOffRoom: string;

  beforeAll(async () => {
    service = await startService({ SUPPORT_GALLERY_ID: SUPPORT_GALLERY }, { nodes: 1 });
    expect(await seed(service.ground.database.url)).toBe(true);
    tokens = await startTokenServer({ port: await freePort(), secret: TEST_SECRET, origins: [ORIGIN] });
    stage = { api: service.url, jwtSecret: TEST_SECRET };
    cutOffRoom = await perform(stage, { ...CUT_OFF, steps: CUT_OFF.steps.slice(0, SAID_BEFORE) });
    tourRoom = await performAll(stage);
  });
  afterAll(async () => {
    await tokens.stop();
    await service.stop();
  });

  const ask = (path: string, headers: Record<string, string> = {}) =>
    fetch(`${tokens.url}${path}`, { headers });
  async function tokenOf({ userId }: { userId: string }): Promise<string> {
    const answer = await ask(`/token?account=${userId}`, { origin: ORIGIN });
    return ((await answer.json()) as { token: string }).token;
  }
  const clientOf = async (person: { userId: string }) => new Client(service.url, await tokenOf(person));
  const roomsOf = async (person: { userId: string }) =>
    (await (await clientOf(person)).get<RoomView[]>('/chats')).body.data;

  it('has something for each gallery to read, and something that it has not read', async () => {
    for (const { id, galleryName } of ACCOUNTS) {
      const rooms = await roomsOf({ userId: id });
      const unread = rooms.filter(({ unread_count }) => unread_count > 0);
      expect([galleryName, rooms.length >= 2, unread.length >= 1]).toEqual([galleryName, true, true]);
    }
  });

  it('has the room of the tour on top of both its sides', async () => {
    for (const person of [AYSE, MEHMET]) expect((await roomsOf(person))[0]?.id).toBe(tourRoom);
  });

  it('shows whatever a message can be', async () => {
    const messages: MessageView[] = [];
    for (const person of [AYSE, MEHMET]) {
      const client = await clientOf(person);
      for (const { id } of await roomsOf(person)) {
        messages.push(...(await client.get<MessageView[]>(`/chats/${id}/messages`)).body.data);
      }
    }
    const types = new Set(messages.map(({ message_type }) => message_type));
    expect([...types].toSorted()).toEqual(['file', 'offer_update', 'system', 'text']);
    const files = messages.map(({ file_type }) => file_type);
    expect(files).toEqual(expect.arrayContaining(['image/jpeg', 'application/pdf', 'audio/mp4']));
    expect(messages.some(({ reply_to }) => reply_to !== null)).toBe(true);
    expect(messages.some(({ reactions }) => reactions.length > 0)).toBe(true);
    expect(messages.some(({ pinned_at }) => pinned_at !== null)).toBe(true);
    expect(messages.some(({ edited_at }) => edited_at !== null)).toBe(true);
    expect(messages.some(({ deleted_at }) => deleted_at !== null)).toBe(true);
    expect(messages.some(({ metadata }) => metadata?.voice !== undefined)).toBe(true);
    for (const { file_url } of messages) {
      if (file_url !== null) expect((await fetch(file_url)).status).toBe(200);
    }
  });

  it('is told once, however often it is started', async () => {
    const count = async () =>
      (await service.db.query<{ count: string }>('SELECT count(*) FROM chat_messages')).rows[0]?.count;
    const before = await count();
    const edited = (await roomsOf(OGUZ)).map(({ updated_at }) => updated_at);
    expect(await performAll(stage)).toBe(tourRoom);
    expect(await count()).toBe(before);
    expect((await roomsOf(OGUZ)).map(({ updated_at }) => updated_at)).toEqual(edited);
  });

  it('goes on where a start was cut off', async () => {
    const room = (await roomsOf(EMRE)).find(({ id }) => id === cutOffRoom);
    expect(room?.last_seq).toBe(CUT_OFF.steps.filter((step) => 'by' in step).length);
  });

  describe('the server of tokens', () => {
    it('lists the people, support and an administrator among them', async () => {
      const answer = await ask('/accounts', { origin: ORIGIN });
      expect(answer.headers.get('access-control-allow-origin')).toBe(ORIGIN);
      expect(answer.headers.get('cache-control')).toBe('no-store');
      const { accounts } = (await answer.json()) as { accounts: object[] };
      expect(accounts).toContainEqual({
        id: AYSE.userId,
        name: 'Ayşe Yılmaz',
        galleryId: AYSE.galleryId,
        galleryName: 'Boğaziçi Otomotiv',
        role: 'dealer',
      });
      expect(accounts).toContainEqual(expect.objectContaining({ id: ZEYNEP.userId, role: 'support' }));
      expect(accounts).toContainEqual(expect.objectContaining({ id: DENIZ.userId, role: 'admin' }));
    });

    it('gives a token of a quarter of an hour, good for REST and the socket', async () => {
      const token = await tokenOf(AYSE);
      const [, claims = ''] = token.split('.');
      const { sub, galleryId, iat, exp } = JSON.parse(Buffer.from(claims, 'base64url').toString()) as {
        sub: string;
        galleryId: string;
        iat: number;
        exp: number;
      };
      expect({ sub, galleryId, seconds: exp - iat }).toEqual({
        sub: AYSE.userId,
        galleryId: AYSE.galleryId,
        seconds: 900,
      });
      const socket = await TestSocket.connect(service.url, { token });
      socket.close();
    });

    it.each(['/token', '/token?account=nobody', '/', '/tokens', '//', '/accounts/1'])(
      'has nothing at %s',
      async (path) => {
        const answer = await ask(path);
        expect(answer.status).toBe(404);
        expect(answer.headers.get('content-type')).toMatch(/^application\/json/);
      },
    );

    it('gives nothing to the page of somebody else', async () => {
      const answer = await ask('/accounts', { origin: 'https://elsewhere.test' });
      expect([answer.status, answer.headers.get('access-control-allow-origin')]).toEqual([403, null]);
    });

    it('gives nothing under the name of somebody else that leads here', async () => {
      const { hostname, port } = new URL(tokens.url);
      const request = httpGet({
        hostname,
        port,
        path: '/accounts',
        headers: { host: `elsewhere.test:${port}` },
      });
      const [answer] = (await once(request, 'response')) as [IncomingMessage];
      answer.resume();
      expect(answer.statusCode).toBe(403);
    });

    it('does not start in production', async () => {
      const { NODE_ENV } = process.env;
      process.env.NODE_ENV = 'production';
      const start = startTokenServer({ port: await freePort(), secret: TEST_SECRET, origins: [] });
      process.env.NODE_ENV = NODE_ENV;
      await expect(start).rejects.toThrow(/production/);
    });
  });
});
