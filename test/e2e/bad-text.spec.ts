import { refusalOf, Scene } from '../support/scene.js';

const ID = '01980000-0000-7000-8000-000000000000';
const FILE = { fileUrl: 'https://store/x.png', fileName: 'a.png', fileSize: 1, fileType: 'image/png' };

/** What PostgreSQL does not take in a text or in JSON, as it comes out of a JSON body. */
const TEXTS = { NUL: 'a\0b', 'a lone surrogate': 'a\ud83db' };

/** Every call with a text in it, and a body that is right but for that text. */
const BODIES: [method: 'post' | 'put', path: string, body: Record<string, unknown>, fields: string[]][] = [
  [
    'post',
    '/chats',
    { roomType: 'offer', offerId: ID },
    ['roomType', 'offerId', 'vehicleId', 'otherGalleryId'],
  ],
  ['post', 'ROOM/messages', { content: 'x' }, ['content', 'messageType', 'clientMessageId', 'replyToId']],
  ['post', 'ROOM/messages', { messageType: 'file', ...FILE }, ['fileUrl', 'fileName', 'fileType', 'content']],
  ['post', 'ROOM/upload', FILE, ['fileUrl', 'fileName', 'fileType', 'caption', 'clientMessageId']],
  ['post', 'ROOM/upload-url', FILE, ['fileName', 'fileType']],
];

const EVENTS: [event: string, payload: Record<string, unknown>, fields: string[]][] = [
  ['join_room', {}, ['roomId']],
  ['leave_room', {}, ['roomId']],
  ['typing_start', {}, ['roomId']],
  ['typing_stop', {}, ['roomId']],
  ['send_message', { content: 'x' }, ['roomId', 'content', 'messageType', 'clientMessageId', 'replyToId']],
  ['send_message', { messageType: 'file', ...FILE }, ['fileUrl', 'fileName', 'fileType', 'content']],
  ['mark_read', {}, ['roomId', 'messageId']],
];

describe('text that the database does not take', () => {
  let scene: Scene;
  let call: Awaited<ReturnType<Scene['call']>>;

  const stored = async () =>
    (await scene.service.db.query('SELECT count(*)::int AS count FROM chat_messages')).rows[0] as object;

  beforeAll(async () => {
    scene = await Scene.open();
    call = await scene.call();
  });
  afterAll(async () => {
    scene.hangUp();
    await scene.close();
  });

  describe.each(Object.entries(TEXTS))('%s', (_, text) => {
    it.each(BODIES)('is 400 in %s %s of %j, in any of %j', async (method, path, body, fields) => {
      const client = scene.as(call.buyer);
      for (const field of fields) {
        const answer = await client[method](path.replace('ROOM', call.path), { ...body, [field]: text });
        expect([field, ...refusalOf(answer)]).toEqual([field, 400, 'VALIDATION_FAILED']);
      }
      expect(await stored()).toEqual({ count: 0 });
    });

    it.each(EVENTS)('is VALIDATION_FAILED in %s of %j, in any of %j', async (event, payload, fields) => {
      for (const field of fields) {
        const error = await call.buyerSocket.refusal(event, {
          roomId: call.roomId,
          ...payload,
          [field]: text,
        });
        expect([field, error.code]).toEqual([field, 'VALIDATION_FAILED']);
      }
      expect(await stored()).toEqual({ count: 0 });
    });

    it('is refused deep inside of metadata, as a key or a value', async () => {
      for (const metadata of [{ a: [{ b: text }] }, { a: { [text]: 1 } }]) {
        const body = { content: 'x', metadata };
        expect(refusalOf(await scene.as(call.buyer).post(`${call.path}/messages`, body))[0]).toBe(400);
        const error = await call.buyerSocket.refusal('send_message', { roomId: call.roomId, ...body });
        expect(error.code).toBe('VALIDATION_FAILED');
      }
    });

    it('is refused in the events that name no single room', async () => {
      const { buyerSocket } = call;
      const sync = await buyerSocket.refusal('sync', { rooms: [{ roomId: text, afterSeq: 0 }] });
      expect(sync.code).toBe('VALIDATION_FAILED');
      expect(['VALIDATION_FAILED', 'UNAUTHORIZED']).toContain(
        (await buyerSocket.refusal('authenticate', { token: text })).code,
      );
      expect(buyerSocket.socket.connected).toBe(true);
    });

    it('is 400 in a query', async () => {
      const query = encodeURIComponent(text.replace(/\ud83d/, '\ufffd'));
      for (const path of [
        `/chats?cursor=${query}`,
        `/chats?type=${query}`,
        `${call.path}/messages?after=${query}`,
      ]) {
        expect(refusalOf(await scene.as(call.buyer).get(path))).toEqual([400, 'VALIDATION_FAILED']);
      }
    });
  });
});
