import { randomUUID } from 'node:crypto';
import type { RoomView } from '../../src/contracts/index.js';
import { Marketplace, type Dealer } from '../factories/marketplace.js';
import { call, Client } from '../support/http.js';
import { startService, type TestService } from '../support/service.js';
import { TestSocket } from '../support/sockets.js';
import { storedBy } from '../support/stored.js';

interface Sent {
  body?: unknown;
  raw?: string;
  type?: string;
}
/** Exactly what the caller gets; nothing may be stored or emitted. Without it: 400 VALIDATION_FAILED. */
type Refusal = [status?: number, code?: string];

const json = (raw: string): Sent => ({ raw, type: 'application/json' });
const deep = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels);
const text = (content: unknown, more: object = {}): Sent => ({ body: { content, ...more } });

/** Bodies that are no message; what is no body of any call stands in bad-input.bodies.spec.ts. */
const MESSAGES: [name: string, request: Sent, ...Refusal][] = [
  ['a string', json('"Merhaba"')],
  ['40,000 levels in metadata', json(`{"content":"x","metadata":{"a":${deep(40_000)}}}`)],
  ['NUL in content', text('a\0b')],
  ['NUL in metadata', text('x', { metadata: { 'a\0': 1 } })],
  ['a lone surrogate', json('{"content":"\\ud83d"}')],
  ['a lone surrogate in metadata', json('{"content":"x","metadata":{"a":"\\udc00"}}')],
  ['white space', text(' \n\t\u00A0')],
  ['zero-width characters', text('\u200B\u200D\uFEFF')],
  ['nothing', text('')],
  ['4001 characters', text('😀'.repeat(4_001))],
  ['a number as content', text(5)],
  ['an object as content', text({ $ne: null })],
  ['an unknown type', text('x', { messageType: 'html' })],
  ['metadata that is a list', text('x', { metadata: [] })],
  ['metadata that is a text', text('x', { metadata: '{}' })],
  ['metadata over 8 KB', text('x', { metadata: { a: 'ş'.repeat(4_096) } })],
  ['a malformed clientMessageId', text('x', { clientMessageId: '1' })],
  ['a malformed replyToId', text('x', { replyToId: {} })],
  ['a file without its fields', { body: { messageType: 'file' } }],
];

/** What else is malformed, in the room `ROOM` or elsewhere. */
const CALLS: [
  name: string,
  call: `${'GET' | 'POST' | 'PATCH'} /chats${string}`,
  request: Sent,
  ...Refusal,
][] = [
  ['limit 0', 'GET /chats/ROOM/messages?limit=0', {}],
  ['limit -1', 'GET /chats/ROOM/messages?limit=-1', {}],
  ['limit 101', 'GET /chats/ROOM/messages?limit=101', {}],
  ['limit 1e9', 'GET /chats/ROOM/messages?limit=1e9', {}],
  ['limit 0x10', 'GET /chats/ROOM/messages?limit=0x10', {}],
  ['limit twice', 'GET /chats/ROOM/messages?limit=1&limit=1', {}],
  ['a malformed message id', 'GET /chats/ROOM/messages/abc', {}],
  ['an upload of nothing', 'POST /chats/ROOM/upload', {}],
  ['an upload grant of nothing', 'POST /chats/ROOM/upload-url', json('{}')],
  ['roomId abc', 'GET /chats/abc', {}],
  ['a very long roomId', `GET /chats/${'a'.repeat(3_000)}`, {}],
  ['roomId with SQL', `GET /chats/${encodeURIComponent("' OR 1=1 --")}/messages`, {}],
  ['an unknown room', `GET /chats/${randomUUID()}`, {}, 404, 'ROOM_NOT_FOUND'],
  ['an unknown room to send to', `POST /chats/${randomUUID()}/messages`, text('x'), 404, 'ROOM_NOT_FOUND'],
  ['an unknown path', `GET /chats/${randomUUID()}/unknown`, {}, 404, 'NOT_FOUND'],
  ['an unknown method', 'PATCH /chats', {}, 404, 'NOT_FOUND'],
  ['a malformed cursor', 'GET /chats?cursor=abc', {}],
  ['an unknown room type', 'GET /chats?type=group', {}],
  ['unread twice', 'GET /chats?unread=true&unread=true', {}],
  ['limit 201', 'GET /chats?limit=201', {}],
];

/** Paths that a gateway may answer by itself, as gateway.spec.ts tells: these go to a node. */
const ENCODED: [name: string, call: string][] = [
  ['roomId %00', 'GET /chats/%00'],
  ['roomId ..%2f', 'GET /chats/..%2f'],
  ['roomId ..%2f to send to', 'POST /chats/..%2f/messages'],
  ['roomId ..%2f to upload to', 'POST /chats/..%2f/upload'],
  ['roomId ..%2f to delete', 'DELETE /chats/..%2f'],
  ['a room behind ..%2f', 'GET /chats/..%2fROOM'],
  ['a room behind x%2f..%2f to delete', 'DELETE /chats/x%2f..%2fROOM'],
  ['a room before %2f..', 'GET /chats/ROOM%2f..'],
  ['roomId %zz', 'GET /chats/%zz'],
  ['a malformed message id to mark', 'PUT /chats/ROOM/messages/%00/read'],
  ['a message id ..%2f to mark', 'PUT /chats/ROOM/messages/..%2f/read'],
];

describe('bad input', () => {
  let service: TestService;
  let buyer: Dealer;
  let roomId: string;
  let listener: TestSocket;

  beforeAll(async () => {
    service = await startService();
    const deal = await new Marketplace(service.db).deal();
    buyer = deal.buyer;
    const { body } = await new Client(service.url, deal.buyer.token).post<RoomView>('/chats', {
      roomType: 'offer',
      offerId: deal.offerId,
    });
    roomId = body.data.id;
    listener = await TestSocket.connect(service.url, { token: deal.seller.token });
    await listener.ask('join_room', roomId);
  });
  // What one case let through is not the next one's fault.
  afterEach(() => void listener.arrivals.splice(0));
  afterAll(async () => {
    listener.close();
    await service.stop();
  });

  async function expectRefusal(
    url: string,
    called: string,
    { body, raw, type }: Sent,
    [status = 400, code = 'VALIDATION_FAILED']: Refusal,
  ) {
    const [method = '', path = ''] = called.replace('ROOM', roomId).split(' ');
    const before = await storedBy(service);
    const answer = await call(url, method, path, {
      token: buyer.token,
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
    expect(await storedBy(service)).toEqual(before);
    await listener.settle();
    expect(listener.arrivals).toEqual([]);
  }

  it.each(MESSAGES)('a message: %s', (_, request, ...refusal) =>
    expectRefusal(service.url, 'POST /chats/ROOM/messages', request, refusal),
  );

  it.each(CALLS)('%s', (_, called, request, ...refusal) =>
    expectRefusal(service.url, called, request, refusal),
  );

  it.each(ENCODED)('%s', (_, called) => expectRefusal(service.nodes[0]!.url, called, {}, []));
});
