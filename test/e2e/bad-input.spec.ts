import { randomUUID } from 'node:crypto';
import { connect } from 'node:net';
import type { MessageView, RoomView } from '../../src/contracts/index.js';
import { Marketplace, type Dealer } from '../factories/marketplace.js';
import { call, Client } from '../support/http.js';
import { startService, type TestService } from '../support/service.js';
import { TestSocket } from '../support/sockets.js';

/** What a caller sends, and exactly what it gets. Nothing may be stored or emitted. */
type Case = [name: string, method: string, path: string, request: Sent, status: number, code: string];
interface Sent {
  body?: unknown;
  raw?: string;
  type?: string;
}

const json = (raw: string): Sent => ({ raw, type: 'application/json' });
const deep = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels);
const text = (content: unknown): Sent => ({ body: { content } });

const MESSAGES: Case[] = [
  ['broken JSON', 'POST', '/messages', json('{"content":'), 400, 'INVALID_JSON'],
  ['no body', 'POST', '/messages', {}, 400, 'VALIDATION_FAILED'],
  ['null', 'POST', '/messages', json('null'), 400, 'VALIDATION_FAILED'],
  ['a list', 'POST', '/messages', json('[]'), 400, 'VALIDATION_FAILED'],
  ['a string', 'POST', '/messages', json('"Merhaba"'), 400, 'VALIDATION_FAILED'],
  ['40,000 levels', 'POST', '/messages', json(deep(40_000)), 400, 'VALIDATION_FAILED'],
  [
    '40,000 levels in metadata',
    'POST',
    '/messages',
    json(`{"content":"x","metadata":{"a":${deep(40_000)}}}`),
    400,
    'VALIDATION_FAILED',
  ],
  [
    'a prototype',
    'POST',
    '/messages',
    json('{"content":"x","__proto__":{"role":"admin"}}'),
    400,
    'INVALID_JSON',
  ],
  ['plain text', 'POST', '/messages', { raw: 'Merhaba', type: 'text/plain' }, 415, 'UNSUPPORTED_MEDIA_TYPE'],
  ['XML', 'POST', '/messages', { raw: '<a/>', type: 'application/xml' }, 415, 'UNSUPPORTED_MEDIA_TYPE'],
  [
    'a form',
    'POST',
    '/messages',
    { raw: 'content=x', type: 'application/x-www-form-urlencoded' },
    415,
    'UNSUPPORTED_MEDIA_TYPE',
  ],
  [
    'multipart',
    'POST',
    '/messages',
    { raw: '--a\r\n\r\n--a--', type: 'multipart/form-data; boundary=a' },
    415,
    'UNSUPPORTED_MEDIA_TYPE',
  ],
  ['over 1 MB', 'POST', '/messages', text('x'.repeat(1_100_000)), 413, 'PAYLOAD_TOO_LARGE'],
  ['NUL in content', 'POST', '/messages', text('a\0b'), 400, 'VALIDATION_FAILED'],
  [
    'NUL in metadata',
    'POST',
    '/messages',
    { body: { content: 'x', metadata: { 'a\0': 1 } } },
    400,
    'VALIDATION_FAILED',
  ],
  ['a lone surrogate', 'POST', '/messages', json('{"content":"\\ud83d"}'), 400, 'VALIDATION_FAILED'],
  [
    'a lone surrogate in metadata',
    'POST',
    '/messages',
    json('{"content":"x","metadata":{"a":"\\udc00"}}'),
    400,
    'VALIDATION_FAILED',
  ],
  ['white space', 'POST', '/messages', text(' \n\t\u00A0'), 400, 'VALIDATION_FAILED'],
  ['zero-width characters', 'POST', '/messages', text('\u200B\u200D\uFEFF'), 400, 'VALIDATION_FAILED'],
  ['nothing', 'POST', '/messages', text(''), 400, 'VALIDATION_FAILED'],
  ['4001 characters', 'POST', '/messages', text('😀'.repeat(4_001)), 400, 'VALIDATION_FAILED'],
  ['a number as content', 'POST', '/messages', text(5), 400, 'VALIDATION_FAILED'],
  ['an object as content', 'POST', '/messages', text({ $ne: null }), 400, 'VALIDATION_FAILED'],
  [
    'an unknown type',
    'POST',
    '/messages',
    { body: { content: 'x', messageType: 'html' } },
    400,
    'VALIDATION_FAILED',
  ],
  [
    'metadata that is a list',
    'POST',
    '/messages',
    { body: { content: 'x', metadata: [] } },
    400,
    'VALIDATION_FAILED',
  ],
  [
    'metadata that is a text',
    'POST',
    '/messages',
    { body: { content: 'x', metadata: '{}' } },
    400,
    'VALIDATION_FAILED',
  ],
  [
    'metadata over 8 KB',
    'POST',
    '/messages',
    { body: { content: 'x', metadata: { a: 'ş'.repeat(4_096) } } },
    400,
    'VALIDATION_FAILED',
  ],
  [
    'a malformed clientMessageId',
    'POST',
    '/messages',
    { body: { content: 'x', clientMessageId: '1' } },
    400,
    'VALIDATION_FAILED',
  ],
  [
    'a malformed replyToId',
    'POST',
    '/messages',
    { body: { content: 'x', replyToId: {} } },
    400,
    'VALIDATION_FAILED',
  ],
  [
    'a file without its fields',
    'POST',
    '/messages',
    { body: { messageType: 'file' } },
    400,
    'VALIDATION_FAILED',
  ],
  ['limit 0', 'GET', '/messages?limit=0', {}, 400, 'VALIDATION_FAILED'],
  ['limit -1', 'GET', '/messages?limit=-1', {}, 400, 'VALIDATION_FAILED'],
  ['limit 101', 'GET', '/messages?limit=101', {}, 400, 'VALIDATION_FAILED'],
  ['limit 1e9', 'GET', '/messages?limit=1e9', {}, 400, 'VALIDATION_FAILED'],
  ['limit 0x10', 'GET', '/messages?limit=0x10', {}, 400, 'VALIDATION_FAILED'],
  ['limit twice', 'GET', '/messages?limit=1&limit=1', {}, 400, 'VALIDATION_FAILED'],
  ['a malformed message id', 'GET', '/messages/abc', {}, 400, 'VALIDATION_FAILED'],
  ['an upload of nothing', 'POST', '/upload', {}, 400, 'VALIDATION_FAILED'],
  ['an upload grant of nothing', 'POST', '/upload-url', json('{}'), 400, 'VALIDATION_FAILED'],
];

