import { randomUUID } from 'node:crypto';
import type {
  MessageView,
  RoomView,
  SyncAnswer,
  SyncedRoom,
  UnsyncedRoom,
} from '../../src/contracts/index.js';
import { Marketplace, type Dealer } from '../factories/marketplace.js';
import { Client } from '../support/http.js';
import { startService, type TestService } from '../support/service.js';
import { TestSocket } from '../support/sockets.js';

describe('sync', () => {
  let service: TestService;
  let market: Marketplace;
  const open: TestSocket[] = [];
  const as = ({ token }: Pick<Dealer, 'token'>) => new Client(service.url, token);

  async function connect({ token }: Dealer) {
    const socket = await TestSocket.connect(service.url, { token });
    open.push(socket);
    return socket;
  }

  async function room() {
    const deal = await market.deal();
    const { body } = await as(deal.buyer).post<RoomView>('/chats', {
      roomType: 'offer',
      offerId: deal.offerId,
    });
    const path = `/chats/${body.data.id}`;
    const send = async (dealer: Dealer, content: string) =>
      (await as(dealer).post<MessageView>(`${path}/messages`, { content })).body.data;
    return { ...deal, roomId: body.data.id, path, send };
  }

  /** A client that keeps what it has of one room, and catches up with `sync` alone. */
  class Follower {
    readonly messages = new Map<number, MessageView>();
    private rev = 0;
    /** Messages and changes that were transferred. */
    received = 0;

    constructor(
      private readonly socket: TestSocket,
      private readonly roomId: string,
    ) {}

    async catchUp(): Promise<void> {
      for (let more = true; more;) {
        const position = {
          roomId: this.roomId,
          afterSeq: Math.max(0, ...this.messages.keys()),
          afterRev: this.rev,
        };
        const [answer] = await this.socket.ask<SyncedRoom[]>('sync', { rooms: [position] });
        if (answer === undefined) throw new Error('no answer');
        for (const message of [...answer.changes, ...answer.messages])
          this.messages.set(message.seq, message);
        this.received += answer.changes.length + answer.messages.length;
        this.rev = answer.rev;
        more = answer.has_more;
      }
    }

    /** What a client that begins anew sees. */
    async fresh(dealer: Dealer): Promise<MessageView[]> {
      const all: MessageView[] = [];
      for (let after = 0, more = true; more;) {
        const { body } = await as(dealer).get<MessageView[]>(
          `/chats/${this.roomId}/messages?after=${after}&limit=100`,
        );
        all.push(...body.data);
        after = all.at(-1)?.seq ?? 0;
        more = body.pagination.has_more as boolean;
      }
      return all;
    }
  }

  beforeAll(async () => {
    service = await startService({ RATE_LIMIT_ENABLED: 'false' });
    market = new Marketplace(service.db);
  });
  afterEach(() => open.splice(0).forEach((socket) => socket.close()));
  afterAll(() => service.stop());

  it('answers with what is new and what was changed since, and nothing else', async () => {
    const { buyer, seller, roomId, path, send } = await room();
    const sent = [await send(buyer, 'bir'), await send(buyer, 'iki'), await send(seller, 'üç')];
    const socket = await connect(buyer);
    const ask = async (afterSeq: number, afterRev?: number) =>
      (await socket.ask<SyncedRoom[]>('sync', { rooms: [{ roomId, afterSeq, afterRev }] }))[0];

    expect(await ask(1, 0)).toEqual({
      room_id: roomId,
      messages: sent.slice(1),
      changes: [],
      read_up_to: { [buyer.galleryId]: 2, [seller.galleryId]: 0 },
      first_seq: 1,
      last_seq: 3,
      rev: 0,
      has_more: false,
    });

    await as(seller).put(`${path}/messages/${sent[1]?.id}/read`);
    await as(seller).post(`${path}/read`);
    const changed = await ask(3, 0);
    expect(changed?.messages).toEqual([]);
    // In the order in which they were changed.
    expect(changed?.changes.map(({ seq, read_by }) => [seq, read_by])).toEqual([
      [2, seller.userId],
      [1, seller.userId],
    ]);
    expect(changed).toMatchObject({ rev: 2, read_up_to: { [seller.galleryId]: 3 } });
    expect((await ask(3, 1))?.changes.map(({ seq }) => seq)).toEqual([1]);
    expect((await ask(3, 2))?.changes).toEqual([]);
    expect(await ask(3)).toMatchObject({ changes: [], rev: 2 });
    // What is new comes as it stands: no change of it is told apart.
    expect((await ask(1, 0))?.messages[0]).toMatchObject({ seq: 2, read_by: seller.userId });
    expect((await ask(1, 0))?.changes.map(({ seq }) => seq)).toEqual([1]);
  });

  it('makes a client that was away for messages and reads equal to a fresh one, in proportion to what it missed', async () => {
    const { buyer, seller, roomId, path, send } = await room();
    const follower = new Follower(await connect(buyer), roomId);
    for (let n = 0; n < 300; n++) await send(n % 3 === 0 ? seller : buyer, `önce ${n}`);
    await follower.catchUp();
    expect([...follower.messages.values()]).toEqual(await follower.fresh(buyer));

    follower.received = 0;
    await as(seller).post(`${path}/read`);
    for (let n = 0; n < 250; n++) {
      await send(n % 2 === 0 ? seller : buyer, `sonra ${n}`);
      if (n % 50 === 25) await as(buyer).post(`${path}/read`);
    }
    await follower.catchUp();
    const fresh = await follower.fresh(buyer);
    expect([...follower.messages.values()].sort((one, other) => one.seq - other.seq)).toEqual(fresh);
    expect(fresh).toHaveLength(550);
    // Never more than what is new and what was changed; 300 of the 550 were there before and unread.
    const { rows } = await service.db.query<{ rev: number }>('SELECT rev FROM chat_rooms WHERE id = $1', [
      roomId,
    ]);
    expect(follower.received).toBeGreaterThanOrEqual(550);
    expect(follower.received).toBeLessThanOrEqual(250 + (rows[0]?.rev ?? 0));
    follower.received = 0;
    await follower.catchUp();
    expect(follower.received).toBe(0);
  }, 30_000);

  it('is not asked for what a client heard live: each read says which changes it holds', async () => {
    const { buyer, seller, roomId, path, send } = await room();
    for (const content of ['bir', 'iki', 'üç']) await send(buyer, content);
    const [socket, reader] = [await connect(buyer), await connect(seller)];
    const first = await reader.ask<SyncedRoom[]>('sync', { rooms: [{ roomId, afterSeq: 0, afterRev: 0 }] });
    await as(seller).put(`${path}/messages/${first[0]?.messages[1]?.id}/read`);
    await as(seller).post(`${path}/read`);
    const held: number[][] = [];
    for (let n = 0; n < 2; n++) {
      const { afterRev, rev } = await socket.next('messages_read');
      held.push([afterRev, rev]);
    }
    expect(held).toEqual([
      [0, 1],
      [1, 3],
    ]);
    const [answer] = await socket.ask<SyncedRoom[]>('sync', {
      rooms: [{ roomId, afterSeq: 3, afterRev: 3 }],
    });
    expect(answer).toMatchObject({ changes: [], rev: 3 });
  });

  it('misses nothing that changes while it catches up', async () => {
    const { buyer, seller, roomId, path, send } = await room();
    const follower = new Follower(await connect(buyer), roomId);
    const talk = (async () => {
      for (let n = 0; n < 150; n++) {
        await Promise.all([
          send(buyer, `${n}`),
          n % 5 === 0 ? as(seller).post(`${path}/read`) : send(seller, `${n}`),
        ]);
        if (n % 7 === 0) await as(buyer).post(`${path}/read`);
      }
    })();
    const ended = talk.then(() => 'ended');
    while ((await Promise.race([ended, follower.catchUp()])) !== 'ended');
    await follower.catchUp();
    const fresh = await follower.fresh(buyer);
    expect([...follower.messages.values()].sort((one, other) => one.seq - other.seq)).toEqual(fresh);
    const revs = await service.db.query(
      `SELECT r.rev AS room, max(m.rev) AS last, count(*) FILTER (WHERE m.rev > 0)::int AS changed,
         count(DISTINCT m.rev) FILTER (WHERE m.rev > 0)::int AS numbers
       FROM chat_rooms r JOIN chat_messages m ON m.room_id = r.id WHERE r.id = $1 GROUP BY r.id`,
      [roomId],
    );
    const { room: rev, last, changed, numbers } = revs.rows[0] as Record<string, number>;
    expect([last, changed, numbers]).toEqual([rev, rev, rev]);
  }, 30_000);

  it('answers many rooms at once within bounds, and each refusal in its place', async () => {
    const one = await room();
    const other = await room();
    await one.send(one.buyer, 'Merhaba');
    const unknown = randomUUID();
    const socket = await connect(one.buyer);
    const rooms = [other.roomId, unknown, one.roomId].map((roomId) => ({ roomId, afterSeq: 0 }));
    const answers = await socket.ask<SyncAnswer[]>('sync', { rooms });
    expect(answers.slice(0, 2).map((answer) => (answer as UnsyncedRoom).error.code)).toEqual([
      'ROOM_FORBIDDEN',
      'ROOM_NOT_FOUND',
    ]);
    expect(answers[2]).toMatchObject({ room_id: one.roomId, last_seq: 1, has_more: false });

    // 1,000 messages at most in one answer: the sixth room of 200 has to be asked for again.
    await service.db.query(
      `INSERT INTO chat_messages (id, room_id, sender_id, sender_gallery_id, message_type, content, seq)
       SELECT gen_random_uuid(), $1, $2, $3, 'text', 'x', n FROM generate_series(2, 250) n`,
      [one.roomId, one.buyer.userId, one.buyer.galleryId],
    );
    await service.db.query('UPDATE chat_rooms SET last_seq = 250 WHERE id = $1', [one.roomId]);
    const same = Array.from({ length: 6 }, () => ({ roomId: one.roomId, afterSeq: 0 }));
    const bounded = await socket.ask<SyncedRoom[]>('sync', { rooms: same });
    expect(bounded.map(({ messages, has_more }) => [messages.length, has_more])).toEqual([
      ...Array<unknown>(5).fill([200, true]),
      [0, true],
    ]);
  });

  it('answers what a client can take in at once, however long the messages are as JSON', async () => {
    const { roomId, buyer, seller } = await room();
    // A character that JSON writes as six: 200 such messages are 4.8 MB, and at 4 MB a client counts as one that does not read.
    await service.db.query(
      `INSERT INTO chat_messages (id, room_id, sender_id, sender_gallery_id, message_type, content, seq)
       SELECT gen_random_uuid(), $1, $2, $3, 'text', 'x' || repeat(chr(1), 3999), n FROM generate_series(1, 200) n`,
      [roomId, seller.userId, seller.galleryId],
    );
    await service.db.query('UPDATE chat_rooms SET last_seq = 200 WHERE id = $1', [roomId]);
    const socket = await connect(buyer);
    const rooms = [roomId, roomId].map((id) => ({ roomId: id, afterSeq: 0, afterRev: 0 }));
    const [first, second] = await socket.ask<SyncedRoom[]>('sync', { rooms });
    expect(first).toMatchObject({ has_more: true, rev: 0 });
    expect(first?.messages.length).toBeGreaterThan(20);
    expect(second).toMatchObject({ has_more: true, messages: [] });
    const follower = new Follower(socket, roomId);
    await follower.catchUp();
    expect([...follower.messages.values()]).toEqual(await follower.fresh(buyer));
    expect(follower.messages.size).toBe(200);
  });

  const somewhere = '0197a1b2-0000-7000-8000-00000000abcd';
  it.each([
    ['nothing', undefined],
    ['no list', {}],
    ['an empty list', { rooms: [] }],
    ['a text for a list', { rooms: 'x' }],
    ['a list of null', { rooms: [null] }],
    ['a malformed id', { rooms: [{ roomId: 'abc', afterSeq: 0 }] }],
    ['no afterSeq', { rooms: [{ roomId: somewhere }] }],
    ['a negative afterSeq', { rooms: [{ roomId: somewhere, afterSeq: -1 }] }],
    ['a text for afterSeq', { rooms: [{ roomId: somewhere, afterSeq: '5' }] }],
    ['half an afterRev', { rooms: [{ roomId: somewhere, afterSeq: 0, afterRev: 1.5 }] }],
    ['101 rooms', { rooms: Array.from({ length: 101 }, () => ({ roomId: somewhere, afterSeq: 0 })) }],
  ])('refuses %s', async (_, payload) => {
    const socket = await connect(await market.dealer());
    expect((await socket.refusal('sync', payload)).code).toBe('VALIDATION_FAILED');
  });
});
