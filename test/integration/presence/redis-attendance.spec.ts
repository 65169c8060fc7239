import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import { EventBus } from '../../../src/events/index.js';
import { galleryTopic, roomTopic, type AttendanceChange } from '../../../src/presence/attendance.js';
import { RedisAttendance } from '../../../src/presence/redis-attendance.js';
import { RedisConnection } from '../../../src/redis/index.js';
import { describeWithRedis, OwnRedis } from '../../support/redis.js';
import { storeConfig } from '../storage/store-config.js';

/** Milliseconds: a lost node's people are gone well before. */
const LOST_WITHIN = 20_000;

/** One node: its way to Redis, what it holds, and what it announced. */
class Node {
  readonly announced: AttendanceChange[] = [];
  readonly redis: RedisConnection;
  readonly attendance: RedisAttendance;

  constructor(url: string) {
    const events = new EventBus();
    this.redis = new RedisConnection(storeConfig({ REDIS_URL: url }), events);
    this.attendance = new RedisAttendance(this.redis, events, randomUUID());
    this.attendance.listen((change) => this.announced.push(change));
    this.attendance.onApplicationBootstrap();
  }

  /** What it announced about somebody: true for came, false for gone. */
  about(member: string): boolean[] {
    return this.announced.filter((change) => change.member === member).map(({ present }) => present);
  }

  /** Its process is dead: it renews nothing and says nothing. */
  kill(): void {
    this.attendance.onApplicationShutdown();
    this.redis.onApplicationShutdown();
  }
}

async function until(condition: () => boolean | Promise<boolean>, patience = LOST_WITHIN): Promise<void> {
  const deadline = Date.now() + patience;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error('It did not come to that');
    await delay(20);
  }
}

