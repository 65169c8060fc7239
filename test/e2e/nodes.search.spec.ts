import { Scene } from '../support/scene.js';
import { placeTalk } from '../support/history.js';
import { indexed, search } from '../support/searching.js';

const SETTINGS = { RATE_LIMIT_ENABLED: 'false', SEARCH_INDEX_SHARE: '100' };

/** What the index holds of a room, beside what the room says. */
const HELD = `
  SELECT m.seq, s.folded FROM chat_messages m LEFT JOIN chat_message_search s ON s.message_id = m.id
  WHERE m.room_id = $1 ORDER BY m.seq`;

describe('the search index', () => {
  let scene: Scene;

  beforeAll(async () => {
    scene = await Scene.open(SETTINGS, { nodes: 1 });
  });
  afterAll(() => scene.close());

  const numbers = (count: number, word = 'mesaj') =>
    Array.from({ length: count }, (_, n): [string, number] => [
      `${word} ${n + 1}`,
      Date.now() - 1_000_000 + n,
    ]);
  const held = async (roomId: string) =>
    (await scene.service.db.query<{ seq: number; folded: string | null }>(HELD, [roomId])).rows;

  it('is filled by a node that starts with what a killed one left, and with a database that was filled before', async () => {
    const [half, never] = [await scene.room(), await scene.room()];
    await half.send(half.buyer, 'Yarıda kalan');
    await never.send(never.buyer, 'Hiç bakılmayan');
    await indexed(scene.service.db);
    const { db } = scene.service;
    await scene.service.db.query('UPDATE chat_rooms SET updated_at = now() WHERE id = $1', [half.roomId]);
    await placeTalk(db, half, numbers(250, 'kalan'));
    await db.query('DELETE FROM chat_message_search WHERE room_id = $1', [never.roomId]);
    await db.query('DELETE FROM chat_room_search WHERE room_id = $1', [never.roomId]);
    // It was active long ago.
    await db.query(`UPDATE chat_rooms SET updated_at = now() - interval '3 years' WHERE id = $1`, [
      never.roomId,
    ]);

    const other = await Scene.beside(scene, SETTINGS);
    try {
      await indexed(db);
      for (const [room, q, count] of [
        [half, 'kalan', 100],
        [half, '250', 1],
        [never, 'bakılmayan', 1],
      ] as const) {
        const { data } = await search(other.as(room.seller), { q, limit: 100 });
        expect(data).toHaveLength(count);
      }
      expect((await held(half.roomId)).filter(({ folded }) => folded === null)).toEqual([]);
    } finally {
      await other.close();
    }
  });

  it('is complete and right when two nodes keep it at the same time', async () => {
    const other = await Scene.beside(scene, SETTINGS);
    try {
      const rooms = await Promise.all(Array.from({ length: 6 }, () => scene.room()));
      const send = async (through: Scene, n: number) => {
        for (const room of rooms) {
          const { path, buyer, seller } = room;
          const dealer = n % 2 === 0 ? buyer : seller;
          const { body } = await through
            .as(dealer)
            .post<{ id: string }>(`${path}/messages`, { content: `ortak mesaj ${n}` });
          const message = `${path}/messages/${body.data.id}`;
          if (n % 5 === 0) await through.as(dealer).patch(message, { content: `ortak değişen ${n}` });
          if (n % 7 === 0) await through.as(dealer).delete(message);
        }
      };
      await Promise.all(Array.from({ length: 40 }, (_, n) => send(n % 2 === 0 ? scene : other, n)));
      await indexed(scene.service.db);
      for (const { roomId } of rooms) {
        const { rows } = await scene.service.db.query<{ said: string | null; folded: string | null }>(
          `SELECT m.content AS said, s.folded FROM chat_messages m
           LEFT JOIN chat_message_search s ON s.message_id = m.id WHERE m.room_id = $1`,
          [roomId],
        );
        expect(rows).toHaveLength(40);
        for (const { said, folded } of rows) {
          const first = folded?.split('\n')[0]?.trim() ?? null;
          expect(first).toBe(said?.replace('değişen', 'degisen') ?? null);
        }
      }
    } finally {
      await other.close();
    }
  });

  it('goes on after its connections were ended under it', async () => {
    const room = await scene.room();
    await placeTalk(scene.service.db, room, numbers(2_000));
    await room.send(room.buyer, 'Son');
    for (let n = 0; n < 5; n++) {
      await scene.service.db.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
         WHERE application_name = 'dealer-messaging' AND datname = current_database()`,
      );
      await new Promise((resolve) => setTimeout(resolve, 60));
    }
    await indexed(scene.service.db);
    const rows = await held(room.roomId);
    expect(rows).toHaveLength(2_001);
    expect(rows.filter(({ folded }) => folded === null)).toEqual([]);
  });

  it('waits for no one who holds a room of it, and takes it up afterwards', async () => {
    const [busy, free] = [await scene.room(), await scene.room()];
    await busy.send(busy.buyer, 'Önce');
    await indexed(scene.service.db);
    const holder = await scene.service.db.connect();
    await holder.query('BEGIN');
    await holder.query('SELECT FROM chat_room_search WHERE room_id = $1 FOR UPDATE', [busy.roomId]);
    await busy.send(busy.buyer, 'Bekleyen söz');
    await free.send(free.buyer, 'Serbest söz');
    while ((await search(scene.as(free.buyer), { q: 'söz' })).data.length === 0);
    expect((await search(scene.as(busy.buyer), { q: 'söz' })).data).toEqual([]);
    await holder.query('ROLLBACK');
    holder.release();
    await indexed(scene.service.db);
    expect((await search(scene.as(busy.buyer), { q: 'söz' })).data).toHaveLength(1);
  });

  it('tells how far behind it is', async () => {
    const room = await scene.room();
    await room.send(room.buyer, 'Ölçülen');
    const figures = async () => {
      const text = await (await fetch(`${scene.service.url}/metrics`)).text();
      return [...text.matchAll(/^chat_search_(\w+) (.*)$/gm)].map(([, name, value]) => [name, Number(value)]);
    };
    expect(await figures()).toEqual([
      ['rooms_waiting', 1],
      ['lag_seconds', expect.any(Number)],
    ]);
    await indexed(scene.service.db);
    for (;;) {
      const now = await figures();
      if (now[0]?.[1] === 0) {
        expect(now[1]).toEqual(['lag_seconds', 0]);
        break;
      }
    }
  });
});
