import { randomUUID } from 'node:crypto';
import type { AdministeredRoom, MessageView, RoomView } from '../../src/contracts/index.js';
import type { Client } from '../support/http.js';
import { carryOut } from '../support/jobs.js';
import { refusalOf, Scene } from '../support/scene.js';
import { SUPPORT_GALLERY_ID } from '../support/service.js';

const ROOMS = '/chats/admin/rooms';

type Query = Record<string, string | number>;
type Vehicle = [brand: string | null, model: string | null, title: string | null];

describe('finding rooms of any galleries', () => {
  let scene: Scene;
  let support: Client;

  beforeAll(async () => {
    scene = await Scene.open({ RATE_LIMIT_ENABLED: 'false' });
    const galleryId = await scene.market.gallery('Destek', SUPPORT_GALLERY_ID);
    support = scene.as(await scene.market.dealer({ galleryId, role: 'support' }));
  });
  afterAll(() => scene.close());

  async function find(query: Query = {}) {
    const entries = Object.entries(query).map(([key, value]): [string, string] => [key, String(value)]);
    const answer = await support.get<AdministeredRoom[]>(
      `${ROOMS}?${new URLSearchParams(entries).toString()}`,
    );
    expect(answer.status).toBe(200);
    return answer.body;
  }
  const found = async (query: Query) => (await find(query)).data.map(({ id }) => id);

  /** Page by page until there are no more. */
  async function everyPage(query: Query): Promise<string[][]> {
    const pages: string[][] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const { data, pagination } = await find({ ...query, ...(cursor !== '' && { cursor }) });
      pages.push(data.map(({ id }) => id));
      cursor = pagination.next_cursor as string | null;
    }
    return pages;
  }

  async function roomOf(buying: string, selling: string, vehicle: Vehicle) {
    const { market, service } = scene;
    const [buyer, seller] = [
      await market.dealer({ galleryName: buying }),
      await market.dealer({ galleryName: selling }),
    ];
    const vehicleId = await market.vehicle(seller.galleryId);
    const rename = 'UPDATE vehicles SET brand = $2, model = $3, title = $4 WHERE id = $1';
    await service.db.query(rename, [vehicleId, ...vehicle]);
    const offerId = await market.offer(vehicleId, buyer.galleryId, seller.galleryId);
    const { body } = await scene.as(buyer).post<RoomView>('/chats', { roomType: 'offer', offerId });
    return { buyer, seller, vehicleId, offerId, roomId: body.data.id, path: `/chats/${body.data.id}` };
  }

  /** As the database has them. */
  async function inOrder(condition = 'is_active'): Promise<string[]> {
    const { rows } = await scene.service.db.query<{ id: string }>(
      `SELECT id FROM chat_rooms WHERE ${condition} ORDER BY COALESCE(last_message_at, created_at) DESC, id DESC`,
    );
    return rows.map(({ id }) => id);
  }

  describe('by names', () => {
    const rooms = new Map<string, string>();
    beforeAll(async () => {
      const isik = await roomOf('Işık Motors', 'Çağrı Otomotiv', [
        'Škoda',
        'Octavia',
        'Škoda Octavia 1.5 TSI, İlk Sahibinden',
      ]);
      const inci = await roomOf('İnci Oto A.Ş.', 'Güneş Galeri', [
        'Mercedes-Benz',
        'C 180',
        'DİZEL OTOMATİK',
      ]);
      const bare = await roomOf("O'Neil & Zümrüt (Üsküdar)", 'Nil', [null, null, null]);
      rooms.set('ışık', isik.roomId).set('inci', inci.roomId).set('zümrüt', bare.roomId);
    });

    it.each<[q: string, ...rooms: string[]]>([
      ['ışık', 'ışık'],
      ['IŞIK', 'ışık'],
      ['İŞİK', 'ışık'],
      ['isik', 'ışık'],
      ['Işık'.normalize('NFD'), 'ışık'],
      ['inci', 'inci'],
      ['INCI', 'inci'],
      ['İNCİ', 'inci'],
      ['ıncı', 'inci'],
      ['İnci'.normalize('NFD'), 'inci'],
      ['ＩＮＣＩ', 'inci'],
      ['cagri otomotiv', 'ışık'],
      ['otomotiv ÇAĞRI', 'ışık'],
      ['tomot', 'ışık'],
      ['skoda', 'ışık'],
      ['škoda 1.5', 'ışık'],
      ['ilk sahibinden', 'ışık'],
      ['octavia ışık', 'ışık'],
      ['octavia inci'],
      ['mercedes benz', 'inci'],
      ['Mercedes-Benz', 'inci'],
      ['c 180', 'inci'],
      ['dizel', 'inci'],
      ['a.ş.', 'inci'],
      ['gü', 'inci'],
      ['uskudar', 'zümrüt'],
      ['(üsk', 'zümrüt'],
      ["o'neil", 'zümrüt'],
      ['nil', 'zümrüt'],
      ['oto', 'ışık', 'inci'],
      ['yok böyle'],
      ['%'],
      ['_nci%', 'inci'],
      ["'; DROP TABLE chat_room_names; --"],
      ['\\'],
      ['👍'],
      ['a b c d e f g h ı j'],
    ])('%j', async (q, ...expected) => {
      expect((await found({ q })).sort()).toEqual(expected.map((name) => rooms.get(name)).sort());
    });

    it('that the marketplace has changed, from the next night on, and the old ones no more', async () => {
      const { roomId, buyer } = await roomOf('Eskişehir Oto', 'Başka', ['Fiat', 'Egea', null]);
      const { db } = scene.service;
      await db.query(`UPDATE galleries SET name = 'Afyon Oto' WHERE id = $1`, [buyer.galleryId]);
      const [room] = (await find({ q: 'eskisehir' })).data;
      expect([room?.id, room?.gallery_a_name]).toEqual([roomId, 'Afyon Oto']);
      await carryOut(db, 'refresh-room-names');
      expect([await found({ q: 'afyon' }), await found({ q: 'eskişehir' })]).toEqual([[roomId], []]);
    });

    it('that were never written down, from the next night on', async () => {
      const { roomId } = await roomOf('Kayıp Oto', 'Başka', ['Fiat', 'Egea', null]);
      const { db } = scene.service;
      await db.query('DELETE FROM chat_room_names WHERE room_id = $1', [roomId]);
      expect(await found({ q: 'kayip' })).toEqual([]);
      await carryOut(db, 'refresh-room-names');
      expect(await found({ q: 'kayip' })).toEqual([roomId]);
    });
  });

  it('by the id of the room, its offer, its vehicle or a message of it', async () => {
    const { roomId, offerId, vehicleId, path, buyer } = await roomOf('Numara', 'Plaka', ['Audi', 'A4', null]);
    const sent = await scene.as(buyer).post<MessageView>(`${path}/messages`, { content: 'Merhaba' });
    for (const id of [roomId, offerId, vehicleId, sent.body.data.id]) {
      expect(await found({ q: id })).toEqual([roomId]);
      expect(await found({ q: ` ${id.toUpperCase()} ` })).toEqual([roomId]);
    }
    expect(await found({ q: randomUUID() })).toEqual([]);
    expect(await found({ q: roomId, status: 'closed' })).toEqual([]);
    expect(await found({ q: roomId, type: 'vehicle' })).toEqual([]);
  });

  it('with both sides’ unread messages, and nothing of what was said', async () => {
    const { roomId, buyer, seller, offerId, vehicleId, path } = await roomOf('Bir', 'İki', [
      'Audi',
      'A4',
      'Tok',
    ]);
    for (const content of ['Çok gizli', 'Daha gizli']) {
      await scene.as(buyer).post(`${path}/messages`, { content });
    }
    await scene.as(seller).post(`${path}/messages`, { content: 'Gizli' });
    const [seen] = (await scene.as(buyer).get<RoomView[]>('/chats')).body.data;
    const { unread_count, last_message_preview, ...shared } = seen as RoomView;
    expect([unread_count, last_message_preview]).toEqual([1, 'Gizli']);
    const { data, pagination } = await find({ q: roomId });
    expect(data).toEqual([{ ...shared, unread_a: 1, unread_b: 2 }]);
    expect(data[0]).toMatchObject({
      ...{ offer_id: offerId, vehicle_id: vehicleId, gallery_a_name: 'Bir', gallery_b_name: 'İki' },
      ...{ gallery_a_id: buyer.galleryId, gallery_b_id: seller.galleryId, last_seq: 3, is_active: true },
    });
    expect(JSON.stringify(data)).not.toContain('izli');
    expect(pagination).toEqual({ limit: 50, next_cursor: null });
  });

  describe('in pages', () => {
    beforeAll(async () => {
      for (let n = 0; n < 7; n++) {
        const { buyer, path, roomId } = await roomOf(`Sayfa ${n}`, 'Karşı', ['Audi', 'A4', null]);
        // Rooms in which somebody has said something, and others; of either some that are deleted.
        if (n % 2 === 0) await scene.as(buyer).post(`${path}/messages`, { content: 'Merhaba' });
        if (n % 3 === 0) await scene.as(buyer).delete(path);
        // Of two that were active at the same moment the id decides.
        const open = 'UPDATE chat_rooms SET created_at = $2 WHERE id = $1';
        if (n === 1 || n === 5) await scene.service.db.query(open, [roomId, '2026-01-01T10:00:00.123456Z']);
      }
      const dealer = await scene.market.dealer({ galleryName: 'Soran' });
      await scene.as(dealer).post('/chats', { roomType: 'support' });
    });

    it.each<[Query, string]>([
      [{}, 'is_active'],
      [{ status: 'active' }, 'is_active'],
      [{ status: 'closed' }, 'NOT is_active'],
      [{ status: 'all' }, 'true'],
      [{ status: 'all', type: 'support' }, `room_type = 'support'`],
      [{ type: 'vehicle' }, 'false'],
    ])('of all rooms that are %j, newest activity first', async (query, condition) => {
      const expected = await inOrder(condition);
      expect(await found({ ...query, limit: 200 })).toEqual(expected);
      for (const limit of [1, 3]) {
        const pages = await everyPage({ ...query, limit });
        expect(pages.flat()).toEqual(expected);
        for (const page of pages.slice(0, -1)) expect(page).toHaveLength(limit);
      }
    });

    it('of what was found by names', async () => {
      const all = await everyPage({ q: 'sayfa', status: 'all', limit: 2 });
      expect(all.map(({ length }) => length)).toEqual([2, 2, 2, 1]);
      const ids = all.flat();
      expect((await inOrder('true')).filter((id) => ids.includes(id))).toEqual(ids);
      expect((await everyPage({ q: 'sayfa', status: 'closed', limit: 2 })).flat()).toHaveLength(3);
    });

    it('of names that fit thousands of rooms', async () => {
      const { db } = scene.service;
      await db.query(
        `WITH crowd AS MATERIALIZED (SELECT n, gen_random_uuid() AS id FROM generate_series(1, 2100) n),
           named AS (INSERT INTO galleries (id, name) SELECT id, 'Kalabalık ' || n FROM crowd RETURNING id)
         INSERT INTO chat_rooms (id, room_type, gallery_a_id, gallery_b_id, created_at)
         SELECT gen_random_uuid(), 'support', id, $1, now() - n * interval '1 minute' FROM crowd
         WHERE (SELECT count(*) FROM named) > 0`,
        [SUPPORT_GALLERY_ID],
      );
      await carryOut(db, 'refresh-room-names');
      const pages = await everyPage({ q: 'KALABALIK', limit: 200 });
      const expected = await inOrder(
        `id IN (SELECT r.id FROM chat_rooms r JOIN galleries g ON g.id = r.gallery_a_id WHERE g.name LIKE 'Kalabal%')`,
      );
      expect(expected).toHaveLength(2100);
      expect(pages.flat()).toEqual(expected);
      expect(pages).toHaveLength(11);
      expect(await found({ q: 'kalabalik 77', limit: 1 })).toHaveLength(1);
    });
  });

  describe('refuses', () => {
    const forged = Buffer.from(`2026-13-01T00:00:00.000000Z|${randomUUID()}`).toString('base64url');
    it.each([
      ['nothing to look for', 'q='],
      ['what cannot be seen', `q=${encodeURIComponent(' \u200B')}`],
      ['201 characters', `q=${'a'.repeat(201)}`],
      ['NUL', 'q=a%00b'],
      ['two of them', 'q=a&q=b'],
      ['an unknown type', 'type=group'],
      ['two types', 'type=offer&type=offer'],
      ['an unknown status', 'status=deleted'],
      ['two statuses', 'status=all&status=all'],
      ['limit 0', 'limit=0'],
      ['limit 201', 'limit=201'],
      ['limit 0x10', 'limit=0x10'],
      ['limit 1e9', 'limit=1e9'],
      ['a malformed cursor', 'cursor=abc'],
      ['a forged cursor', `cursor=${forged}`],
      ['two cursors', `cursor=${forged}&cursor=${forged}`],
    ])('%s', async (_, query) => {
      expect(refusalOf(await support.get(`${ROOMS}?${query}`))).toEqual([400, 'VALIDATION_FAILED']);
    });

    it.each(['dealer', 'service'])('role %s, whatever is asked', async (role) => {
      const { token, galleryId } = await scene.market.dealer({ role });
      for (const path of [ROOMS, `${ROOMS}?limit=0`]) {
        const asked = scene.as({ token }).get(path, { 'x-gallery-id': galleryId });
        expect(refusalOf(await asked)).toEqual([403, 'ROLE_FORBIDDEN']);
      }
    });

    it('who has no token', async () => {
      expect(refusalOf(await scene.as({ token: 'x' }).get(ROOMS))).toEqual([401, 'UNAUTHORIZED']);
    });
  });
});
