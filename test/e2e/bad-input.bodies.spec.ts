import { randomUUID } from 'node:crypto';
import { REVOCATIONS } from '../support/administration.js';
import { call, type RequestOptions } from '../support/http.js';
import type { Caller } from '../support/room-calls.js';
import { refusalOf, Scene } from '../support/scene.js';
import type { TestSocket } from '../support/sockets.js';
import { storedBy } from '../support/stored.js';
import { placedUpload, PNG } from '../support/uploads.js';

type Fields = Record<string, unknown>;

/** What the bodies name. */
interface Given {
  roomId: string;
  messageId: string;
  offerId: string;
  fileUrl: string;
}

const ANNOUNCED = { fileName: 'a.png', fileSize: PNG.length, fileType: 'image/png' };

/** Every call that reads a body, and one that it takes. */
const CALLS: [name: string, route: string, body: (given: Given) => Fields][] = [
  ['a room', 'POST /chats', ({ offerId }) => ({ roomType: 'offer', offerId })],
  ['a message', 'POST /chats/{roomId}/messages', () => ({ content: 'x' })],
  [
    'a file message',
    'POST /chats/{roomId}/messages',
    ({ fileUrl }) => ({ messageType: 'file', fileUrl, ...ANNOUNCED }),
  ],
  ['a file', 'POST /chats/{roomId}/upload', ({ fileUrl }) => ({ fileUrl, ...ANNOUNCED })],
  ['an upload grant', 'POST /chats/{roomId}/upload-url', () => ANNOUNCED],
  ['an edit', 'PATCH /chats/{roomId}/messages/{id}', () => ({ content: 'y' })],
  ['passing on', 'POST /chats/{roomId}/messages/{id}/forward', ({ roomId }) => ({ toRoomId: roomId })],
  ['an emoji', 'PUT /chats/{roomId}/messages/{id}/reactions', () => ({ emoji: '👍' })],
  ['a revocation', `POST ${REVOCATIONS}`, () => ({ jti: randomUUID() })],
];
const as = (type: string, raw: string | Uint8Array<ArrayBuffer>): RequestOptions => ({
  raw,
  headers: { 'content-type': type },
});
const json = (raw: string): RequestOptions => as('application/json', raw);
const deep = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels);
/** The body with one more key, written as no serialiser would. */
const more = (body: Fields, key: string): RequestOptions => json(`{${key},${JSON.stringify(body).slice(1)}`);

const MEDIA_TYPE = [415, 'UNSUPPORTED_MEDIA_TYPE'] as const;

/** What is no body of any call. Without a refusal: 400 VALIDATION_FAILED. */
const BAD: [name: string, request: (body: Fields) => RequestOptions, status?: number, code?: string][] = [
  ['no body', () => ({})],
  ['an empty body', () => json('')],
  ['broken JSON', (body) => json(JSON.stringify(body).slice(0, -1)), 400, 'INVALID_JSON'],
  ['two bodies', (body) => json(JSON.stringify(body).repeat(2)), 400, 'INVALID_JSON'],
  ['null', () => json('null')],
  ['a list', () => json('[]')],
  ['a list of the body', (body) => json(JSON.stringify([body]))],
  ['a text', (body) => json(JSON.stringify(JSON.stringify(body)))],
  ['a number', () => json('5')],
  ['40,000 levels', () => json(deep(40_000))],
  ['40,000 levels in a field', (body) => more(body, `"x":${deep(40_000)}`)],
  ['a prototype', (body) => more(body, '"__proto__":{"role":"admin"}'), 400, 'INVALID_JSON'],
  ['a prototype inside', (body) => more(body, '"x":{"__proto__":{"role":"admin"}}'), 400, 'INVALID_JSON'],
  ['NUL in a key', (body) => more(body, '"a\\u0000":1')],
  ['NUL in a field', (body) => more(body, '"x":"a\\u0000b"')],
  ['a lone surrogate in a key', (body) => more(body, '"\\ud83d":1')],
  ['a lone surrogate in a field', (body) => more(body, '"x":["\\udc00"]')],
  [
    'bytes that are not UTF-8',
    (body) => as('application/json', Buffer.from(`{"x":"ÿ",${JSON.stringify(body).slice(1)}`, 'latin1')),
    400,
    'INVALID_JSON',
  ],
  ['plain text', (body) => as('text/plain', JSON.stringify(body)), ...MEDIA_TYPE],
  ['XML', () => as('application/xml', '<a/>'), ...MEDIA_TYPE],
  ['a form', () => as('application/x-www-form-urlencoded', 'content=x&jti=x'), ...MEDIA_TYPE],
  ['over 1 MB', (body) => more(body, `"x":"${'x'.repeat(1_100_000)}"`), 413, 'PAYLOAD_TOO_LARGE'],
];

