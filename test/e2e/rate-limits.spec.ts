import type { ErrorBody } from '../../src/contracts/index.js';
import type { Answer } from '../support/http.js';
import { connectError } from '../support/administration.js';
import { describeWithRedis } from '../support/redis.js';
import { Scene } from '../support/scene.js';
import { TestSocket } from '../support/sockets.js';
import { signToken } from '../support/tokens.js';
import { useTwoNodes } from '../support/two-nodes.js';

const count = (answers: Answer[], status: number): number =>
  answers.filter((answer) => answer.status === status).length;

/** So many requests at once, each from the next of these nodes. */
const ask = (nodes: Scene[], caller: { token: string }, requests: number): Promise<Answer[]> =>
  Promise.all(
    Array.from({ length: requests }, (_, n) => (nodes[n % nodes.length] as Scene).as(caller).get('/chats')),
  );

describe('the requests of one user', () => {
  let scene: Scene;
  beforeAll(async () => {
    scene = await Scene.open({ RATE_LIMIT_REQUESTS_BURST: '40', RATE_LIMIT_REQUESTS_PER_SECOND: '20' });
  }, 60_000);
  afterAll(() => scene.close());

  it('are refused beyond the limit, with the time to wait, while another user is served', async () => {
    const [greedy, other] = [await scene.market.dealer(), await scene.market.dealer()];
    const started = performance.now();
    const [answers, others] = await Promise.all([ask([scene], greedy, 150), ask([scene], other, 20)]);
    const seconds = (performance.now() - started) / 1000;
    const served = count(answers, 200);
    expect(served).toBeGreaterThanOrEqual(40);
    // Asked so often in one moment, Redis may not answer in time: a node counts for itself then.
    const most = scene.service.nodes.length * (40 + 20 * seconds) + 1;
    expect(served).toBeLessThanOrEqual(most);
    expect(count(answers, 429)).toBe(150 - served);
    for (const { status, headers, body } of answers) {
      if (status !== 429) continue;
      expect([body.error.code, headers.get('retry-after')]).toEqual(['RATE_LIMITED', '1']);
    }
    expect(count(others, 200)).toBe(20);
  }, 60_000);
});

