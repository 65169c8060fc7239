import { randomUUID } from 'node:crypto';
import type {
  AdministeredRoomWithMessages,
  AuditEntry,
  MessageView,
  RoomView,
} from '../../src/contracts/index.js';
import type { Dealer } from '../factories/marketplace.js';
import type { Answer, Client } from '../support/http.js';
import { openJobs } from '../support/jobs.js';
import { refusalOf, Scene } from '../support/scene.js';
import { talkIn, type Talk } from '../support/talk.js';
import { until } from '../support/until.js';
import { formWith, PNG, sendForm } from '../support/uploads.js';

const AUDIT = '/chats/admin/audit';

describe('reading a room of others', () => {
  let scene: Scene;
  let supporter: Dealer;
  let support: Client;
  let admin: Client;

  beforeAll(async () => {
    scene = await Scene.open({ RATE_LIMIT_ENABLED: 'false' });
    const galleryId = await scene.market.gallery('Destek Ekibi');
    supporter = await scene.market.dealer({ galleryId, role: 'support', firstName: 'Işıl', lastName: 'Öz' });
    support = scene.as(supporter);
    admin = scene.as(await scene.market.dealer({ galleryId, role: 'admin' }));
  });
  afterEach(() => scene.hangUp());
  afterAll(() => scene.close());

  const pathOf = ({ roomId }: Pick<Talk, 'roomId'>) => `/chats/admin/rooms/${roomId}`;

  /** The newest first. */
  const auditOf = async (query: Record<string, string>) =>
    (await admin.get<AuditEntry[]>(`${AUDIT}?${new URLSearchParams(query).toString()}`)).body;

  const recorded = async (roomId: string) => (await auditOf({ roomId })).data;

  async function talkOf(count: number): Promise<Talk> {
    const talk = await talkIn(scene, 'Söz 1');
    for (let n = 2; n <= count; n++) await talk.send(n % 2 === 0 ? talk.seller : talk.buyer, `Söz ${n}`);
    return talk;
  }

  it('gives the room and what was said in it, as its sides see it', async () => {
    const talk = await talkOf(3);
    await sendForm(scene, talk.buyer, talk.path, formWith(PNG, 'ön.png', 'image/png'));
    await until(async () => (await openJobs(scene.service.db)) === 0);
    const { body } = await scene.as(talk.buyer).get<RoomView & { messages: MessageView[] }>(talk.path);
    const { unread_count, last_message_preview: _, messages, ...shared } = body.data;
    const opened = await support.get<AdministeredRoomWithMessages>(pathOf(talk));
    expect(opened.status).toBe(200);
    const { messages: read, ...room } = opened.body.data;
    expect(room).toEqual({ ...shared, unread_a: unread_count, unread_b: 3 });
    const plain = (list: MessageView[]) =>
      list.map(({ seq, content, file_name }) => ({ seq, content, file_name }));
    expect(plain(read)).toEqual(plain(messages));
    expect(read.slice(0, 3)).toEqual(messages.slice(0, 3));
    expect((await fetch(read[3]?.file_url ?? '')).status).toBe(200);
  });

  it('goes on from any message in either direction', async () => {
    const talk = await talkOf(7);
    const read = async (query: string) => {
      const { body } = await support.get<MessageView[]>(`${pathOf(talk)}/messages${query}`);
      return [body.data.map(({ seq }) => seq), body.pagination];
    };
    const page = (limit: number, has_more: boolean, first_seq: number | null, last_seq: number | null) => ({
      ...{ limit, has_more, first_seq, last_seq },
    });
    expect(await read('')).toEqual([[1, 2, 3, 4, 5, 6, 7], page(50, false, 1, 7)]);
    expect(await read('?limit=2')).toEqual([[6, 7], page(2, true, 6, 7)]);
    expect(await read('?limit=2&before=6')).toEqual([[4, 5], page(2, true, 4, 5)]);
    expect(await read('?before=3')).toEqual([[1, 2], page(50, false, 1, 2)]);
    expect(await read('?before=1')).toEqual([[], page(50, false, null, null)]);
    expect(await read('?after=0&limit=3')).toEqual([[1, 2, 3], page(3, true, 1, 3)]);
    expect(await read('?after=5')).toEqual([[6, 7], page(50, false, 6, 7)]);
    expect(await read('?after=7')).toEqual([[], page(50, false, null, null)]);
    const one = (await support.get<MessageView[]>(`${pathOf(talk)}/messages?limit=1`)).body.data;
    const seen = (await scene.as(talk.buyer).get<MessageView[]>(`${talk.path}/messages?limit=1`)).body.data;
    expect(one).toEqual(seen);
  });

  it('gives a room that was deleted, and one in which nothing was said', async () => {
    const talk = await talkOf(2);
    await scene.as(talk.buyer).delete(talk.path);
    const { status, body } = await support.get<AdministeredRoomWithMessages>(pathOf(talk));
    expect([status, body.data.is_active, body.data.messages.length]).toEqual([200, false, 2]);
    expect((await support.get<MessageView[]>(`${pathOf(talk)}/messages`)).body.data).toHaveLength(2);

    const empty = await scene.room();
    const opened = await support.get<AdministeredRoomWithMessages>(pathOf(empty));
    expect([opened.status, opened.body.data.messages]).toEqual([200, []]);
    const none = await support.get<MessageView[]>(`${pathOf(empty)}/messages`);
    expect([none.status, none.body.data]).toEqual([200, []]);
  });

  it('marks nothing as read, and nobody in the room hears of it', async () => {
    const talk = await talkOf(3);
    const sockets = [talk.buyerSocket, talk.sellerSocket];
    for (const socket of sockets) {
      // The last that is told of a message.
      await socket.waitFor('room_updated', ({ room: { last_seq } }) => last_seq === 3);
      await socket.settle();
      socket.arrivals.splice(0);
    }
    const stored = async () => {
      const rooms = await scene.service.db.query('SELECT * FROM chat_rooms WHERE id = $1', [talk.roomId]);
      const messages = await scene.service.db.query(
        'SELECT * FROM chat_messages WHERE room_id = $1 ORDER BY seq',
        [talk.roomId],
      );
      return [rooms.rows, messages.rows];
    };
    const before = await stored();
    for (const path of ['', '/messages', '/messages?after=0']) await support.get(pathOf(talk) + path);
    expect(await stored()).toEqual(before);
    for (const socket of sockets) {
      await socket.settle();
      expect(socket.arrivals).toEqual([]);
    }
    await support.get(pathOf(talk));
    const bystander = await scene.connect(supporter);
    await talk.send(talk.buyer, 'Söz 4');
    await talk.sellerSocket.next('new_message', ({ message }) => message.seq === 4);
    await bystander.settle();
    expect(bystander.all('new_message')).toEqual([]);
  });

  describe('is recorded', () => {
    it('each time, with who, when, from where and what', async () => {
      const talk = await talkOf(2);
      const began = Date.now();
      const ids: (string | null)[] = [];
      for (const path of ['', '/messages', '/messages?before=2&limit=1', '/messages?after=1']) {
        ids.unshift((await support.get(pathOf(talk) + path)).headers.get('x-request-id'));
      }
      const entries = await recorded(talk.roomId);
      expect(entries.map(({ request_id }) => request_id)).toEqual(ids);
      expect(entries.map(({ action, details }) => [action, details])).toEqual([
        ['read_messages', { after: 1 }],
        ['read_messages', { before: 2, limit: 1 }],
        ['read_messages', {}],
        ['open_room', {}],
      ]);
      for (const entry of entries) {
        expect(entry).toEqual({
          ...entry,
          ...{ user_id: supporter.userId, first_name: 'Işıl', last_name: 'Öz', role: 'support' },
          ...{ gallery_id: supporter.galleryId, room_id: talk.roomId, address: '127.0.0.1' },
          id: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-7/),
          at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
        });
        expect(Math.abs(Date.parse(entry.at) - began)).toBeLessThan(10_000);
      }
    });

    it('also of a room that there is not', async () => {
      const roomId = randomUUID();
      for (const path of ['', '/messages']) {
        const answer = await support.get(`/chats/admin/rooms/${roomId}${path}`);
        expect(refusalOf(answer)).toEqual([404, 'ROOM_NOT_FOUND']);
      }
      expect((await recorded(roomId)).map(({ action }) => action)).toEqual(['read_messages', 'open_room']);
    });

    it('once for each of many at the same time', async () => {
      const talk = await talkOf(1);
      await Promise.all(Array.from({ length: 20 }, () => support.get(pathOf(talk))));
      expect(await recorded(talk.roomId)).toHaveLength(20);
    });

    it('or is not answered', async () => {
      const talk = await talkOf(1);
      const holder = await scene.service.db.connect();
      try {
        await holder.query('BEGIN; LOCK TABLE chat_audit IN ACCESS EXCLUSIVE MODE');
        const asked = await Promise.all(['', '/messages'].map((path) => support.get(pathOf(talk) + path)));
        for (const answer of asked) {
          expect([answer.status, answer.body.data]).toEqual([503, undefined]);
          expect(JSON.stringify(answer.body)).not.toContain('Söz');
        }
      } finally {
        await holder.query('ROLLBACK');
        holder.release();
      }
      expect(await recorded(talk.roomId)).toEqual([]);
      expect((await support.get(pathOf(talk))).status).toBe(200);
    });

    it('or is not answered, whatever is wrong with the record', async () => {
      const talk = await talkOf(1);
      const { db } = scene.service;
      const answers: Answer[] = [];
      await db.query('ALTER TABLE chat_audit ADD CONSTRAINT full_disk CHECK (false) NOT VALID');
      try {
        for (const path of ['', '/messages']) answers.push(await support.get(pathOf(talk) + path));
      } finally {
        await db.query('ALTER TABLE chat_audit DROP CONSTRAINT full_disk');
      }
      expect(answers.map(({ status, body }) => [status, body.data])).toEqual([
        [500, undefined],
        [500, undefined],
      ]);
    });

    it('for good: nobody changes an entry or takes it away', async () => {
      const talk = await talkOf(1);
      await support.get(pathOf(talk));
      for (const change of [
        `UPDATE chat_audit SET user_id = gen_random_uuid() WHERE room_id = '${talk.roomId}'`,
        `DELETE FROM chat_audit WHERE room_id = '${talk.roomId}'`,
        'TRUNCATE chat_audit',
      ]) {
        await expect(scene.service.db.query(change)).rejects.toThrow('only ever added to');
      }
      expect(await recorded(talk.roomId)).toHaveLength(1);
    });
  });

  it.each([
    ['before -1', '/messages?before=-1'],
    ['after x', '/messages?after=x'],
    ['before and after', '/messages?before=5&after=1'],
    ['before twice', '/messages?before=5&before=5'],
    ['a seq beyond all', '/messages?after=9999999999'],
    ['limit 0', '/messages?limit=0'],
    ['limit 101', '/messages?limit=101'],
    ['limit 0x10', '/messages?limit=0x10'],
  ])('refuses %s, which is no reading', async (_, path) => {
    const { roomId } = await scene.room();
    const answer = await support.get(`/chats/admin/rooms/${roomId}${path}`);
    expect(refusalOf(answer)).toEqual([400, 'VALIDATION_FAILED']);
    expect(await recorded(roomId)).toEqual([]);
  });

  describe('can be looked up', () => {
    it('by room and by person, the newest first, page by page', async () => {
      const [one, other] = [await talkOf(1), await talkOf(1)];
      const colleague = await scene.market.dealer({ role: 'support', firstName: 'Ümit' });
      const visits: [Client, Talk][] = [
        [support, one],
        [scene.as(colleague), one],
        [scene.as(colleague), other],
        [support, one],
        [admin, other],
      ];
      for (const [client, talk] of visits) await client.get(pathOf(talk));
      const of = async (query: Record<string, string>) =>
        (await auditOf(query)).data.map(({ room_id, first_name }) => [room_id, first_name]);
      expect(await of({ roomId: one.roomId })).toEqual([
        [one.roomId, 'Işıl'],
        [one.roomId, 'Ümit'],
        [one.roomId, 'Işıl'],
      ]);
      expect(await of({ userId: colleague.userId })).toEqual([
        [other.roomId, 'Ümit'],
        [one.roomId, 'Ümit'],
      ]);
      expect(await of({ roomId: one.roomId.toUpperCase(), userId: colleague.userId })).toEqual([
        [one.roomId, 'Ümit'],
      ]);
      expect(await of({ roomId: randomUUID() })).toEqual([]);

      const queries: Record<string, string>[] = [{}, { roomId: one.roomId }, { userId: supporter.userId }];
      for (const query of queries) {
        const all = (await auditOf({ ...query, limit: '200' })).data;
        const paged: AuditEntry[] = [];
        for (let cursor: string | null = ''; cursor !== null;) {
          const page = await auditOf({ ...query, limit: '2', ...(cursor !== '' && { cursor }) });
          expect(page.data.length).toBeLessThanOrEqual(2);
          paged.push(...page.data);
          cursor = page.pagination.next_cursor as string | null;
        }
        expect(paged).toEqual(all);
        expect(all.map(({ id }) => id)).toEqual(
          all
            .map(({ id }) => id)
            .sort()
            .reverse(),
        );
      }
    });

    it('also when the marketplace knows the person no more', async () => {
      const talk = await talkOf(1);
      const gone = await scene.market.dealer({ role: 'support' });
      await scene.as(gone).get(pathOf(talk));
      await scene.service.db.query('DELETE FROM users WHERE id = $1', [gone.userId]);
      expect(await recorded(talk.roomId)).toMatchObject([{ user_id: gone.userId, first_name: null }]);
    });

    it('by role admin alone', async () => {
      for (const role of ['dealer', 'support', 'service']) {
        const { token, galleryId } = await scene.market.dealer({ role });
        const asked = scene.as({ token }).get(AUDIT, { 'x-gallery-id': galleryId });
        expect([role, ...refusalOf(await asked)]).toEqual([role, 403, 'ROLE_FORBIDDEN']);
      }
      expect(refusalOf(await scene.as({ token: 'x' }).get(AUDIT))).toEqual([401, 'UNAUTHORIZED']);
    });

    it.each([
      ['a malformed room', 'roomId=abc'],
      ['two rooms', `roomId=${randomUUID()}&roomId=${randomUUID()}`],
      ['a malformed person', 'userId=5'],
      ['limit 0', 'limit=0'],
      ['limit 201', 'limit=201'],
      ['a malformed cursor', 'cursor=abc'],
      ['two cursors', `cursor=${randomUUID()}&cursor=${randomUUID()}`],
      ['NUL', 'roomId=a%00'],
    ])('refuses %s', async (_, query) => {
      expect(refusalOf(await admin.get(`${AUDIT}?${query}`))).toEqual([400, 'VALIDATION_FAILED']);
    });
  });
});