const PATHS: Case[] = [
  ['roomId abc', 'GET', '/chats/abc', {}, 400, 'VALIDATION_FAILED'],
  ['a very long roomId', 'GET', `/chats/${'a'.repeat(3_000)}`, {}, 400, 'VALIDATION_FAILED'],
  [
    'roomId with SQL',
    'GET',
    `/chats/${encodeURIComponent("' OR 1=1 --")}/messages`,
    {},
    400,
    'VALIDATION_FAILED',
  ],
  ['an unknown room', 'GET', `/chats/${randomUUID()}`, {}, 404, 'ROOM_NOT_FOUND'],
  ['an unknown room to send to', 'POST', `/chats/${randomUUID()}/messages`, text('x'), 404, 'ROOM_NOT_FOUND'],
  ['an unknown path', 'GET', `/chats/${randomUUID()}/unknown`, {}, 404, 'NOT_FOUND'],
  ['an unknown method', 'PATCH', '/chats', {}, 404, 'NOT_FOUND'],
  ['a malformed cursor', 'GET', '/chats?cursor=abc', {}, 400, 'VALIDATION_FAILED'],
  ['an unknown room type', 'GET', '/chats?type=group', {}, 400, 'VALIDATION_FAILED'],
  ['unread twice', 'GET', '/chats?unread=true&unread=true', {}, 400, 'VALIDATION_FAILED'],
  ['limit 201', 'GET', '/chats?limit=201', {}, 400, 'VALIDATION_FAILED'],
];

/** Paths that a gateway may answer by itself, as gateway.spec.ts tells: these go to a node. */
const ENCODED: Case[] = [
  ['roomId %00', 'GET', '/chats/%00', {}, 400, 'VALIDATION_FAILED'],
  ['roomId ..%2f', 'GET', '/chats/..%2f', {}, 400, 'VALIDATION_FAILED'],
  ['roomId %zz', 'GET', '/chats/%zz', {}, 400, 'VALIDATION_FAILED'],
  ['a malformed message id to mark', 'PUT', '/chats/ROOM/messages/%00/read', {}, 400, 'VALIDATION_FAILED'],
];