// Sockets and their events are counted by the node that holds them.
describe('the sockets of one user', () => {
  let scene: Scene;
  beforeAll(async () => {
    scene = await Scene.open(
      {
        RATE_LIMIT_SOCKETS_PER_USER: '3',
        RATE_LIMIT_REQUESTS_BURST: '60',
        RATE_LIMIT_REQUESTS_PER_SECOND: '1',
        RATE_LIMIT_EVENTS_BURST: '50',
        RATE_LIMIT_FAILED_AUTH_PER_MINUTE: '30',
      },
      { nodes: 1 },
    );
  }, 60_000);
  afterEach(() => scene.hangUp());
  afterAll(() => scene.close());

  it('share a limit of their events, beside the limit of each', async () => {
    const { buyer, seller, roomId } = await scene.room();
    const [one, two] = [await scene.connect(buyer), await scene.connect(buyer)];
    const other = await scene.connect(seller);
    const leave = async (socket: TestSocket, times: number): Promise<(ErrorBody['code'] | undefined)[]> => {
      const answers = await Promise.all(
        Array.from({ length: times }, () => socket.emit('leave_room', { roomId })),
      );
      return answers.map((answer) => (answer.success ? undefined : answer.error.code));
    };
    expect(await leave(one, 40)).toEqual(Array(40).fill(undefined));
    const refused = (await leave(two, 40)).filter((code) => code !== undefined);
    // 60 for the user, and one or a few that have come back meanwhile.
    expect(refused.length).toBeGreaterThan(10);
    expect(refused.length).toBeLessThanOrEqual(20);
    expect(new Set(refused)).toEqual(new Set(['RATE_LIMITED']));
    expect(two.socket.connected).toBe(true);
    expect(await leave(other, 10)).toEqual(Array(10).fill(undefined));
  });

  it('are no more than the setting allows; one that closes makes room for another', async () => {
    const [dealer, other] = [await scene.market.dealer(), await scene.market.dealer()];
    const url = scene.service.url;
    const sockets = [await scene.connect(dealer), await scene.connect({ token: signToken(dealer) })];
    const polling = await scene.connect(dealer, {}, { transports: ['polling'] });
    expect(await connectError(url, dealer.token)).toBe('RATE_LIMITED');
    await scene.connect(other);

    for (const leaving of [sockets[0], polling]) {
      leaving?.close();
      await accepted(dealer.token);
      expect(await connectError(url, dealer.token)).toBe('RATE_LIMITED');
    }
  });

  it('take no place when they are refused or given up', async () => {
    const dealer = await scene.market.dealer();
    const { url } = scene.service;
    for (let n = 0; n < 10; n++) {
      expect(await connectError(url, `${dealer.token}x`)).toBe('UNAUTHORIZED');
      const refused = TestSocket.connect(url, { token: dealer.token, galleryId: 'abc' });
      await expect(refused).rejects.toThrow();
    }
    const hasty = Array.from({ length: 5 }, () => abandon(url, dealer.token));
    await Promise.all(hasty);
    for (let n = 0; n < 3; n++) await accepted(dealer.token);
    expect(await connectError(url, dealer.token)).toBe('RATE_LIMITED');
  });

  it('are refused a renewal after too many bad tokens, whichever way these came', async () => {
    const socket = await scene.connect(await scene.market.dealer());
    const codes: string[] = [];
    for (let n = 0; n < 35; n++) codes.push((await socket.refusal('authenticate', { token: 'x' })).code);
    expect(codes.at(0)).toBe('UNAUTHORIZED');
    expect(codes.at(-1)).toBe('RATE_LIMITED');
  });

  /** Connects as soon as there is room: the service learns of a closed socket a moment later. */
  async function accepted(token: string): Promise<void> {
    for (const deadline = Date.now() + 5_000; ;) {
      try {
        await scene.connect({ token });
        return;
      } catch (error) {
        if (Date.now() > deadline) throw error;
      }
    }
  }
});

/** Asks for a connection and closes it before the answer can have come. */
async function abandon(url: string, token: string): Promise<void> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`);
  await new Promise((resolve) => {
    socket.onmessage = resolve;
  });
  socket.send(`40${JSON.stringify({ token })}`);
  const closed = new Promise((resolve) => {
    socket.onclose = resolve;
  });
  socket.close();
  await closed;
}

describeWithRedis('limits over two nodes', () => {
  const nodes = useTwoNodes({
    RATE_LIMIT_REQUESTS_BURST: '40',
    RATE_LIMIT_REQUESTS_PER_SECOND: '1',
    RATE_LIMIT_FAILED_AUTH_PER_MINUTE: '20',
  });

  /** Few at a time, so that Redis answers in time on a busy machine. */
  async function served(caller: { token: string }): Promise<number> {
    let sum = 0;
    for (let n = 0; n < 10; n++) sum += count(await ask([nodes.one, nodes.other], caller, 10), 200);
    return sum;
  }

  it('are shared: a user gets from both together what one may give', async () => {
    const sum = await served(await nodes.one.market.dealer());
    expect(sum).toBeGreaterThanOrEqual(40);
    expect(sum).toBeLessThan(60);
  });

  it('are shared by an address that keeps failing to authenticate', async () => {
    const statuses = [];
    for (let n = 0; n < 30; n++) {
      const node = n % 2 === 0 ? nodes.one : nodes.other;
      const { status } = await node.as({ token: 'bad' }).get('/chats');
      statuses.push(status);
    }
    expect(statuses.slice(0, 20)).toEqual(Array(20).fill(401));
    expect(statuses.slice(25)).toEqual(Array(5).fill(429));
  });

  it('are each node’s own while Redis is away', async () => {
    await nodes.redis.stop();
    const sum = await served(await nodes.one.market.dealer());
    expect(sum).toBeGreaterThanOrEqual(80);
    expect(sum).toBeLessThan(100);
  });
});
