import { setTimeout as delay } from 'node:timers/promises';
import { administration, connectError, expectCut, jtiOf } from '../support/administration.js';
import { describeWithRedis } from '../support/redis.js';
import { Scene } from '../support/scene.js';
import { useTwoNodes } from '../support/two-nodes.js';

/** The first node revokes; a dealer is connected to the second. */
function cutsOnTheOtherNode(nodes: () => { one: Scene; other: Scene }): void {
  afterEach(() => nodes().other.hangUp());

  it.each(['userId', 'jti'])(
    'cuts sockets and tokens on the other node within a second, by %s',
    async (by) => {
      const { one, other } = nodes();
      const { revoke } = await administration(one);
      const [dealer, bystander] = [await one.market.dealer(), await one.market.dealer()];
      const [socket, bystanders] = [await other.connect(dealer), await other.connect(bystander)];
      const body = by === 'jti' ? { jti: jtiOf(dealer.token) } : { userId: dealer.userId };
      expect((await revoke(body)).status).toBe(201);
      await expectCut(socket);
      expect((await other.as(dealer).get('/chats')).status).toBe(401);
      expect(await connectError(other.service.url, dealer.token)).toBe('UNAUTHORIZED');
      await bystanders.settle();
      expect(bystanders.socket.connected).toBe(true);
      other.hangUp();
    },
  );
}

describe('a revocation, with two nodes and no Redis', () => {
  let one: Scene;
  let other: Scene;
  beforeAll(async () => {
    one = await Scene.open();
    other = await Scene.beside(one);
  }, 60_000);
  afterAll(() => other.close().then(() => one.close()));

  cutsOnTheOtherNode(() => ({ one, other }));

  it('that becomes visible later than its time says is found all the same', async () => {
    const dealer = await one.market.dealer();
    const socket = await other.connect(dealer);
    const client = await one.service.db.connect();
    await client.query('BEGIN');
    await client.query(
      `INSERT INTO chat_revocations (id, user_id, revoked_by, expires_at)
       VALUES (gen_random_uuid(), $1, $1, now() + interval '1 day')`,
      [dealer.userId],
    );
    await delay(2_000);
    expect(socket.socket.connected).toBe(true);
    await client.query('COMMIT');
    client.release();
    await expectCut(socket);
  });

  it('is known to a node that starts later, which removes what has expired', async () => {
    const { db } = one.service;
    const { revoke } = await administration(one);
    const [dealer, forgotten] = [await one.market.dealer(), await one.market.dealer()];
    const { id } = (await revoke({ userId: dealer.userId })).body.data;
    const expired = (await revoke({ userId: forgotten.userId })).body.data.id;
    await db.query(`UPDATE chat_revocations SET expires_at = now() - interval '1 hour' WHERE id = $1`, [
      expired,
    ]);
    const three = await Scene.beside(one);
    const { status } = await three.as(dealer).get('/chats');
    const left = async () =>
      (await db.query('SELECT id FROM chat_revocations WHERE id = ANY($1)', [[id, expired]])).rows;
    for (const deadline = Date.now() + 5_000; (await left()).length > 1 && Date.now() < deadline;)
      await delay(20);
    await three.close();
    expect(status).toBe(401);
    expect(await left()).toEqual([{ id }]);
  });
});

describeWithRedis('a revocation, with two nodes and Redis', () => {
  const nodes = useTwoNodes();

  describe('that answers', () => cutsOnTheOtherNode(() => nodes));

  describe('that is away', () => {
    beforeAll(() => nodes.redis.stop());
    cutsOnTheOtherNode(() => nodes);
  });
});