describe('a body that is none', () => {
  let scene: Scene;
  let given: Given;
  let callers: { buyer: Caller; service: Caller };
  let listener: TestSocket;

  beforeAll(async () => {
    scene = await Scene.open({ RATE_LIMIT_ENABLED: 'false' });
    const { market } = scene;
    const { buyer, seller, roomId, sellerSocket, send } = await scene.call();
    const vehicleId = await market.vehicle(seller.galleryId);
    const offerId = await market.offer(vehicleId, buyer.galleryId, seller.galleryId);
    const messageId = (await send(buyer, 'Merhaba')).body.data.id;
    given = { roomId, messageId, offerId, fileUrl: await placedUpload(scene, roomId, buyer.galleryId) };
    const headers = { 'x-gallery-id': await market.gallery('Hizmet') };
    callers = { buyer, service: { token: (await market.serviceToken()).token, headers } };
    listener = sellerSocket;
    await listener.settle();
  });
  // What one case let through is not the next one's fault.
  beforeEach(() => void listener.arrivals.splice(0));
  afterAll(async () => {
    scene.hangUp();
    await scene.close();
  });

  function ask(route: string, { headers, ...request }: RequestOptions) {
    const [method = '', path = ''] = route
      .replace('{roomId}', given.roomId)
      .replace('{id}', given.messageId)
      .split(' ');
    const caller: Caller = path === REVOCATIONS ? callers.service : callers.buyer;
    return call(scene.service.url, method, path, {
      ...request,
      token: caller.token,
      headers: { ...caller.headers, ...headers },
    });
  }

  async function expectRefusals(
    request: (body: Fields) => RequestOptions,
    refusal: (route: string) => readonly [number, string],
  ) {
    const before = await storedBy(scene.service);
    for (const [name, route, build] of CALLS) {
      const answer = await ask(route, request(build(given)));
      const [status, code] = refusal(route);
      expect([name, ...refusalOf(answer)]).toEqual([name, status, code]);
      expect(answer.body).toEqual({
        success: false,
        error: expect.objectContaining({ code, message: expect.any(String) }),
        request_id: answer.headers.get('x-request-id'),
      });
    }
    expect(await storedBy(scene.service)).toEqual(before);
    await listener.settle();
    expect(listener.arrivals).toEqual([]);
  }

  it('is sent to each of the calls that read one', async () => {
    // The gateways do not route it.
    const answer = await fetch(`${scene.service.nodes[0]!.url}/docs-json`);
    const { paths } = (await answer.json()) as { paths: Record<string, Record<string, object>> };
    const reading = Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods)
        .filter(([, operation]) => 'requestBody' in operation)
        .map(([method]) => `${method.toUpperCase()} ${path}`),
    );
    expect([...new Set(CALLS.map(([, route]) => route))].sort()).toEqual(reading.sort());
  });

  it.each(BAD)('is refused by each of them, and leaves nothing: %s', (_, request, ...refusal) => {
    const [status = 400, code = 'VALIDATION_FAILED'] = refusal;
    return expectRefusals(request, () => [status, code]);
  });

  it('is refused by each of them, and leaves nothing: a multipart form', () =>
    // The one call that takes such forms misses the file in it.
    expectRefusals(
      () => as('multipart/form-data; boundary=a', '--a\r\n\r\n--a--'),
      (route) => (route.endsWith('/upload') ? [400, 'FILE_INVALID'] : MEDIA_TYPE),
    ));

  // What the refusals are worth.
  it.each(CALLS)('is all that was wrong with the request for %s', async (_, route, build) => {
    expect((await ask(route, { body: build(given) })).status).toBe(/^(PATCH|PUT)/.test(route) ? 200 : 201);
  });
});
