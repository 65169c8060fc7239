import { randomUUID } from 'node:crypto';
import type { MessageView } from '../../src/contracts/index.js';
import { call, type Answer } from '../support/http.js';
import { refusalOf, Scene } from '../support/scene.js';
import { storedBy } from '../support/stored.js';
import { formWith, placedUpload, PNG, sendForm } from '../support/uploads.js';

/** Text that looks like an attack and is none: kept and given back as it came. */
const TEXTS = {
  'a right-to-left override': 'Fatura \u202Egnp.exe\u202C tamam',
  'right-to-left script between marks': '\u2067مرحبا\u2069 \u200Fשלום',
  'a script': '<script>alert("1")</script><img src=x onerror=alert(1)>&amp;&#60;',
  'combining marks': 'Z\u0351\u036B\u0343a\u0300lgo; e\u0301 is not é',
  'many combining marks': `a${'\u0301'.repeat(3_000)}`,
  emoji: '👨‍👩‍👧‍👦 🏳️‍🌈 🇹🇷 👍🏽 1️⃣',
  'code points beyond the sixteenth bit': '😀'.repeat(4_000),
  'Turkish letters and their cases': 'ıİiI ğĞ şŞ',
  'lines, tabs and space at both ends': '  bir\r\n\tiki\u2028\u00A0',
  'SQL and templates': "'; DROP TABLE chat_messages; -- ${1} {{2}} %s $1 \\",
  'other invisible characters beside one that is seen': '\u200B\uFEFF\u00ADx',
};

