import { randomUUID } from 'node:crypto';
import { CuttingProxy } from '../support/cutting-proxy.js';
import { describeWithRedis, OwnRedis } from '../support/redis.js';
import { Scene } from '../support/scene.js';

describeWithRedis('a write whose answer was lost', () => {
  let redis: OwnRedis;
  let proxy: CuttingProxy;
  let other: Scene;
  let one: Scene;

  beforeAll(async () => {
    redis = await OwnRedis.start();
    other = await Scene.open({ REDIS_URL: redis.url });
    proxy = await CuttingProxy.to(other.service.ground.database.url);
    one = await Scene.beside(other, { REDIS_URL: redis.url, DATABASE_URL: proxy.url });
  }, 60_000);

  afterAll(async () => {
    one.hangUp();
    other.hangUp();
    await one.close();
    await proxy.close();
    await other.close();
    await redis.remove();
  });

  it('is told of on every node as soon as the database answers', async () => {
    const { roomId, buyer, seller, path } = await one.room();
    const buyerSocket = await one.connect(buyer);
    const sellerSocket = await other.connect(seller);
    await buyerSocket.ask('join_room', roomId);
    const body = { content: 'Ulaştı mı?', clientMessageId: randomUUID() };

    proxy.cutAfter('Ulaştı');
    const failed = await one.as(buyer).post(`${path}/messages`, body);
    expect([failed.status, failed.body.error.code]).toEqual([503, 'SERVICE_UNAVAILABLE']);
    expect((await other.as(seller).get<{ last_seq: number }>(path)).body.data.last_seq).toBe(1);
    expect([...buyerSocket.all('room_head'), ...sellerSocket.all('room_head')]).toEqual([]);

    proxy.down = false;
    for (const socket of [buyerSocket, sellerSocket]) {
      const head = await socket.next('room_head', undefined, 10_000);
      expect(head).toEqual({ roomId, lastSeq: 1, rev: 0 });
    }
    const repeated = await one.as(buyer).post(`${path}/messages`, body);
    expect(repeated.status).toBe(200);
    expect([...buyerSocket.all('new_message'), ...sellerSocket.all('new_message')]).toEqual([]);
  }, 30_000);
});
