import { once } from 'node:events';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type { Failure, MessageView } from '../../src/contracts/index.js';
import { call } from '../support/http.js';
import { useGateway } from '../support/gateway-scene.js';
import { TestSocket } from '../support/sockets.js';
import { storedBy } from '../support/stored.js';
import { topology } from '../support/topology.js';

describe(`REST on two nodes behind ${topology.gateway}`, () => {
  const gateway = useGateway({ RATE_LIMIT_FAILED_AUTH_PER_MINUTE: '10' });

  it('is spread over both nodes, under the path without its prefix', async () => {
    const { token } = await gateway.scene.market.dealer();
    for (let n = 0; n < 20; n++) {
      expect((await call(gateway.scene.service.url, 'GET', '/chats?limit=1', { token })).status).toBe(200);
    }
    for (const list of gateway.requests) {
      const own = list.filter((request) => !request.includes('/health'));
      expect(own.length).toBeGreaterThan(0);
      expect(new Set(own)).toEqual(new Set(['GET /chats?limit=1']));
    }
  });

  it.each([
    '/',
    '/health',
    '/health/ready',
    '/metrics',
    '/docs',
    '/docs-json',
    '/docs/events',
    '/chats',
    '/api/v1/health',
    '/api/v1/chatsx',
    '/api/v1/chats/../../../metrics',
    '/api/v1/chats/%2e%2e/%2e%2e/%2e%2e/metrics',
    '/api/v1/chats/..%2f..%2f..%2fmetrics',
  ])('does not lead to %s', async (path) => {
    const answer = await gateway.send(path);
    expect(answer.status).toBe(404);
    const body = JSON.parse(answer.text) as Failure;
    expect(body).toMatchObject({ success: false, error: { code: 'NOT_FOUND' } });
    expect(body.request_id).toBe(answer.headers['x-request-id']);
  });

  it.each(['%zz', '%00', '%00/messages'])(
    'is refused with 400 on a path with %s, whoever answers',
    async (path) => {
      const { token } = await gateway.scene.market.dealer();
      const headers = { authorization: `Bearer ${token}` };
      const { status, text } = await gateway.send(`/api/v1/chats/${path}`, { headers });
      expect(status).toBe(400);
      // Caddy reads no further than the path, and answers that without a body of the service.
      if (topology.gateway === 'caddy' && path === '%zz') expect(text).toBe('400 Bad Request');
      else expect(JSON.parse(text)).toMatchObject({ error: { code: 'VALIDATION_FAILED' } });
    },
  );

  // Both gateways read %2f as a slash when they decide where a path leads, and pass it on as it came. What leaves /chats
  // that way is 404, and no node hears of it; what does not is one malformed id to the node. Never is it the room.
  it.each([
    ['..%2f', 404],
    ['..%2F..%2f', 404],
    ['%2e%2e%2f', 404],
    ['..%2fROOM', 404],
    ['..%2fchats%2fROOM', 400],
    ['x%2f..%2fROOM', 400],
    ['ROOM%2f', 400],
    ['ROOM%2f..', 400],
    ['ROOM%2f..%2fROOM', 400],
    ['..%5cROOM', 400],
    ['..%252fROOM', 400],
  ])('finds no room by the id %s, which is %i', async (id, status) => {
    const { buyer, roomId, send } = await gateway.scene.room();
    await send(buyer, 'Merhaba');
    const before = await storedBy(gateway.scene.service);
    for (const list of gateway.requests) list.length = 0;
    const path = `/api/v1/chats/${id.replaceAll('ROOM', roomId)}`;
    const headers = { authorization: `Bearer ${buyer.token}` };
    for (const [method, called] of [
      ['GET', path],
      ['GET', `${path}/messages`],
      ['POST', `${path}/messages`],
      ['POST', `${path}/upload`],
      ['DELETE', path],
    ] as const) {
      const answer = await gateway.send(called, { method, headers });
      expect([method, called, answer.status]).toEqual([method, called, status]);
      const { code } = (JSON.parse(answer.text) as Failure).error;
      expect(code).toBe(status === 404 ? 'NOT_FOUND' : 'VALIDATION_FAILED');
    }
    const asked = gateway.requests.flat().filter((request) => !request.includes('/health'));
    expect(asked).toHaveLength(status === 404 ? 0 : 5);
    expect(await storedBy(gateway.scene.service)).toEqual(before);
  });

  it('is not repeated when a node took the request and was lost, and the answer is 503', async () => {
    const taken: string[] = [];
    const lose = ({ method, url, socket }: IncomingMessage) => {
      if (method !== 'POST' || url !== '/chats') return;
      taken.push(url);
      socket.destroy();
    };
    const servers = gateway.scene.service.nodes.map(({ app }) => app.getHttpServer());
    for (const server of servers) server.prependListener('request', lose);
    const { token } = await gateway.scene.market.dealer();
    const answer = await call(gateway.scene.service.url, 'POST', '/chats', { token, body: {} });
    for (const server of servers) server.off('request', lose);
    expect([answer.status, answer.body.error.code]).toEqual([503, 'SERVICE_UNAVAILABLE']);
    expect(answer.headers.get('retry-after')).toBe('1');
    expect(taken).toHaveLength(1);
  });

  it('streams a file of 100 MB to the node, which gets it while it is still being sent', async () => {
    const { buyer, path } = await gateway.scene.room();
    const arrived = Promise.race(
      gateway.scene.service.nodes.map(({ app }) => once(app.getHttpServer(), 'request')),
    );
    const request = httpRequest(`${gateway.scene.service.url}${path}/upload`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${buyer.token}`,
        'content-type': 'multipart/form-data; boundary=b',
      },
    });
    const answered = once(request, 'response') as Promise<[IncomingMessage]>;
    request.write('--b\r\ncontent-disposition: form-data; name="file"; filename="tur.mp4"\r\n');
    request.write('content-type: video/mp4\r\n\r\n');
    const head = Buffer.from(
      '0000002066747970697 36f6d0000020069736f6d69736f32617663316d703431'.replace(' ', ''),
      'hex',
    );
    request.write(head);
    await arrived;
    const part = Buffer.alloc(1024 * 1024, 7);
    for (let n = 1; n < 100; n++) if (!request.write(part)) await once(request, 'drain');
    request.end('\r\n--b--\r\n');
    const [answer] = await answered;
    const { data } = JSON.parse(Buffer.concat(await answer.toArray()).toString()) as { data: MessageView };
    expect([answer.statusCode, data.file_size]).toEqual([201, head.length + 99 * part.length]);
  }, 30_000);

  it("counts failed authentications by the client's own address, whatever it claims", async () => {
    const fail = async (localAddress: string, claimed: string) =>
      (await gateway.send('/api/v1/chats', { localAddress, headers: { 'x-forwarded-for': claimed } })).status;
    const statuses = [];
    for (let n = 0; n < 30; n++) statuses.push(await fail('127.0.0.2', `10.0.0.${n}`));
    expect(statuses[0]).toBe(401);
    expect(statuses.at(-1)).toBe(429);
    expect(await fail('127.0.0.3', '127.0.0.2')).toBe(401);
  });

  it('logs requests without the token that somebody put into them', async () => {
    const { token } = await gateway.scene.market.dealer();
    const query = { query: { token } };
    await gateway.send(`/api/v1/chats?token=${token}`, { headers: { authorization: `Bearer ${token}` } });
    await gateway.send(`/api/v1/chats/${token}/messages`, {
      headers: { referer: `https://x/?token=${token}` },
    });
    await gateway.send(`/nowhere?token=${token}`);
    await gateway.send(`/api/v1/chats/%zz?token=${token}`);
    for (const transport of ['polling', 'websocket']) {
      await TestSocket.connect(gateway.scene.service.url, {}, { transports: [transport], ...query }).catch(
        () => undefined,
      );
    }
    // A node that is lost meanwhile makes the gateway log an error.
    const lose = ({ socket }: { socket: Socket }) => socket.destroy();
    const servers = gateway.scene.service.nodes.map(({ app }) => app.getHttpServer());
    for (const server of servers) server.prependListener('request', lose);
    await gateway.send(`/api/v1/chats/lost?token=${token}`, { method: 'POST' });
    for (const server of servers) server.off('request', lose);
    (await gateway.scene.connect({ token }, {}, query)).close();
    const log = gateway.scene.service.gateway?.log() ?? '';
    expect(log).toContain('/api/v1/chats/lost');
    expect(log).toContain('/socket.io/');
    expect(token.split('.').filter((part) => log.includes(part))).toEqual([]);
  });
});
