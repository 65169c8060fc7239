import { encodeCursor } from '../../src/rooms/room-cursor.js';
import { administration, REVOCATIONS } from '../support/administration.js';
import type { Client } from '../support/http.js';
import { refusalOf, Scene } from '../support/scene.js';

const ID = '01980000-0000-7000-8000-000000000000';
const FILE = { fileUrl: 'https://store/x.png', fileName: 'a.png', fileSize: 1, fileType: 'image/png' };

/** What PostgreSQL does not take in a text or in JSON, as it comes out of a JSON body. */
const TEXTS = { NUL: 'a\0b', 'a lone surrogate': 'a\ud83db' };

/** Every call with a text in it, and a body that is right but for that text. */
const BODIES: [
  method: 'post' | 'put' | 'patch',
  path: string,
  body: Record<string, unknown>,
  fields: string[],
][] = [
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
  ['patch', 'ROOM/messages/MESSAGE', { content: 'y' }, ['content']],
  ['post', 'ROOM/messages/MESSAGE/forward', { toRoomId: ID }, ['toRoomId', 'clientMessageId']],
  ['put', 'ROOM/messages/MESSAGE/reactions', { emoji: '👍' }, ['emoji']],
  ['post', REVOCATIONS, { jti: ID }, ['jti', 'reason']],
];

const EVENTS: [event: string, payload: Record<string, unknown>, fields: string[]][] = [
  ['join_room', {}, ['roomId']],
  ['leave_room', {}, ['roomId']],
  ['typing_start', {}, ['roomId']],
  ['typing_stop', {}, ['roomId']],
  ['send_message', { content: 'x' }, ['roomId', 'content', 'messageType', 'clientMessageId', 'replyToId']],
  ['send_message', { messageType: 'file', ...FILE }, ['fileUrl', 'fileName', 'fileType', 'content']],
  ['mark_read', {}, ['roomId', 'messageId']],
  ['update_message', { messageId: ID, content: 'y' }, ['roomId', 'messageId', 'content']],
  ['delete_message', {}, ['roomId', 'messageId']],
  [
    'forward_message',
    { messageId: ID, toRoomId: ID },
    ['roomId', 'messageId', 'toRoomId', 'clientMessageId'],
  ],
  ['add_reaction', { messageId: ID, emoji: '👍' }, ['roomId', 'messageId', 'emoji']],
  ['remove_reaction', { messageId: ID, emoji: '👍' }, ['roomId', 'messageId', 'emoji']],
  ['pin_message', {}, ['roomId', 'messageId']],
  ['unpin_message', {}, ['roomId', 'messageId']],
];

/** Queries that are right. */
const QUERIES = [
  '/chats?limit=5',
  '/chats?type=offer',
  '/chats?unread=true',
  `/chats?cursor=${encodeCursor({ activity: '2026-01-01T00:00:00.000000Z', id: ID })}`,
  'ROOM/messages?limit=5',
  'ROOM/messages?page=1',
  'ROOM/messages?before=5',
  'ROOM/messages?after=5',
  `/chats/presence?userIds=${ID}`,
];

describe('text that the database does not take', () => {
  let scene: Scene;
  let call: Awaited<ReturnType<Scene['call']>>;
  let admin: Client;

  const stored = async () =>
    (
      await scene.service.db.query(
        `SELECT (SELECT count(*)::int FROM chat_rooms) AS rooms, (SELECT count(*)::int FROM chat_messages) AS messages,
           (SELECT count(*)::int FROM chat_revocations) AS revocations`,
      )
    ).rows[0] as object;
  const NOTHING = { rooms: 1, messages: 0, revocations: 0 };

  beforeAll(async () => {
    scene = await Scene.open();
    call = await scene.call();
    ({ admin } = await administration(scene));
  });
  afterAll(async () => {
    scene.hangUp();
    await scene.close();
  });

  describe.each(Object.entries(TEXTS))('%s', (_, text) => {
    it.each(BODIES)('is 400 in %s %s of %j, in any of %j', async (method, path, body, fields) => {
      const client = path === REVOCATIONS ? admin : scene.as(call.buyer);
      for (const field of fields) {
        const answer = await client[method](path.replace('ROOM', call.path).replace('MESSAGE', ID), {
          ...body,
          [field]: text,
        });
        expect([field, ...refusalOf(answer)]).toEqual([field, 400, 'VALIDATION_FAILED']);
      }
      expect(await stored()).toEqual(NOTHING);
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
      expect(await stored()).toEqual(NOTHING);
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
  });

  // A query has no lone surrogate, only the bytes that would be one.
  describe.each(['%00', '%ED%A0%BD', '%ff'])('%s in a query', (bytes) => {
    it.each(QUERIES)('is 400 behind what is right, in %s', async (path) => {
      const client = scene.as(call.buyer);
      const right = path.replace('ROOM', call.path);
      expect((await client.get(right)).status).toBe(200);
      expect(refusalOf(await client.get(right + bytes))).toEqual([400, 'VALIDATION_FAILED']);
    });
  });
});
