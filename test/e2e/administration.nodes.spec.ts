import type { LiveFigures } from '../../src/contracts/index.js';
import type { Dealer } from '../factories/marketplace.js';
import { describeWithRedis } from '../support/redis.js';
import { Scene } from '../support/scene.js';
import { useTwoNodes } from '../support/two-nodes.js';
import { until } from '../support/until.js';

describeWithRedis('live figures of two nodes', () => {
  const nodes = useTwoNodes({ RATE_LIMIT_ENABLED: 'false' });
  let supporter: Dealer;
  beforeAll(async () => {
    supporter = await nodes.one.market.dealer({ role: 'support' });
  });

  const figuresOf = async (node: Scene) =>
    (await node.as(supporter).get<LiveFigures>('/chats/admin/figures')).body.data;
  const becomes = (node: Scene, what: (figures: LiveFigures) => boolean) =>
    until(async () => what(await figuresOf(node)));

  it('are the same on both, and count somebody with a device on each of them once', async () => {
    const { buyer, seller } = await nodes.one.room();
    await nodes.one.connect(buyer);
    await nodes.other.connect(buyer);
    await nodes.other.connect(seller);
    for (const node of [nodes.one, nodes.other]) {
      await becomes(node, ({ sockets, people_online }) => sockets === 3 && people_online === 2);
      const figures = await figuresOf(node);
      expect(figures.node_count).toBe(2);
      expect(figures.nodes.map(({ sockets }) => sockets).sort()).toEqual([1, 2]);
    }
    const [one, other] = [await figuresOf(nodes.one), await figuresOf(nodes.other)];
    const ids = ({ nodes: list }: LiveFigures) => list.map(({ node_id }) => node_id).sort();
    expect(ids(one)).toEqual(ids(other));
  });

  it('have the messages of both', async () => {
    const { buyer, path } = await nodes.one.room();
    for (let n = 0; n < 20; n++) {
      await nodes.other.as(buyer).post(`${path}/messages`, { content: `Söz ${n}` });
    }
    await becomes(nodes.one, ({ messages_per_second }) => messages_per_second.last_10_seconds > 1);
    const { messages_per_second: all, nodes: each } = await figuresOf(nodes.one);
    expect(each.map((node) => node.messages_per_second.last_10_seconds > 1).sort()).toEqual([false, true]);
    expect(all.last_10_seconds).toBeCloseTo(
      each.reduce((sum, node) => sum + node.messages_per_second.last_10_seconds, 0),
    );
  });

  it('lose a node that ends, and gain one that starts', async () => {
    const third = await Scene.beside(nodes.one, { REDIS_URL: nodes.redis.url });
    await becomes(nodes.one, (figures) => figures.node_count === 3 && figures.nodes.length === 3);
    await third.close();
    await becomes(nodes.one, (figures) => figures.node_count === 2 && figures.nodes.length === 2);
  });

  it('are those of the node that answers while Redis is away', async () => {
    const { buyer } = await nodes.one.room();
    await nodes.one.connect(buyer);
    await becomes(nodes.one, ({ sockets }) => sockets === 1);
    await nodes.redis.stop();
    // Those who were cut off after the test before count for a moment more.
    await becomes(nodes.one, (figures) => figures.nodes.length === 1 && figures.people_online === 1);
    expect(await figuresOf(nodes.one)).toMatchObject({ sockets: 1, node_count: 2 });
    await nodes.redis.restart();
    await becomes(nodes.one, (figures) => figures.nodes.length === 2);
  }, 40_000);
});
