import { randomUUID } from 'node:crypto';
import type { MessageView, RoomView } from '../../src/contracts/index.js';
import { placeTalk } from '../support/history.js';
import { Scene } from '../support/scene.js';
import { hitsOf, indexed, search, searchRoom } from '../support/searching.js';
import { uploaded } from '../support/uploads.js';

const DAY = 86_400_000;

describe('search', () => {
  let scene: Scene;

  beforeAll(async () => {
    scene = await Scene.open({ RATE_LIMIT_ENABLED: 'false', SEARCH_INDEX_SHARE: '100' });
  });
  afterEach(() => scene.hangUp());
  afterAll(() => scene.close());

  type Room = Awaited<ReturnType<Scene['room']>>;
  const everywhere = (dealer: Room['buyer'], query: Record<string, string | number>) =>
    search(scene.as(dealer), query);
  const inRoom = (dealer: Room['buyer'], room: Room, query: Record<string, string | number>) =>
    searchRoom(scene.as(dealer), room.path, query);
  const contents = (found: { message: MessageView }[]) => found.map(({ message }) => message.content);
  const settled = () => indexed(scene.service.db);

  it('answers both sides with the message as it stands, what it says around the hit, and where', async () => {
    const room = await scene.room();
    const sent = (await room.send(room.buyer, 'Merhaba, araç hakkında bilgi alabilir miyim?')).body.data;
    await settled();
    const found = {
      message: sent,
      snippet: 'Merhaba, araç hakkında bilgi alabilir miyim?',
      highlights: [
        { start: 9, end: 13 },
        { start: 23, end: 28 },
      ],
    };
    const pagination = { limit: 20, next_cursor: null };
    for (const dealer of [room.buyer, room.seller]) {
      const other = dealer === room.buyer ? room.seller : room.buyer;
      expect(await inRoom(dealer, room, { q: 'bilgi araç' })).toEqual({ data: [found], pagination });
      const place = { id: room.roomId, room_type: 'offer' };
      const side = { other_gallery_id: other.galleryId, other_gallery_name: other.galleryName };
      const data = [{ ...found, room: { ...place, ...side } }];
      expect(await everywhere(dealer, { q: 'bilgi araç' })).toEqual({ data, pagination });
    }
  });

  it('finds what was sent over a socket within two seconds', async () => {
    const room = await scene.call();
    const began = Date.now();
    await room.buyerSocket.ask('send_message', { roomId: room.roomId, content: 'Soketten gelen' });
    for (;;) {
      const { data } = await everywhere(room.seller, { q: 'soket' });
      if (data.length > 0) break;
      expect(Date.now() - began).toBeLessThan(2_000);
    }
  });

  it('finds files by their names and their captions', async () => {
    const room = await scene.room();
    const file = await uploaded(scene, room.seller, room.path, undefined, 'ekspertiz-raporu 34ABC123.png');
    const plain = await scene.as(room.seller).post<MessageView>(`${room.path}/upload`, file);
    expect(plain.status).toBe(201);
    const titled = await scene
      .as(room.seller)
      .post<MessageView>(`${room.path}/upload`, { ...file, caption: 'Sol çamurluk' });
    await settled();
    const byName = await inRoom(room.buyer, room, { q: 'ekspertizi 34 abc 123' });
    expect(byName.data.map(({ message }) => message.id)).toEqual(
      [titled, plain].map(({ body }) => body.data.id),
    );
    expect(byName.data.map(hitsOf)).toEqual([
      ['ekspertiz', '34ABC123'],
      ['ekspertiz', '34ABC123'],
    ]);
    // In words of both of them, the caption shows it.
    const byBoth = await everywhere(room.buyer, { q: 'rapor çamurluk' });
    expect(byBoth.data.map(({ snippet }) => snippet)).toEqual(['Sol çamurluk']);
    expect((await everywhere(room.buyer, { q: 'rapor', type: 'text' })).data).toEqual([]);
    expect((await everywhere(room.buyer, { q: 'rapor', type: 'file' })).data).toHaveLength(2);
  });

  it('follows an edit and a deletion, at once where something is no longer said', async () => {
    const room = await scene.room();
    const sent = (await room.send(room.buyer, 'Fiyat seksen beş')).body.data;
    const gone = (await room.send(room.buyer, 'Fiyat doksan')).body.data;
    await settled();
    // Nobody can bring the index up meanwhile.
    const holder = await scene.service.db.connect();
    await holder.query('BEGIN');
    await holder.query('SELECT FROM chat_room_search WHERE room_id = $1 FOR UPDATE', [room.roomId]);
    await scene.as(room.buyer).patch(`${room.path}/messages/${sent.id}`, { content: 'Fiyat yetmiş' });
    await scene.as(room.buyer).delete(`${room.path}/messages/${gone.id}`);
    for (const q of ['seksen', 'doksan', 'fiyat seksen', '"fiyat seksen"', 'fiyat doksan']) {
      expect((await inRoom(room.seller, room, { q })).data).toEqual([]);
      expect((await everywhere(room.seller, { q })).data).toEqual([]);
    }
    await holder.query('ROLLBACK');
    holder.release();
    await settled();
    for (const q of ['seksen', 'doksan']) expect((await everywhere(room.buyer, { q })).data).toEqual([]);
    for (const q of ['yetmiş', 'fiyat'])
      expect(contents((await everywhere(room.buyer, { q })).data)).toEqual(['Fiyat yetmiş']);
    const { rows } = await scene.service.db.query('SELECT FROM chat_message_search WHERE message_id = $1', [
      gone.id,
    ]);
    expect(rows).toEqual([]);
  });

  it('finds the edit that came before the message was in the index', async () => {
    const room = await scene.room();
    const sent = (await room.send(room.buyer, 'Önceki hali')).body.data;
    await scene.as(room.buyer).patch(`${room.path}/messages/${sent.id}`, { content: 'Sonraki hali' });
    await settled();
    expect((await everywhere(room.seller, { q: 'önceki' })).data).toEqual([]);
    expect(contents((await everywhere(room.seller, { q: 'sonraki' })).data)).toEqual(['Sonraki hali']);
  });

  it('looks into rooms of the own gallery alone, as long as they stand', async () => {
    const [room, foreign] = [await scene.room(), await scene.room()];
    await room.send(room.buyer, 'Gizli konuşma');
    await foreign.send(foreign.buyer, 'Gizli konuşma');
    await settled();
    for (const dealer of [room.buyer, room.seller]) {
      const { data } = await everywhere(dealer, { q: 'gizli' });
      expect(data.map((one) => one.room.id)).toEqual([room.roomId]);
    }
    await scene.as(room.seller).delete(room.path);
    expect((await everywhere(room.buyer, { q: 'gizli' })).data).toEqual([]);
    await settled();
    expect((await everywhere(room.buyer, { q: 'gizli' })).data).toEqual([]);
    const { rows } = await scene.service.db.query('SELECT FROM chat_message_search WHERE room_id = $1', [
      room.roomId,
    ]);
    expect(rows).toEqual([]);
    expect((await everywhere(foreign.buyer, { q: 'gizli' })).data).toHaveLength(1);
  });

  it('takes only messages of a type, a person, a gallery, a time, or rooms of a type', async () => {
    const room = await scene.room();
    const colleague = await scene.market.dealer({ galleryId: room.buyer.galleryId });
    const vehicle = (
      await scene.as(room.buyer).post<RoomView>('/chats', { roomType: 'vehicle', vehicleId: room.vehicleId })
    ).body.data;
    await room.send(room.buyer, 'Fiyat bir');
    await room.send(colleague, 'Fiyat iki');
    await room.send(room.seller, 'Fiyat üç');
    const last = (await room.send(room.seller, 'Fiyat dört', { messageType: 'offer_update' })).body.data;
    await scene.as(room.buyer).post(`/chats/${vehicle.id}/messages`, { content: 'Fiyat beş' });
    await settled();
    const of = async (more: Record<string, string>) =>
      contents((await everywhere(room.seller, { q: 'fiyat', ...more })).data).map((text) => text?.slice(6));
    expect(await of({})).toEqual(['beş', 'dört', 'üç', 'iki', 'bir']);
    expect(await of({ type: 'offer_update' })).toEqual(['dört']);
    expect(await of({ senderId: colleague.userId.toUpperCase() })).toEqual(['iki']);
    expect(await of({ senderGalleryId: room.buyer.galleryId })).toEqual(['beş', 'iki', 'bir']);
    expect(await of({ roomType: 'vehicle' })).toEqual(['beş']);
    expect(await of({ roomType: 'offer', senderGalleryId: room.buyer.galleryId })).toEqual(['iki', 'bir']);
    expect(await of({ from: last.created_at })).toEqual(['beş', 'dört']);
    expect(await of({ to: last.created_at, senderGalleryId: room.seller.galleryId })).toEqual(['üç']);
    expect(await of({ from: last.created_at, to: last.created_at })).toEqual([]);
    expect(await of({ to: '2020-01-01T00:00:00+03:00' })).toEqual([]);
    expect(await of({ senderId: randomUUID() })).toEqual([]);
    expect(contents((await inRoom(room.buyer, room, { q: 'fiyat', type: 'offer_update' })).data)).toEqual([
      'Fiyat dört',
    ]);
    // What only the search in all rooms knows is unknown here.
    expect((await inRoom(room.buyer, room, { q: 'fiyat', roomType: 'nonsense' })).data).toHaveLength(4);
  });

  it('puts the latest first, and parts of words as if they were 30 days older', async () => {
    const room = await scene.room();
    const now = Date.now();
    await placeTalk(scene.service.db, room, [
      ['balata 40 gün önce', now - 40 * DAY],
      ['fren_balatası_seti: önbalata 20 gün önce', now - 20 * DAY],
      ['önbalata 15 gün önce', now - 15 * DAY],
      ['arkabalata 5 gün önce', now - 5 * DAY],
      ['balatası bugün', now - 1_000],
    ]);
    await room.send(room.buyer, 'Son');
    await settled();
    const { data } = await inRoom(room.seller, room, { q: 'balata' });
    expect(contents(data)).toEqual([
      'balatası bugün',
      'fren_balatası_seti: önbalata 20 gün önce',
      'arkabalata 5 gün önce',
      'balata 40 gün önce',
      'önbalata 15 gün önce',
    ]);
  });

  it.each(['in a room', 'in all rooms'])(
    'gives pages without doubles or holes over years while messages arrive, %s',
    async (where) => {
      const room = await scene.room();
      const now = Date.now();
      // From hours to years ago, words and parts of them in turn, several at one time.
      const said = Array.from({ length: 240 }, (_, n): [string, number] => [
        `${n % 3 === 0 ? 'yarımotor' : 'motor'} ${n}`,
        now - 1.04 ** (240 - (n - (n % 2))) * 3_600_000,
      ]);
      await placeTalk(scene.service.db, room, said);
      await room.send(room.buyer, 'Son');
      await settled();
      const page = (query: Record<string, string | number>) =>
        where === 'in a room' ? inRoom(room.seller, room, query) : everywhere(room.seller, query);
      const whole = new Set(said.map(([text]) => text));

      const found: string[] = [];
      const scores: number[] = [];
      let cursor: string | null = '';
      for (let n = 0; cursor !== null; n++) {
        if (n % 4 === 1) {
          await room.send(room.buyer, `motor gelen ${n}`);
          await settled();
        }
        const { data, pagination } = await page({ q: 'motor', limit: 7, ...(cursor && { cursor }) });
        expect(data.length === 7 || pagination.next_cursor === null).toBe(true);
        for (const { message } of data) {
          found.push(message.content ?? '');
          const isPart = message.content?.startsWith('yarı') === true;
          scores.push(Date.parse(message.created_at) - (isPart ? 30 * DAY : 0));
        }
        cursor = pagination.next_cursor;
      }
      expect(found).toHaveLength(240);
      expect(new Set(found)).toEqual(whole);
      expect(scores).toEqual(scores.toSorted((one, other) => other - one));
      expect((await page({ q: 'motor gelen', limit: 100 })).data.length).toBeGreaterThan(5);
    },
  );

  it('cuts a long text around the first hit, between words and not within an emoji', async () => {
    const room = await scene.room();
    const before = 'Uzun bir cümle başlıyor. '.repeat(20);
    const family = '👨‍👩‍👧‍👦'.repeat(60);
    await room.send(room.buyer, `${before}Aradığınız   <b>tavan</b>\nburada ${'ve devamı '.repeat(40)}tavan`);
    await room.send(room.buyer, `${family} döşeme ${family}`);
    await settled();
    const [found] = (await inRoom(room.seller, room, { q: 'tavan' })).data;
    expect(found?.snippet).toMatch(/^…\w.* Aradığınız <b>tavan<\/b> burada ve devamı .*(ve|devamı)…$/u);
    expect(found?.snippet.length).toBeLessThan(210);
    expect(found && hitsOf(found)).toEqual(['tavan']);
    const [inEmoji] = (await inRoom(room.seller, room, { q: 'döşeme' })).data;
    expect(inEmoji?.snippet).toMatch(/^…(👨‍👩‍👧‍👦)* döşeme (👨‍👩‍👧‍👦)*…$/u);
    expect(inEmoji && hitsOf(inEmoji)).toEqual(['döşeme']);
  });

  it('finds nothing by signs alone, and takes 200 characters', async () => {
    const room = await scene.room();
    await room.send(room.buyer, `${'söz '.repeat(66)}%_`);
    await settled();
    expect((await inRoom(room.buyer, room, { q: '%_' })).data).toEqual([]);
    expect((await inRoom(room.buyer, room, { q: 'söz '.repeat(50).slice(0, 200) })).data).toHaveLength(1);
    expect((await inRoom(room.buyer, room, { q: '😀'.repeat(200) })).data).toEqual([]);
    const words = Array.from({ length: 66 }, (_, n) => `s${n % 10}`).join(' ');
    expect((await inRoom(room.buyer, room, { q: words })).data).toEqual([]);
  });
});
