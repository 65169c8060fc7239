import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { request as httpRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import type { Socket } from 'node:net';
import type { Failure, MessageView } from '../../src/contracts/index.js';
import { call } from '../support/http.js';
import type { TestNode } from '../support/node.js';
import { Scene } from '../support/scene.js';
import { TestSocket } from '../support/sockets.js';
import { topology } from '../support/topology.js';

const HANDSHAKE = '/socket.io/?EIO=4&transport=polling';

/** Every request that a node gets from now on: method and URL. */
function requestsAt(node: TestNode): string[] {
  const requests: string[] = [];
  const note = ({ method, url }: IncomingMessage) => requests.push(`${method} ${url}`);
  node.app.getHttpServer().on('request', note).on('upgrade', note);
  return requests;
}

describe(`two nodes behind ${topology.gateway}`, () => {
  let scene: Scene;
  let origin: string;
  let requests: string[][];

  beforeAll(async () => {
    scene = await Scene.open({ RATE_LIMIT_FAILED_AUTH_PER_MINUTE: '10' });
    origin = new URL(scene.service.url).origin;
    requests = scene.service.nodes.map(requestsAt);
  });
  beforeEach(() => {
    for (const list of requests) list.length = 0;
  });
  afterEach(() => scene.hangUp());
  afterAll(() => scene.close());

  /** Sends the path as it is, which `fetch` would tidy up, and reads the answer. */
  async function send(path: string, options: RequestOptions = {}) {
    const request = httpRequest(origin, { path, ...options }).end();
    const [answer] = (await once(request, 'response')) as [IncomingMessage];
    const text = Buffer.concat(await answer.toArray()).toString();
    return { status: answer.statusCode, headers: answer.headers, text };
  }

  describe('REST', () => {
    it('is spread over both nodes, under the path without its prefix', async () => {
      const { token } = await scene.market.dealer();
      for (let n = 0; n < 20; n++) {
        expect((await call(scene.service.url, 'GET', '/chats?limit=1', { token })).status).toBe(200);
      }
      for (const list of requests) {
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
      const answer = await send(path);
      expect(answer.status).toBe(404);
      const body = JSON.parse(answer.text) as Failure;
      expect(body).toMatchObject({ success: false, error: { code: 'NOT_FOUND' } });
      expect(body.request_id).toBe(answer.headers['x-request-id']);
    });

    it.each(['%zz', '%00', '%00/messages'])(
      'is refused with 400 on a path with %s, whoever answers',
      async (path) => {
        const { token } = await scene.market.dealer();
        const headers = { authorization: `Bearer ${token}` };
        const { status, text } = await send(`/api/v1/chats/${path}`, { headers });
        expect(status).toBe(400);
        // Caddy reads no further than the path, and answers that without a body of the service.
        if (topology.gateway === 'caddy' && path === '%zz') expect(text).toBe('400 Bad Request');
        else expect(JSON.parse(text)).toMatchObject({ error: { code: 'VALIDATION_FAILED' } });
      },
    );

    it('is not repeated when a node took the request and was lost, and the answer is 503', async () => {
      const taken: string[] = [];
      const lose = ({ method, url, socket }: IncomingMessage) => {
        if (method !== 'POST' || url !== '/chats') return;
        taken.push(url);
        socket.destroy();
      };
      const servers = scene.service.nodes.map(({ app }) => app.getHttpServer());
      for (const server of servers) server.prependListener('request', lose);
      const { token } = await scene.market.dealer();
      const answer = await call(scene.service.url, 'POST', '/chats', { token, body: {} });
      for (const server of servers) server.off('request', lose);
      expect([answer.status, answer.body.error.code]).toEqual([503, 'SERVICE_UNAVAILABLE']);
      expect(answer.headers.get('retry-after')).toBe('1');
      expect(taken).toHaveLength(1);
    });

    it('streams a file of 100 MB to the node, which gets it while it is still being sent', async () => {
      const { buyer, path } = await scene.room();
      const arrived = Promise.race(
        scene.service.nodes.map(({ app }) => once(app.getHttpServer(), 'request')),
      );
      const request = httpRequest(`${scene.service.url}${path}/upload`, {
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
        (await send('/api/v1/chats', { localAddress, headers: { 'x-forwarded-for': claimed } })).status;
      const statuses = [];
      for (let n = 0; n < 30; n++) statuses.push(await fail('127.0.0.2', `10.0.0.${n}`));
      expect(statuses[0]).toBe(401);
      expect(statuses.at(-1)).toBe(429);
      expect(await fail('127.0.0.3', '127.0.0.2')).toBe(401);
    });
  });

  describe('sockets', () => {
    it.each([
      ['http', 'SameSite=Lax'],
      ['https', 'SameSite=None; Secure'],
    ])('get a cookie over %s that says which node is theirs', async (protocol, attributes) => {
      const { headers } = await send(HANDSHAKE, { headers: { 'x-forwarded-proto': protocol } });
      expect(headers['set-cookie']).toEqual([
        expect.stringMatching(new RegExp(`^chat_node=[0-9a-f]+; Path=/socket.io; HttpOnly; ${attributes}$`)),
      ]);
      const cookie = headers['set-cookie']?.[0]?.split(';')[0] ?? '';
      for (const list of requests) list.length = 0;
      for (let n = 0; n < 20; n++) expect((await send(HANDSHAKE, { headers: { cookie } })).status).toBe(200);
      const counts = requests.map((list) => list.filter((one) => one.endsWith(HANDSHAKE)).length);
      expect(counts.sort((a, b) => a - b)).toEqual([0, 20]);
    });

    it('poll the node that knows them, and both nodes have some', async () => {
      const { roomId, buyer, seller } = await scene.room();
      const sockets = await Promise.all(
        Array.from({ length: 16 }, (_, n) =>
          scene.connect(n % 2 === 0 ? buyer : seller, {}, { transports: ['polling'] }),
        ),
      );
      for (const socket of sockets) await socket.ask('join_room', roomId);
      const sessions = requests.map(
        (list) => new Set(list.flatMap((one) => /[?&]sid=([^&]+)/.exec(one)?.[1] ?? [])),
      );
      const [one, other] = sessions as [Set<string>, Set<string>];
      expect([...one].filter((sid) => other.has(sid))).toEqual([]);
      expect(one.size + other.size).toBe(16);
      expect(Math.min(one.size, other.size)).toBeGreaterThan(0);
    });

    it('change from polling to WebSocket on the same node', async () => {
      const { roomId, buyer } = await scene.room();
      for (let n = 0; n < 8; n++) {
        const socket = await scene.connect(buyer, {}, { transports: ['polling', 'websocket'] });
        const { engine } = socket.socket.io;
        if (engine.transport.name !== 'websocket') await once(engine as never, 'upgrade');
        expect(engine.transport.name).toBe('websocket');
        expect(await socket.ask('join_room', roomId)).toMatchObject({ room_id: roomId });
      }
    });

    it('hear what happens on the other node, and once', async () => {
      const { roomId, buyer, seller } = await scene.room();
      const transports = [['polling'], ['websocket']];
      const listeners = await Promise.all(
        Array.from({ length: 8 }, (_, n) => scene.connect(seller, {}, { transports: transports[n % 2] })),
      );
      const sender = await scene.connect(buyer);
      for (let n = 1; n <= 10; n++) await sender.ask('send_message', { roomId, content: `${n}` });
      for (const listener of listeners) {
        await listener.settle();
        const heard = listener.all<{ message: MessageView }>('new_message');
        expect(heard.map(({ message }) => message.seq)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
      }
    });
  });

  it('logs requests without the token that somebody put into them', async () => {
    const { token } = await scene.market.dealer();
    const query = { query: { token } };
    await send(`/api/v1/chats?token=${token}`, { headers: { authorization: `Bearer ${token}` } });
    await send(`/api/v1/chats/${token}/messages`, { headers: { referer: `https://x/?token=${token}` } });
    await send(`/nowhere?token=${token}`);
    await send(`/api/v1/chats/%zz?token=${token}`);
    for (const transport of ['polling', 'websocket']) {
      await TestSocket.connect(scene.service.url, {}, { transports: [transport], ...query }).catch(
        () => undefined,
      );
    }
    // A node that is lost meanwhile makes the gateway log an error.
    const lose = ({ socket }: { socket: Socket }) => socket.destroy();
    const servers = scene.service.nodes.map(({ app }) => app.getHttpServer());
    for (const server of servers) server.prependListener('request', lose);
    await send(`/api/v1/chats/lost?token=${token}`, { method: 'POST' });
    for (const server of servers) server.off('request', lose);
    (await scene.connect({ token }, {}, query)).close();
    const log = scene.service.gateway?.log() ?? '';
    expect(log).toContain('/api/v1/chats/lost');
    expect(log).toContain('/socket.io/');
    expect(token.split('.').filter((part) => log.includes(part))).toEqual([]);
  });
});

describe(`one of two nodes behind ${topology.gateway}`, () => {
  let scene: Scene;

  beforeEach(async () => {
    scene = await Scene.open({ SHUTDOWN_DELAY_SECONDS: '2' });
  });
  afterEach(async () => {
    scene.hangUp();
    await scene.close();
  });

  /** Sockets on both nodes; `back` resolves when those of the first node are connected again. */
  async function connected(transports: string[]) {
    const room = await scene.room();
    const options = { transports, reconnection: true, reconnectionDelay: 100, reconnectionDelayMax: 500 };
    const connect = () => scene.connect(room.buyer, {}, options);
    const sockets = await Promise.all(Array.from({ length: 12 }, connect));
    const [leaving, staying] = scene.service.nodes as [TestNode, TestNode];
    const leavers = sockets.filter(({ socket }) => leaving.io.sockets.sockets.has(socket.id ?? ''));
    expect(leavers.length).toBeGreaterThan(0);
    const back = Promise.all(
      leavers.map(({ socket }) => new Promise<void>((resolve) => socket.once('connect', resolve))),
    );
    const allStay = async (lastSeq: number) => {
      for (const { socket } of sockets) expect(staying.io.sockets.sockets.has(socket.id ?? '')).toBe(true);
      for (const socket of sockets) {
        expect(await socket.ask('join_room', room.roomId)).toMatchObject({ last_seq: lastSeq });
      }
    };
    return { ...room, leaving, back, allStay };
  }

  const TRANSPORTS = [[['polling']], [['websocket']]];

  it.each(TRANSPORTS)(
    'is left by its sockets over %p and by REST at once when it is lost',
    async (transports) => {
      const { seller, send, leaving, back, allStay } = await connected(transports);
      const began = Date.now();
      leaving.vanish();
      let refused = 0;
      for (let n = 0; n < 20; n++) {
        // What was under way when the node was lost is answered 503, and the client repeats it.
        const message = { clientMessageId: randomUUID() };
        for (let status = 503; status !== 201; refused += 1) {
          ({ status } = await send(seller, `${n}`, message));
          expect([201, 503]).toContain(status);
        }
      }
      expect(refused - 20).toBeLessThan(5);
      await back;
      expect(Date.now() - began).toBeLessThan(10_000);
      await allStay(20);
    },
  );

  it.each(TRANSPORTS)(
    'is left over %p when it ends in order, without a failed request where the gateway asks for its health',
    async (transports) => {
      const { seller, send, leaving, back, allStay } = await connected(transports);
      let sent = 0;
      let returned = false;
      const failed: number[] = [];
      const talk = async () => {
        while (!returned) {
          const { status } = await send(seller, 'Merhaba');
          if (status === 201) sent += 1;
          else failed.push(status);
        }
      };
      const talks = [talk(), talk(), talk()];
      const began = Date.now();
      const ended = leaving.app.close();
      await back;
      expect(Date.now() - began).toBeLessThan(10_000);
      await ended;
      returned = true;
      await Promise.all(talks);
      // nginx does not ask: it may send a request in the very moment in which the node closes its listener.
      expect(failed).toEqual(topology.gateway === 'nginx' ? failed.slice(0, 3).fill(503) : []);
      await allStay(sent);
    },
  );
});