describeWithRedis('attendance in Redis', () => {
  let redis: OwnRedis;
  let [one, other]: Node[] = [];
  const running: Node[] = [];
  const topic = () => galleryTopic(randomUUID());

  const start = async (): Promise<Node> => {
    const node = new Node(redis.url);
    running.push(node);
    await until(() => leased(node));
    return node;
  };
  const leased = async (node: Node): Promise<boolean> =>
    node.redis.ready && (await node.redis.client.zcard('chat:attendance:leases')) >= running.length;

  beforeAll(() => Logger.overrideLogger(false));
  beforeEach(async () => {
    redis = await OwnRedis.start();
    [one, other] = [await start(), await start()];
  });
  afterEach(async () => {
    for (const node of running.splice(0)) node.kill();
    await redis.remove();
  });

  const nodes = (): [Node, Node] => {
    if (!one || !other) throw new Error('Two nodes run in each test');
    return [one, other];
  };

  it('announces the first that comes on any node, and the last that goes', async () => {
    const [a, b] = nodes();
    const [place, member, at] = [topic(), randomUUID(), new Date('2026-01-15T10:00:00Z')];
    await a.attendance.hold(place, member);
    await b.attendance.hold(place, member);
    await b.attendance.hold(place, member);
    for (const node of [a, b])
      expect(await node.attendance.members([place, topic()])).toEqual([[member], []]);
    await a.attendance.release(place, member, new Date());
    expect(await a.attendance.members([place])).toEqual([[member]]);
    await b.attendance.release(place, member, at);
    await b.attendance.release(place, member, at);
    expect(await a.attendance.members([place])).toEqual([[]]);
    expect(a.announced).toEqual([{ topic: place, member, present: true, at: expect.any(Date) }]);
    expect(b.announced).toEqual([{ topic: place, member, present: false, at }]);
    // Nothing is left of it.
    const keys = await a.redis.client.keys('*');
    expect(keys).toEqual(['chat:attendance:leases']);
  });

  it('counts each person once, however many nodes, galleries and rooms they are at', async () => {
    const [a, b] = nodes();
    const [elif, can] = [randomUUID(), randomUUID()];
    const [place, other, room] = [topic(), topic(), roomTopic(randomUUID())];
    const people = async () => [await a.attendance.people(), await b.attendance.people()];
    for (const node of [a, b]) {
      for (const one of [place, other, room]) await node.attendance.hold(one, elif);
    }
    await b.attendance.hold(place, can);
    await a.attendance.hold(room, randomUUID());
    expect(await people()).toEqual([2, 2]);
    for (const [node, one] of [
      [a, place],
      [b, place],
      [a, other],
      [b, room],
    ] as const) {
      await node.attendance.release(one, elif, new Date());
      expect(await people()).toEqual([2, 2]);
    }
    await b.attendance.release(other, elif, new Date());
    await b.attendance.release(other, elif, new Date());
    expect(await people()).toEqual([1, 1]);
    await b.attendance.release(place, can, new Date());
    expect(await people()).toEqual([0, 0]);
  });

  it('counts the people of a dead node until it is swept, and its own while Redis is away', async () => {
    const [a, dead] = nodes();
    const [place, elif, can] = [topic(), randomUUID(), randomUUID()];
    await dead.attendance.hold(place, elif);
    await dead.attendance.hold(place, can);
    await a.attendance.hold(place, can);
    dead.kill();
    expect(await a.attendance.people()).toBe(2);
    await until(async () => (await a.attendance.people()) === 1);
    await redis.stop();
    await until(() => !a.redis.ready);
    expect(await a.attendance.people()).toBe(1);
    await redis.restart();
    await until(async () => a.redis.ready && (await a.redis.client.hlen('chat:attendance:people')) === 1);
    expect(await a.attendance.people()).toBe(1);
  }, 60_000);

  it('has one first and one last of fifty at once', async () => {
    const all = [...nodes(), await start(), await start(), await start()];
    const place = topic();
    for (let round = 0; round < 10; round++) {
      const member = randomUUID();
      const total = () => all.flatMap((node) => node.about(member));
      const fifty = Array.from({ length: 50 }, (_, index) => all[index % all.length] as Node);
      await Promise.all(fifty.map(({ attendance }) => attendance.hold(place, member)));
      expect(total()).toEqual([true]);
      await Promise.all(fifty.map(({ attendance }) => attendance.release(place, member, new Date())));
      expect(total().sort()).toEqual([false, true]);
    }
  });

  it('does not count what a dead node held, and one survivor announces who is gone', async () => {
    const [a, dead] = nodes();
    const survivors = [a, await start()];
    const [gallery, room] = [topic(), roomTopic(randomUUID())];
    const [lost, elsewhere] = [randomUUID(), randomUUID()];
    for (const place of [gallery, room]) await dead.attendance.hold(place, lost);
    await dead.attendance.hold(gallery, elsewhere);
    await a.attendance.hold(gallery, elsewhere);
    const died = Date.now();
    dead.kill();

    await until(async () => (await a.attendance.members([gallery, room])).flat().join() === elsewhere);
    await until(() => survivors.flatMap((node) => node.about(lost)).length === 2);
    expect(Date.now() - died).toBeLessThan(LOST_WITHIN);
    const told = survivors.flatMap(({ announced }) => announced).filter(({ member }) => member === lost);
    expect(told.map((change) => [change.topic, change.present]).sort()).toEqual(
      [
        [gallery, false],
        [room, false],
      ].sort(),
    );
    // When the node was last heard of, not when it was noticed.
    for (const { at } of told) expect(Math.abs(at.getTime() - died)).toBeLessThan(4_000);
    expect(survivors.flatMap((node) => node.about(elsewhere))).toEqual([]);
  }, 40_000);

  it('takes back a node that was only paused, with its people', async () => {
    const [a, paused] = nodes();
    const [place, member] = [topic(), randomUUID()];
    await paused.attendance.hold(place, member);
    paused.attendance.onApplicationShutdown();
    await until(() => a.about(member).length === 1);
    expect(await a.attendance.members([place])).toEqual([[]]);
    paused.attendance.onApplicationBootstrap();
    await until(async () => (await a.attendance.members([place])).flat().includes(member));
    expect([a.about(member), paused.about(member)]).toEqual([[false], [true, true]]);
  }, 40_000);

  it('announces from what it knows alone while Redis is away, and at once', async () => {
    const [a, b] = nodes();
    const [place, member, both] = [topic(), randomUUID(), randomUUID()];
    await a.attendance.hold(place, both);
    await b.attendance.hold(place, both);
    await redis.stop();
    await until(() => !a.redis.ready);
    const began = Date.now();
    await a.attendance.hold(place, member);
    expect(a.about(member)).toEqual([true]);
    expect(await a.attendance.members([place])).toEqual([[both, member]]);
    await a.attendance.release(place, both, new Date());
    expect(a.about(both)).toEqual([true, false]);
    expect(Date.now() - began).toBeLessThan(1_000);
  });

  it('writes everything down again after Redis came back empty, and sets right what was announced alone', async () => {
    const [a, b] = nodes();
    const place = topic();
    const [stays, both, left, came] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
    for (const member of [stays, both, left]) await a.attendance.hold(place, member);
    await b.attendance.hold(place, both);
    await redis.stop();
    await until(() => !a.redis.ready && !b.redis.ready);
    for (const member of [both, left]) await a.attendance.release(place, member, new Date());
    await a.attendance.hold(place, came);
    await redis.restart();

    const expected = [both, came, stays].sort().join();
    for (const node of [a, b]) {
      await until(async () => (await node.attendance.members([place])).flat().sort().join() === expected);
    }
    await until(() => a.about(both).length === 3);
    // Nobody had been told that these went away, so nobody is told that they are here.
    expect([a.about(stays), b.about(both)]).toEqual([[true], []]);
    expect(a.about(both)).toEqual([true, false, true]);
    expect(a.about(left)).toEqual([true, false, false]);
    expect(a.about(came)).toEqual([true, true]);
  }, 40_000);

  it('clears away what was left by a service that has ended as a whole', async () => {
    const [place, member] = [topic(), randomUUID()];
    for (const node of nodes()) {
      await node.attendance.hold(place, member);
      node.kill();
    }
    running.splice(0);
    const next = await start();
    const keys = async () => (await next.redis.client.keys('*')).filter((key) => !key.includes(':swept:'));
    await until(async () => (await keys()).join() === 'chat:attendance:leases' && next.announced.length > 0);
    expect(next.about(member)).toEqual([false]);
  }, 40_000);
});
