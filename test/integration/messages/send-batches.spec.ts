import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { Pool } from 'pg';
import type { Principal } from '../../../src/auth/index.js';
import type { AppConfig } from '../../../src/config/index.js';
import { createDataSource, dataSourceOptions } from '../../../src/database/data-source.js';
import { Database, isOutcomeUnknown } from '../../../src/database/index.js';
import { newMessage } from '../../../src/messages/message-draft.js';
import type { Jobs } from '../../../src/jobs/index.js';
import { MessagesRepository, type Sending } from '../../../src/messages/messages.repository.js';
import { PreviewPromises } from '../../../src/messages/preview-promises.js';
import { SendBatches } from '../../../src/messages/send-batches.js';
import { Marketplace } from '../../factories/marketplace.js';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';
import { TcpProxy } from '../../support/servers/tcp-proxy.js';
import { databaseReady } from '../../support/service.js';

const ROOMS = 20;

interface Room {
  id: string;
  buyer: Principal;
  seller: Principal;
}

describe('sends of different rooms at the same time', () => {
  let place: TestDatabase;
  let db: Pool;
  let market: Marketplace;
  let rooms: Room[];
  const nodes: Database[] = [];

  /** The sends of a node of its own. */
  async function node(url = place.url): Promise<{ batches: SendBatches; repository: MessagesRepository }> {
    const config = { database: { url, poolSize: 4, migrateOnStart: false } } as AppConfig;
    const database = new Database(createDataSource(dataSourceOptions(config.database)), config);
    database.onApplicationBootstrap();
    nodes.push(database);
    await databaseReady(database);
    const repository = new MessagesRepository(database);
    const withoutPreviews = new PreviewPromises({} as Jobs, { linkPreviews: false } as AppConfig);
    return { batches: new SendBatches(repository, withoutPreviews), repository };
  }

  async function person(): Promise<Principal> {
    const { userId, galleryId } = await market.dealer();
    return { userId, galleryId, role: 'dealer' };
  }

  async function room(): Promise<Room> {
    const [id, buyer, seller] = [randomUUID(), await person(), await person()];
    await db.query(
      `INSERT INTO chat_rooms (id, room_type, gallery_a_id, gallery_b_id) VALUES ($1, 'support', $2, $3)`,
      [id, buyer.galleryId, seller.galleryId],
    );
    return { id, buyer, seller };
  }

  const text = (
    { id, buyer }: Room,
    changes: Partial<Sending> & { clientMessageId?: string } = {},
  ): Sending => {
    const draft = {
      messageType: 'text' as const,
      content: 'İlan \'hâlâ\' açık mı? "{a,b}" \\ NULL',
      metadata: null,
      clientMessageId: changes.clientMessageId ?? randomUUID(),
      replyToId: null,
      forwardedId: null,
    };
    return { roomId: id, sender: buyer, message: newMessage(draft, null, null), ...changes };
  };

  const stand = async () =>
    (
      await db.query<{ last_seq: number; unread_b: number; messages: number; top: number }>(
        `SELECT r.last_seq, r.unread_b, count(m.id)::int AS messages, COALESCE(max(m.seq), 0) AS top
         FROM chat_rooms r LEFT JOIN chat_messages m ON m.room_id = r.id WHERE r.id = ANY ($1) GROUP BY r.id
         ORDER BY array_position($1, r.id)`,
        [rooms.map(({ id }) => id)],
      )
    ).rows.map(({ last_seq, unread_b, messages, top }) => [last_seq, unread_b, messages, top]);

  beforeAll(async () => {
    place = await createTestDatabase();
    db = new Pool({ connectionString: place.url, max: 4 });
    market = new Marketplace(db);
  }, 30_000);
  beforeEach(async () => {
    rooms = await Promise.all(Array.from({ length: ROOMS }, room));
  });
  afterEach(async () => {
    await Promise.all(nodes.splice(0).map((database) => database.onApplicationShutdown()));
  });
  afterAll(async () => {
    await db.end();
    await place.drop();
  });

  it('are stored as if each had been sent alone', async () => {
    const { batches, repository } = await node();
    const sendings = rooms.map((one) => text(one));
    const together = await Promise.all(sendings.map((one) => batches.send(one)));
    const alone = await repository.send(text(rooms[0]!));
    for (const [n, row] of together.entries()) {
      const { roomId, message, sender } = sendings[n]!;
      expect(row).toEqual({
        ...(alone as object),
        id: message.id,
        room_id: roomId,
        sender_id: sender.userId,
        sender_gallery_id: sender.galleryId,
        seq: 1,
        client_message_id: message.clientMessageId,
        request_hash: message.requestHash,
        created_at: expect.any(Date),
        gallery_a_id: rooms[n]!.buyer.galleryId,
        gallery_b_id: rooms[n]!.seller.galleryId,
      });
    }
    const { rows } = await db.query<{ same: boolean }>(
      `SELECT bool_and(m.content = $2 AND m.created_at = r.last_message_at AND r.last_message_preview IS NOT NULL) AS same
       FROM chat_messages m JOIN chat_rooms r ON r.id = m.room_id WHERE m.room_id = ANY ($1) AND m.seq = r.last_seq`,
      [rooms.map(({ id }) => id), sendings[0]!.message.content],
    );
    expect(rows).toEqual([{ same: true }]);
    expect((await stand()).slice(1)).toEqual(Array(ROOMS - 1).fill([1, 1, 1, 1]));
  });

  it('cost few statements: exactly two, unless one is held up by this machine', async () => {
    const { batches } = await node();
    const commits = async () =>
      (await db.query<{ n: number }>(`SELECT count(DISTINCT xmin::text)::int AS n FROM chat_messages`))
        .rows[0]!.n;
    const before = await commits();
    await Promise.all(rooms.map((one) => batches.send(text(one))));
    expect((await commits()) - before).toBeLessThanOrEqual(4);
  });

  it('fail each by itself and for its own reason: the others are stored', async () => {
    const { batches } = await node();
    const repeated = text(rooms[1]!);
    await batches.send(repeated);
    const vanished = await person();
    await db.query('DELETE FROM users WHERE id = $1', [vanished.userId]);
    await db.query('UPDATE chat_rooms SET is_active = false WHERE id = $1', [rooms[2]!.id]);
    const outcomes = await Promise.allSettled([
      batches.send(text(rooms[0]!)),
      batches.send({ ...repeated, message: { ...repeated.message, id: randomUUID() } }),
      batches.send(text(rooms[2]!)),
      batches.send(text(rooms[3]!, { roomId: randomUUID() })),
      batches.send(text(rooms[4]!, { sender: await person() })),
      batches.send(text(rooms[5]!, { sender: { ...vanished, galleryId: rooms[5]!.buyer.galleryId } })),
      ...rooms.slice(6).map((one) => batches.send(text(one))),
    ]);
    const told = outcomes.map((outcome) =>
      outcome.status === 'rejected'
        ? (outcome.reason as { code: string }).code
        : typeof outcome.value === 'string'
          ? outcome.value
          : 'stored',
    );
    expect(told).toEqual([
      'stored',
      ...['repeated', 'refused', 'refused', 'refused', 'UNAUTHORIZED'],
      ...Array<string>(ROOMS - 6).fill('stored'),
    ]);
    const nothing = [0, 0, 0, 0];
    const one = [1, 1, 1, 1];
    expect(await stand()).toEqual([
      ...[one, one, nothing, nothing, nothing, nothing],
      ...Array<number[]>(ROOMS - 6).fill(one),
    ]);
  });

  it('do not wait for a room that somebody else holds', async () => {
    const { batches } = await node();
    const locker = await db.connect();
    await locker.query('BEGIN');
    await locker.query('SELECT FROM chat_rooms WHERE id = $1 FOR UPDATE', [rooms[5]!.id]);
    let held = true;
    const sends = rooms.map((one) => batches.send(text(one)).finally(() => (held &&= one !== rooms[5])));
    await Promise.all(sends.filter((_, n) => n !== 5));
    // Nor do those that come while it is still waited for.
    await Promise.all(rooms.filter((_, n) => n !== 5).map((one) => batches.send(text(one))));
    expect(held).toBe(true);
    await locker.query('COMMIT');
    locker.release();
    await Promise.all(sends);
    expect(await stand()).toEqual(rooms.map((_, n) => Array(4).fill(n === 5 ? 1 : 2)));
  });

  it('do not wait for a sender whom the marketplace holds', async () => {
    const { batches } = await node();
    const locker = await db.connect();
    await locker.query('BEGIN');
    await locker.query('SELECT FROM users WHERE id = $1 FOR UPDATE', [rooms[5]!.buyer.userId]);
    let held = true;
    const sends = rooms.map((one) => batches.send(text(one)).finally(() => (held &&= one !== rooms[5])));
    await Promise.all(sends.filter((_, n) => n !== 5));
    expect(held).toBe(true);
    await locker.query('COMMIT');
    locker.release();
    await Promise.all(sends);
    expect(await stand()).toEqual(Array(ROOMS).fill([1, 1, 1, 1]));
  });

  it('of two nodes, into the same rooms, lose nothing and give every number once', async () => {
    const both = [await node(), await node()];
    const ids = rooms.map(() => randomUUID());
    for (let round = 1; round <= 10; round++) {
      const outcomes = await Promise.all(
        both.flatMap(({ batches }, n) =>
          (n === 0 ? rooms : rooms.toReversed()).map((one) => batches.send(text(one))),
        ),
      );
      expect(outcomes.filter((one) => typeof one === 'string')).toEqual([]);
    }
    // The same message through both at once is stored once.
    const outcomes = await Promise.all(
      both.flatMap(({ batches }) =>
        rooms.map((one, n) => batches.send(text(one, { clientMessageId: ids[n]! }))),
      ),
    );
    expect(outcomes.filter((one) => one === 'repeated')).toHaveLength(ROOMS);
    expect(await stand()).toEqual(Array(ROOMS).fill([21, 21, 21, 21]));
  }, 30_000);

  it('are refused in time when no answer comes, and their outcome is not called known', async () => {
    const wire = await TcpProxy.start(Number(new URL(place.url).port));
    const { batches } = await node(Object.assign(new URL(place.url), { port: new URL(wire.url).port }).href);
    await batches.send(text(rooms[0]!));
    wire.silence();
    const first = batches.send(text(rooms[0]!));
    await delay(500);
    const began = Date.now();
    const outcomes = await Promise.allSettled([
      first,
      ...rooms.slice(1, 4).map((one) => batches.send(text(one))),
    ]);
    expect(Date.now() - began).toBeLessThan(6_000);
    const refusals = outcomes.map((one) => (one.status === 'rejected' ? (one.reason as object) : {}));
    expect(refusals).toMatchObject(Array(4).fill({ code: 'SERVICE_UNAVAILABLE' }));
    // The others may not even have got a connection.
    expect(isOutcomeUnknown(refusals[0])).toBe(true);
    await wire.open();
    expect(await batches.send(text(rooms[1]!))).toMatchObject({ seq: 1 });
    await wire.close();
  }, 20_000);
});
