import type { MessageView } from '../../src/contracts/index.js';
import { Scene } from '../support/scene.js';

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

  it('has no say in who sent it and when: senderId, seq and other fields have no effect', async () => {
    const { buyer, seller, send } = await scene.room();
    const { body } = await send(buyer, 'Merhaba', {
      senderId: seller.userId,
      sender_id: seller.userId,
      senderGalleryId: seller.galleryId,
      seq: 99,
      created_at: '1999-01-01',
      read_at: '1999-01-01',
      file_url: 'http://evil/x',
      constructor: { prototype: { polluted: true } },
    });
    expect(body.data).toMatchObject({ sender_id: buyer.userId, seq: 1, read_at: null, file_url: null });
    expect(body.data.created_at).not.toMatch(/^1999/);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
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
