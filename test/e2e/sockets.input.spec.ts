import type { MessageView } from '../../src/contracts/index.js';
import { QuietRoom } from '../support/quiet-room.js';
import { Scene } from '../support/scene.js';

/** Keys that objects have anyway can only be sent as JSON has them. */
const json = (text: string): object => JSON.parse(text) as object;

/** Payloads of `send_message` that are no message, and the field that is at fault. */
const REFUSED: [name: string, payload: object, field: string][] = [
  ['white space', { content: ' \n\t\u00A0\u3000\u2028' }, 'content'],
  ['zero-width characters', { content: '\u200B\u200C\u200D\u2060\uFEFF' }, 'content'],
  ['marks of direction', { content: '\u200E\u200F\u202E\u202C\u2067\u2069' }, 'content'],
  ['nothing', { content: '' }, 'content'],
  ['no content', {}, 'content'],
  ['null', { content: null }, 'content'],
  ['4,001 characters', { content: 'x'.repeat(4_001) }, 'content'],
  ['4,001 characters beyond the sixteenth bit', { content: '😀'.repeat(4_001) }, 'content'],
  ['NUL', { content: 'a\0b' }, 'content'],
  ['the first half of a surrogate pair', { content: 'a\ud83d' }, 'content'],
  ['the second half of a surrogate pair', { content: '\ude00b' }, 'content'],
  ['a surrogate pair the wrong way round', { content: '\ude00\ud83d' }, 'content'],
  ['a number', { content: 5 }, 'content'],
  ['an object', { content: { $ne: null } }, 'content'],
  ['a list', { content: ['x'] }, 'content'],
  ['an unknown type', { content: 'x', messageType: 'html' }, 'messageType'],
  ['metadata that is a list', { content: 'x', metadata: [] }, 'metadata'],
  ['metadata that is a text', { content: 'x', metadata: '{}' }, 'metadata'],
  ['metadata over 8 KB', { content: 'x', metadata: { a: 'ş'.repeat(4_096) } }, 'metadata'],
  ['a malformed clientMessageId', { content: 'x', clientMessageId: '1' }, 'clientMessageId'],
  ['a malformed replyToId', { content: 'x', replyToId: {} }, 'replyToId'],
  [
    'a file without its fields',
    { messageType: 'file', fileName: 'a.png', fileSize: 1, fileType: 'x' },
    'fileUrl',
  ],
  ['a prototype', json('{"content":"x","__proto__":{"polluted":true}}'), 'body'],
  ['a prototype in metadata', json('{"content":"x","metadata":{"__proto__":{"polluted":true}}}'), 'metadata'],
  [
    'a prototype in a list',
    json('{"content":"x","metadata":{"a":[{"__proto__":{"polluted":true}}]}}'),
    'metadata',
  ],
];

describe('what a socket sends', () => {
  let scene: Scene;
  let quiet: QuietRoom;

  beforeAll(async () => {
    scene = await Scene.open();
    quiet = await QuietRoom.open(scene);
  });
  afterAll(async () => {
    scene.hangUp();
    await scene.close();
  });

  it.each(REFUSED)('is refused, and nobody hears of it: %s', async (_, payload, field) => {
    const { buyerSocket, room } = quiet;
    await quiet.expectNothingOf(async () => {
      const error = await buyerSocket.refusal('send_message', { roomId: room.roomId, ...payload });
      expect(error.code).toBe('VALIDATION_FAILED');
      expect(error.details?.map((detail) => detail.field)).toEqual([field]);
    });
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  it("has no say in its sender, number and times, and changes nobody else's objects", async () => {
    const inherited = Object.getOwnPropertyNames(Object.prototype);
    const { buyer, seller, roomId, buyerSocket, sellerSocket } = await scene.call();
    await buyerSocket.ask('send_message', { roomId, content: 'önce' });
    const sent = await buyerSocket.ask<MessageView>('send_message', {
      roomId,
      content: 'Merhaba',
      metadata: json('{"constructor":{"prototype":{"polluted":true}},"prototype":1}'),
      id: seller.userId,
      room_id: seller.userId,
      senderId: seller.userId,
      sender_id: seller.userId,
      senderGalleryId: seller.galleryId,
      sender_gallery_id: seller.galleryId,
      principal: { userId: seller.userId, galleryId: seller.galleryId, role: 'admin' },
      userId: seller.userId,
      galleryId: seller.galleryId,
      role: 'admin',
      seq: 99,
      rev: 99,
      created_at: '1999-01-01',
      edited_at: '1999-01-01',
      deleted_at: '1999-01-01',
      read_at: '1999-01-01',
      read_by: seller.userId,
      file_url: 'http://evil/x',
      fileUrl: 'http://evil/x',
      constructor: { prototype: { polluted: true } },
      toString: 1,
      hasOwnProperty: null,
    });
    const own = {
      room_id: roomId,
      sender_id: buyer.userId,
      sender_gallery_id: buyer.galleryId,
      seq: 2,
      read_at: null,
      read_by: null,
      edited_at: null,
      deleted_at: null,
      file_url: null,
      metadata: { constructor: { prototype: { polluted: true } }, prototype: 1 },
    };
    expect(sent).toMatchObject(own);
    expect(sent.id).not.toBe(seller.userId);
    expect(sent.created_at).not.toMatch(/^1999/);
    expect(await sellerSocket.next('new_message', ({ message }) => message.seq === 2)).toEqual({
      roomId,
      message: sent,
    });
    const { rows } = await scene.service.db.query(
      'SELECT * FROM chat_messages WHERE room_id = $1 ORDER BY seq OFFSET 1',
      [roomId],
    );
    expect(rows).toEqual([expect.objectContaining({ ...own, id: sent.id, rev: 0 })]);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
    expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(inherited);
  });
});
