import { setTimeout as delay } from 'node:timers/promises';
import { describeWithRedis } from '../support/redis.js';
import { useTwoNodes } from '../support/two-nodes.js';

/** Milliseconds: a send that other nodes cannot hear of is answered in this time. */
const IN_TIME = 2_000;
/** Milliseconds for which Redis stands still: its connections are given up meanwhile. */
const STILLNESS = 8_000;
/** Limits are asked for in Redis, but out of reach. */
const NO_LIMIT = { RATE_LIMIT_ENABLED: 'false' };
/** Milliseconds after which what is sent on one node reaches the other again. */
const BACK_WITHIN = 10_000;

describeWithRedis('two nodes whose Redis stands still', () => {
  const nodes = useTwoNodes(NO_LIMIT);

  it('go on each for itself, say so, and reach each other soon after it goes on', async () => {
    const { roomId, buyer, send } = await nodes.one.room();
    const [near, far] = [await nodes.one.connect(buyer), await nodes.other.connect(buyer)];
    for (const socket of [near, far]) await socket.ask('join_room', roomId);

    nodes.redis.pause();
    const times: number[] = [];
    const timed = async <T>(work: Promise<T>): Promise<T> => {
      const began = Date.now();
      const answer = await work;
      times.push(Date.now() - began);
      return answer;
    };
    let seq = 0;
    for (const paused = Date.now(); Date.now() - paused < STILLNESS;) {
      const content = `Yine de ${(seq += 2)}`;
      expect((await timed(send(buyer, content))).status).toBe(201);
      await timed(near.ask('send_message', { roomId, content: 'Soketten' }));
      await timed(near.next('new_message', ({ message }) => message.content === content));
    }
    expect(Math.max(...times)).toBeLessThan(IN_TIME);
    const health = await fetch(`${nodes.one.service.url}/health/ready`);
    expect([health.status, await health.json()]).toMatchObject([
      200,
      { status: 'degraded', checks: { redis: { status: 'down' } } },
    ]);
    // A client can still connect and join.
    await timed((await timed(nodes.one.connect(buyer))).ask('join_room', roomId));
    expect(Math.max(...times)).toBeLessThan(IN_TIME);

    nodes.redis.resume();
    const back = Date.now();
    const live = async () => {
      await send(buyer, 'Canlı');
      await far.next('new_message', ({ message }) => message.content === 'Canlı', 500);
    };
    while (
      !(await live().then(
        () => true,
        () => false,
      ))
    )
      await delay(100);
    expect(Date.now() - back).toBeLessThan(BACK_WITHIN);
    await far.next('room_head', ({ lastSeq }) => lastSeq >= seq);
  }, 60_000);
});