describe('bad input', () => {
  let service: TestService;
  let dealers: { buyer: Dealer; seller: Dealer };
  let roomId: string;
  let listener: TestSocket;
  let market: Marketplace;

  const stored = async () =>
    (
      await service.db.query(
        `SELECT (SELECT count(*)::int FROM chat_rooms) AS rooms, (SELECT count(*)::int FROM chat_messages) AS messages,
           (SELECT sum(last_seq)::int FROM chat_rooms) AS numbers`,
      )
    ).rows[0] as object;

  beforeAll(async () => {
    service = await startService();
    market = new Marketplace(service.db);
    const deal = await market.deal();
    dealers = deal;
    const { body } = await new Client(service.url, deal.buyer.token).post<RoomView>('/chats', {
      roomType: 'offer',
      offerId: deal.offerId,
    });
    roomId = body.data.id;
    listener = await TestSocket.connect(service.url, { token: deal.seller.token });
    await listener.ask('join_room', roomId);
  });
  afterAll(async () => {
    listener.close();
    await service.stop();
  });

  async function refused(url: string, [, method, path, { body, raw, type }, status, code]: Case) {
    const before = await stored();
    const answer = await call(url, method, path.replace('ROOM', roomId), {
      token: dealers.buyer.token,
      ...(body !== undefined && { body }),
      ...(raw !== undefined && { raw }),
      ...(type !== undefined && { headers: { 'content-type': type } }),
    });
    expect([answer.status, answer.body.error.code]).toEqual([status, code]);
    expect(answer.body).toEqual({
      success: false,
      error: expect.objectContaining({ code, message: expect.any(String) }),
      request_id: answer.headers.get('x-request-id'),
    });
    expect(await stored()).toEqual(before);
    await listener.settle();
    expect(listener.arrivals).toEqual([]);
  }

  it.each([
    ...MESSAGES.map(([name, method, path, ...rest]): Case => [name, method, `/chats/ROOM${path}`, ...rest]),
    ...PATHS,
  ])('%s: %s %.40s', (...one) => refused(service.url, one));

  it.each(ENCODED)('%s: %s %.40s', (...one) => refused(service.nodes[0]!.url, one));

  it('a room of two other galleries is 403 on every endpoint', async () => {
    const stranger = new Client(service.url, (await market.dealer()).token);
    const id = randomUUID();
    const file = { fileUrl: 'http://x/y', fileName: 'a.png', fileSize: 1, fileType: 'image/png' };
    const answers = await Promise.all([
      stranger.get(`/chats/${roomId}`),
      stranger.get(`/chats/${roomId}/messages`),
      stranger.get(`/chats/${roomId}/messages?after=0`),
      stranger.get(`/chats/${roomId}/messages/${id}`),
      stranger.post(`/chats/${roomId}/messages`, { content: 'x' }),
      stranger.post(`/chats/${roomId}/messages`, { messageType: 'file', ...file }),
      stranger.post(`/chats/${roomId}/read`),
      stranger.put(`/chats/${roomId}/messages/${id}/read`),
      stranger.post(`/chats/${roomId}/upload`, file),
      stranger.post(`/chats/${roomId}/upload-url`, { fileName: 'a.png', fileSize: 1, fileType: 'image/png' }),
      stranger.delete(`/chats/${roomId}`),
    ]);
    expect(answers.map(({ status, body }) => [status, body.error.code])).toEqual(
      answers.map(() => [403, 'ROOM_FORBIDDEN']),
    );
  });

  it('senderId, seq and other fields of a message have no effect', async () => {
    const { body } = await new Client(service.url, dealers.buyer.token).post<MessageView>(
      `/chats/${roomId}/messages`,
      {
        content: 'Merhaba',
        senderId: dealers.seller.userId,
        sender_id: dealers.seller.userId,
        senderGalleryId: dealers.seller.galleryId,
        seq: 99,
        created_at: '1999-01-01',
        read_at: '1999-01-01',
        file_url: 'http://evil/x',
        constructor: { prototype: { polluted: true } },
      },
    );
    expect(body.data).toMatchObject({
      sender_id: dealers.buyer.userId,
      seq: 1,
      read_at: null,
      file_url: null,
    });
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
    await listener.next('new_message');
    await listener.next('room_updated');
  });

  it('says what is wrong in the language that the caller asks for', async () => {
    const refused = async (language: string) =>
      (
        await call(service.url, 'GET', `/chats/${roomId}/messages?limit=0`, {
          token: dealers.buyer.token,
          headers: { 'accept-language': language },
        })
      ).body.error;
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

  it('cuts connections that send their headers slowly within 15 s, and serves the others', async () => {
    // A gateway cuts them by itself; this is the node's own patience.
    const { hostname, port } = new URL(service.nodes[0]!.url);
    const began = Date.now();
    const slow = Array.from({ length: 500 }, () => {
      const socket = connect(Number(port), hostname);
      socket.on('error', () => undefined).resume();
      socket.write('GET /chats HTTP/1.1\r\nHost: x\r\n');
      const drip = setInterval(() => socket.write('x: y\r\n'), 1_000);
      return new Promise<void>((resolve) =>
        socket.once('close', () => {
          clearInterval(drip);
          resolve();
        }),
      );
    });
    const { status } = await call(service.url, 'GET', '/chats', { token: dealers.buyer.token });
    expect(status).toBe(200);
    await Promise.all(slow);
    expect(Date.now() - began).toBeLessThan(15_000);
  }, 25_000);
});
