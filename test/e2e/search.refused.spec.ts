import { randomUUID } from 'node:crypto';
import { refusalOf, Scene } from '../support/scene.js';
import { indexed, search } from '../support/searching.js';

describe('search', () => {
  let scene: Scene;

  beforeAll(async () => {
    scene = await Scene.open({ RATE_LIMIT_ENABLED: 'false', SEARCH_INDEX_SHARE: '100' });
  });
  afterAll(() => scene.close());

  type Room = Awaited<ReturnType<Scene['room']>>;
  const everywhere = (dealer: Room['buyer'], query: Record<string, string | number>) =>
    search(scene.as(dealer), query);

  describe('refuses', () => {
    let room: Room;
    beforeAll(async () => {
      room = await scene.room();
      for (const text of ['Bir söz', 'İki söz']) await room.send(room.buyer, text);
      await indexed(scene.service.db);
    });
    const INVALID: [name: string, query: string][] = [
      ['nothing to look for', ''],
      ['an empty one', 'q='],
      ['one that cannot be seen', `q=${encodeURIComponent(' \u200B\u200D')}`],
      ['201 characters', `q=${'a'.repeat(201)}`],
      ['NUL', 'q=a%00b'],
      ['two of them', 'q=a&q=b'],
      ['an unknown type', 'q=a&type=html'],
      ['a malformed sender', 'q=a&senderId=me'],
      ['two senders', `q=a&senderId=${randomUUID()}&senderId=${randomUUID()}`],
      ['a malformed gallery', 'q=a&senderGalleryId=5'],
      ['a time without its zone', 'q=a&from=2026-01-01T00:00:00'],
      ['a day that is none', 'q=a&from=2026-02-30T00:00:00Z'],
      ['two times', 'q=a&to=2026-01-01T00:00:00Z&to=2026-01-01T00:00:00Z'],
      ['limit 0', 'q=a&limit=0'],
      ['limit 101', 'q=a&limit=101'],
      ['limit 0x10', 'q=a&limit=0x10'],
      ['a malformed cursor', 'q=a&cursor=abc'],
      ['two cursors', 'q=a&cursor=abc&cursor=abc'],
      [
        'a forged cursor',
        `q=a&cursor=${Buffer.from(`2026-01-01T00:00:00.000000Z|${randomUUID()}|x`).toString('base64url')}`,
      ],
    ];
    it.each(INVALID)('%s', async (_, query) => {
      for (const path of ['/chats/search', `${room.path}/messages/search`]) {
        const answer = await scene.as(room.buyer).get(`${path}?${query}`);
        expect(refusalOf(answer)).toEqual([400, 'VALIDATION_FAILED']);
      }
    });

    it('an unknown type of room', async () => {
      const answer = await scene.as(room.buyer).get('/chats/search?q=a&roomType=group');
      expect(refusalOf(answer)).toEqual([400, 'VALIDATION_FAILED']);
    });

    it('a cursor of another search', async () => {
      const { pagination } = await everywhere(room.buyer, { q: 'söz', limit: 1 });
      const { next_cursor: cursor } = pagination;
      expect(
        (await everywhere(room.buyer, { q: 'söz', limit: 5, cursor: String(cursor) })).data,
      ).toHaveLength(1);
      for (const path of [
        `/chats/search?q=bir&cursor=${cursor}`,
        `${room.path}/messages/search?q=söz&cursor=${cursor}`,
      ])
        expect(refusalOf(await scene.as(room.buyer).get(path))).toEqual([400, 'VALIDATION_FAILED']);
    });

    it('who has no token, or asks for a room of others or none', async () => {
      const stranger = await scene.market.dealer();
      const ask = (dealer: { token: string }, path: string) =>
        scene.as(dealer).get(`${path}/messages/search?q=söz`);
      expect(refusalOf(await scene.as({ token: 'x' }).get('/chats/search?q=a'))).toEqual([
        401,
        'UNAUTHORIZED',
      ]);
      expect(refusalOf(await ask({ token: 'x' }, room.path))).toEqual([401, 'UNAUTHORIZED']);
      expect(refusalOf(await ask(stranger, room.path))).toEqual([403, 'ROOM_FORBIDDEN']);
      expect(refusalOf(await ask(stranger, `/chats/${randomUUID()}`))).toEqual([404, 'ROOM_NOT_FOUND']);
      expect(refusalOf(await ask(stranger, '/chats/abc'))).toEqual([400, 'VALIDATION_FAILED']);
      expect((await everywhere(stranger, { q: 'söz' })).data).toEqual([]);
    });
  });
});