describe('what a message carries', () => {
  let scene: Scene;

  beforeAll(async () => {
    scene = await Scene.open();
  });
  afterEach(() => scene.hangUp());
  afterAll(() => scene.close());

  it.each(Object.entries(TEXTS))('is stored and returned as sent: %s', async (_, text) => {
    const { buyer, seller, roomId, path, send, buyerSocket, sellerSocket } = await scene.call();
    // Which is at most 8 KB.
    const short = Array.from(text).slice(0, 500).join('');
    const metadata = { [short]: [short] };
    const sent = await send(buyer, text, { metadata });
    expect(sent.status).toBe(201);
    const emitted = await buyerSocket.ask<MessageView>('send_message', { roomId, content: text, metadata });
    const { body } = await scene.as(seller).get<MessageView[]>(`${path}/messages`);
    for (const message of [sent.body.data, emitted, ...body.data]) {
      expect(message).toMatchObject({ content: text, metadata });
    }
    expect(body.data).toHaveLength(2);
    for (const { seq } of body.data) {
      const live = await sellerSocket.next('new_message', ({ message }) => message.seq === seq);
      expect(live.message).toMatchObject({ content: text, metadata });
    }
    const { rows } = await scene.service.db.query('SELECT content FROM chat_messages WHERE room_id = $1', [
      roomId,
    ]);
    expect(rows).toEqual([{ content: text }, { content: text }]);
  });

  describe('has no say in who sent it and when', () => {
    const nobody = { userId: randomUUID() as string, galleryId: randomUUID() as string };

    /** What somebody would like to be stored, in the spelling of a request, of an answer and of the database. */
    const forged = (roomId: string, claimed: typeof nobody): Record<string, unknown> => ({
      id: randomUUID(),
      roomId,
      room_id: roomId,
      senderId: claimed.userId,
      sender_id: claimed.userId,
      userId: claimed.userId,
      senderGalleryId: claimed.galleryId,
      sender_gallery_id: claimed.galleryId,
      galleryId: claimed.galleryId,
      role: 'service',
      seq: 99,
      rev: 99,
      created_at: '1999-01-01',
      createdAt: '1999-01-01',
      read_at: '1999-01-01',
      readBy: claimed.userId,
      deleted_at: '1999-01-01',
      constructor: { prototype: { polluted: true } },
      prototype: { polluted: true },
    });

    type Room = Awaited<ReturnType<Scene['room']>>;
    const announced = { fileName: 'a.png', fileSize: PNG.length, fileType: 'image/png' };
    const WAYS: [name: string, send: (room: Room, more: Record<string, unknown>) => Promise<Answer>][] = [
      ['POST /messages', ({ send, buyer }, more) => send(buyer, 'Merhaba', more)],
      [
        'POST /messages of type file',
        async ({ buyer, path, roomId }, more) => {
          const fileUrl = await placedUpload(scene, roomId, buyer.galleryId);
          const body = { messageType: 'file', fileUrl, ...announced, ...more };
          return scene.as(buyer).post(`${path}/messages`, body);
        },
      ],
      [
        'POST /upload',
        async ({ buyer, path, roomId }, more) => {
          const fileUrl = await placedUpload(scene, roomId, buyer.galleryId);
          return scene.as(buyer).post(`${path}/upload`, { fileUrl, ...announced, ...more });
        },
      ],
      [
        'a form',
        ({ buyer, path }, { constructor: _, ...more }) => {
          // Without the name that the parser of forms refuses by itself.
          const fields = Object.fromEntries(
            Object.entries(more).map(([name, value]) => [name, String(value)]),
          );
          return sendForm(scene, buyer, path, formWith(PNG, 'a.png', 'image/png', fields));
        },
      ],
    ];

    it.each(WAYS)('by %s', async (_, sendBy) => {
      const room = await scene.room();
      const elsewhere = await scene.room();
      await room.send(room.seller, 'Buyurun');
      // In the name of the other side, of nobody, and into another room.
      for (const [n, claimed] of [room.seller, nobody].entries()) {
        const answer = await sendBy(room, forged(elsewhere.roomId, claimed));
        expect(answer.status).toBe(201);
        expect(answer.body.data).toMatchObject({ room_id: room.roomId, seq: n + 2 });
      }
      const { rows } = await scene.service.db.query(
        `SELECT sender_id, sender_gallery_id, seq, rev <= 1 AS unchanged, read_at, deleted_at, created_at > now() - interval '1 hour' AS new
         FROM chat_messages WHERE room_id = $1 ORDER BY seq OFFSET 1`,
        [room.roomId],
      );
      const own = { sender_id: room.buyer.userId, sender_gallery_id: room.buyer.galleryId };
      // The service itself may have looked into a file since.
      const untouched = { unchanged: true, read_at: null, deleted_at: null, new: true };
      expect(rows).toEqual([2, 3].map((seq) => ({ ...own, seq, ...untouched })));
      const counts = await scene.service.db.query(
        'SELECT id, last_seq, unread_a, unread_b FROM chat_rooms WHERE id = ANY($1) ORDER BY last_seq',
        [[room.roomId, elsewhere.roomId]],
      );
      expect(counts.rows).toEqual([
        { id: elsewhere.roomId, last_seq: 0, unread_a: 0, unread_b: 0 },
        { id: room.roomId, last_seq: 3, unread_a: 1, unread_b: 2 },
      ]);
      expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
    });
  });

  it.each([
    ['the body', '"__proto__":{"sender_id":"x","seq":99}'],
    ['metadata', '"metadata":{"__proto__":{"role":"admin"}}'],
    ['a list in metadata', '"metadata":{"a":[{"__proto__":{"role":"admin"}}]}'],
    ['an escaped key', '"\\u005f_proto__":{"sender_id":"x"}'],
  ])('is 400 with __proto__ in %s, and nothing is stored', async (_, key) => {
    const { buyer, path } = await scene.room();
    const before = await storedBy(scene.service);
    for (const target of ['messages', 'upload']) {
      const answer = await call(scene.service.url, 'POST', `${path}/${target}`, {
        token: buyer.token,
        headers: { 'content-type': 'application/json' },
        raw: `{"content":"x",${key}}`,
      });
      expect(refusalOf(answer)).toEqual([400, 'INVALID_JSON']);
    }
    expect(await storedBy(scene.service)).toEqual(before);
  });
});

describe('a refusal', () => {
  let scene: Scene;
  let room: Awaited<ReturnType<Scene['room']>>;

  beforeAll(async () => {
    scene = await Scene.open();
    room = await scene.room();
  });
  afterAll(() => scene.close());

  it('says what is wrong in the language that the caller asks for', async () => {
    const refused = async (language: string) => {
      const path = `${room.path}/messages?limit=0`;
      return (await scene.as(room.buyer).get(path, { 'accept-language': language })).body.error;
    };
    expect(await refused('tr-TR')).toEqual({
      code: 'VALIDATION_FAILED',
      message: 'Gönderilen bilgiler geçersiz.',
      details: [{ field: 'limit', message: '1 ile 100 arasında bir tam sayı olmalıdır' }],
    });
    expect(await refused('en')).toEqual({
      code: 'VALIDATION_FAILED',
      message: 'The request has invalid values.',
      details: [{ field: 'limit', message: 'must be a whole number from 1 to 100' }],
    });
  });
});
