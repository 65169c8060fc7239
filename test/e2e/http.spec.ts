import { once } from 'node:events';
import { Agent, request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import { connect } from 'node:net';
import { json } from 'node:stream/consumers';
import type { Failure, RoomView } from '../../src/contracts/index.js';
import { Marketplace } from '../factories/marketplace.js';
import { call, Client } from '../support/http.js';
import { startService, type TestService } from '../support/service.js';
import { TestSocket } from '../support/sockets.js';

describe('HTTP itself', () => {
  let service: TestService;
  let market: Marketplace;

  beforeAll(async () => {
    service = await startService();
    market = new Marketplace(service.db);
  });
  afterAll(() => service.stop());

  /** Sends bytes as they are, and returns what came until the service closed the connection. */
  async function send(...lines: string[]) {
    const { hostname, port } = new URL(service.url);
    const socket = connect(Number(port), hostname).setEncoding('utf8');
    let text = '';
    socket.on('data', (chunk: string) => (text += chunk));
    socket.write(lines.join('\r\n'));
    await once(socket, 'close');
    const [head = '', body = ''] = text.split('\r\n\r\n');
    return { status: Number(head.split(' ')[1]), head, body };
  }
  const request = (method: string, path: string, headers: string[], body = '') =>
    send(`${method} ${path} HTTP/1.1`, 'Host: localhost', 'Connection: close', ...headers, '', body);

  describe('a request that offers another protocol', () => {
    const h2c = ['Connection: close, Upgrade, HTTP2-Settings', 'Upgrade: h2c', 'HTTP2-Settings: AAMAAABk'];

    it("is answered over HTTP/1.1, as Java's client expects", async () => {
      const answer = await send(
        'GET /chats/capabilities HTTP/1.1',
        'Host: localhost',
        ...h2c,
        'Content-Length: 0',
        '',
        '',
      );
      expect(answer.status).toBe(200);
      expect(JSON.parse(answer.body)).toMatchObject({ success: true });
    });

    it.each([
      ['h2c', '/socket.io/?EIO=4&transport=websocket'],
      ['websocket', '/chats/capabilities'],
      ['websocket', '/chats'],
    ])('is answered when it offers %s on %s', async (protocol, path) => {
      const answer = await send(
        `GET ${path} HTTP/1.1`,
        'Host: localhost',
        'Connection: close, Upgrade',
        `Upgrade: ${protocol}`,
        '',
        '',
      );
      expect(answer.status).toBeGreaterThanOrEqual(200);
    });

    it('becomes a WebSocket where it should', async () => {
      const { token } = await market.dealer();
      const socket = await TestSocket.connect(service.url, { token }, { transports: ['websocket'] });
      socket.close();
    });
  });

  describe('what is no HTTP request', () => {
    const header = `X-Long: ${'x'.repeat(20_000)}`;

    it.each([
      ['a malformed request line', 400, ['NONSENSE', '', '']],
      ['a malformed header', 400, ['GET /chats HTTP/1.1', 'Host: localhost', 'no colon', '', '']],
      ['headers that are too large', 431, ['GET /chats HTTP/1.1', 'Host: localhost', header, '', '']],
    ])('is answered in the failure envelope: %s', async (_, status, lines) => {
      const answer = await send(...lines);
      expect(answer.status).toBe(status);
      expect(answer.head).toMatch(/^connection: close$/im);
      expect(answer.head).toMatch(/^content-type: application\/json; charset=utf-8$/im);
      const body = JSON.parse(answer.body) as Failure;
      expect(body).toEqual({
        success: false,
        error: { code: 'VALIDATION_FAILED', message: expect.any(String) },
        request_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      });
      expect(answer.head.toLowerCase()).toContain(`x-request-id: ${body.request_id}`);
    });

    it('does no harm when its sender has gone', async () => {
      const { hostname, port } = new URL(service.url);
      for (let n = 0; n < 20; n++) {
        const socket = connect(Number(port), hostname);
        await once(socket, 'connect');
        socket.write('NONSENSE\r\n\r\n');
        socket.resetAndDestroy();
      }
      expect((await call(service.url, 'GET', '/chats/capabilities')).status).toBe(200);
    });
  });

  describe('the body of a call that needs none', () => {
    let authorization: string;
    let path: string;
    beforeAll(async () => {
      const { buyer, offerId } = await market.deal();
      const open = await new Client(service.url, buyer.token).post<RoomView>('/chats', {
        roomType: 'offer',
        offerId,
      });
      path = `/chats/${open.body.data.id}/read`;
      authorization = `Authorization: Bearer ${buyer.token}`;
    });

    const TYPES = [
      'multipart/form-data; boundary=x',
      'Multipart/Form-Data',
      'multipart/mixed',
      ';;;',
      'nonsense',
      'text/plain',
      'application/json',
      'application/x-www-form-urlencoded',
    ];

    it.each(TYPES)('may be empty as %s, its length told or not', async (type) => {
      const headers = [authorization, `Content-Type: ${type}`];
      expect(await request('POST', path, headers)).toMatchObject({ status: 200 });
      expect(await request('POST', path, [...headers, 'Content-Length: 0'])).toMatchObject({ status: 200 });
      const chunked = [...headers, 'Transfer-Encoding: chunked'];
      expect(await request('POST', path, chunked, '0\r\n\r\n')).toMatchObject({ status: 200 });
    });

    it.each(TYPES.filter((type) => type !== 'application/json'))(
      'is refused as %s when it is not',
      async (type) => {
        const headers = [authorization, `Content-Type: ${type}`];
        const answers = [
          await request('POST', path, [...headers, 'Content-Length: 2'], '{}'),
          await request('POST', path, [...headers, 'Transfer-Encoding: chunked'], '2\r\n{}\r\n0\r\n\r\n'),
        ];
        for (const { status, body } of answers) {
          expect(status).toBe(415);
          expect(body).toContain('UNSUPPORTED_MEDIA_TYPE');
        }
      },
    );

    // A gateway that streams bodies is still sending then; on a connection that breaks it may lose the answer.
    it.each([
      ['too long by its own length', 'application/json', { 'content-length': 2_000_000 }, 413],
      ['too long by what came', 'application/json', { 'transfer-encoding': 'chunked' }, 413],
      ['of a type that is not read', 'text/plain', { 'content-length': 2_000_000 }, 415],
    ])('is let pass when it is refused before its end: %s', async (_, type, length, status) => {
      const agent = new Agent({ keepAlive: true, maxSockets: 1 });
      const begin = (headers: Record<string, string | number>) =>
        httpRequest(new URL(path, service.url), {
          method: 'POST',
          agent,
          headers: { authorization: authorization.slice('Authorization: '.length), ...headers },
        });
      const refused = begin({ 'content-type': type, ...length });
      refused.write(Buffer.alloc(1_200_000, ' '));
      const [answer] = (await once(refused, 'response')) as [IncomingMessage];
      expect(answer.statusCode).toBe(status);
      expect(await json(answer)).toMatchObject({ success: false });
      refused.end(Buffer.alloc(800_000, ' '));
      await once(refused, 'finish');

      const next = begin({ 'content-length': 0 }).end();
      const [{ statusCode }] = (await once(next, 'response')) as [IncomingMessage];
      expect([statusCode, next.reusedSocket]).toEqual([200, true]);
      agent.destroy();
    });

    it('is no fault of the service when its sender goes away in the middle', async () => {
      const { hostname, port } = new URL(service.url);
      const socket = connect(Number(port), hostname);
      await once(socket, 'connect');
      const head = [`POST ${path} HTTP/1.1`, 'Host: localhost', authorization, 'Content-Type: text/plain'];
      const arrived = once(service.app.getHttpServer(), 'request');
      socket.write([...head, 'Content-Length: 10', '', ''].join('\r\n'));
      const [, response] = (await arrived) as [unknown, ServerResponse];
      const ended = once(response, 'close');
      // The sender is known and its body awaited once another request of it was answered.
      await request('POST', path, [authorization]);
      socket.destroy();
      await ended;
      expect(response.statusCode).toBeLessThan(500);
    });
  });
});
