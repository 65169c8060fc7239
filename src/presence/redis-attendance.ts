import type { OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';
import type { EventBus } from '../events/index.js';
import { RedisReturned, type RedisConnection } from '../redis/index.js';
import { Attendance, type Topic } from './attendance.js';
import { HOLD, MEMBERS, PEOPLE_KEY, RELEASE, RENEW, SWEEP } from './attendance.scripts.js';
import { Holds } from './holds.js';

/**
 * Milliseconds for which what a node holds counts after it was last heard of. Short enough that nobody stays online for
 * 30 s on a node that is dead, and long enough that one that hung, or restarts, gets its people back unnoticed.
 */
const LEASE = 12_000;
const RENEWAL = 3_000;
/** After Redis returned the others have this long to write down what they hold, and to hear again what is announced. */
const SETTLING = 2_000;
/** Places in one script: Redis does nothing else meanwhile. */
const BATCH = 200;

/**
 * For a service of several nodes, in Redis. Each node keeps a lease; when it lapses, the others give back what the node
 * held. A command is one step for all nodes, so of two at once only one is the first and only one the last.
 *
 * While Redis is away each node knows its own people only and announces their changes from that; once it is back, the
 * node writes down again what it holds, and announces how the changes of the meantime stand over all nodes.
 */
export class RedisAttendance extends Attendance implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly own = new Holds();
  /** What changed here and Redis did not take, and when. */
  private readonly untold = new Map<string, { topic: Topic; member: string; at: Date }>();
  /** What is held has to be written down again; until that is done, whatever the lease says. */
  private owed: { missed: boolean } | undefined;
  private settledAt = 0;
  private renewals: NodeJS.Timeout | undefined;
  private renewing: Promise<void> | undefined;

  constructor(
    private readonly redis: RedisConnection,
    events: EventBus,
    /** This process, as the other nodes know it. */
    private readonly node: string,
  ) {
    super();
    events.on(RedisReturned, () => {
      this.settledAt = Date.now() + SETTLING;
      return this.renew();
    });
  }

  onApplicationBootstrap(): void {
    this.renewals = setInterval(() => void this.renew(), RENEWAL).unref();
    // The connection is still being made; without Redis the next renewal is soon enough.
    this.redis.ping().then(
      () => this.renew(),
      () => undefined,
    );
  }

  /** The lease is left to lapse by itself: until then people connect elsewhere, and nobody has seen them leave. */
  onApplicationShutdown(): void {
    clearInterval(this.renewals);
  }

  override async hold(topic: Topic, member: string): Promise<void> {
    if (!this.own.add(topic, member)) return;
    const at = new Date();
    try {
      const [first] = await this.run<number[]>(HOLD, this.node, topic, member);
      if (first === 1) this.announce(topic, member, true, at);
    } catch {
      this.changeAlone(topic, member, true, at);
    }
  }

  override async release(topic: Topic, member: string, at: Date): Promise<void> {
    if (!this.own.delete(topic, member)) return;
    try {
      const others = await this.run<number>(RELEASE, this.node, topic, member);
      if (others > 0) return;
      if (this.settled) this.announce(topic, member, false, at);
      else this.untold.set(`${topic} ${member}`, { topic, member, at });
    } catch {
      this.changeAlone(topic, member, false, at);
    }
  }

  override async members(topics: Topic[]): Promise<string[][]> {
    const everywhere = await this.run<string[][]>(MEMBERS, ...topics).catch(() => []);
    return topics.map((topic, index) => [...new Set([...this.own.at(topic), ...(everywhere[index] ?? [])])]);
  }

  override people(): Promise<number> {
    return this.redis.client.hlen(PEOPLE_KEY).catch(() => this.own.people);
  }

  /** Renews the lease and sets right whatever is not as it should be. What fails is done at the next time. */
  private renew(): Promise<void> {
    this.renewing ??= this.tryToRenew()
      .catch(() => undefined)
      .finally(() => (this.renewing = undefined));
    return this.renewing;
  }

  private async tryToRenew(): Promise<void> {
    const lease = await this.run<'kept' | 'lapsed' | 'unknown'>(RENEW, this.node, LEASE);
    // The lease is kept from here on, also when writing down fails half-way.
    if (lease !== 'kept') this.owed = { missed: lease === 'lapsed' || this.owed?.missed === true };
    if (this.owed !== undefined) await this.holdAllAgain(this.owed.missed);
    this.owed = undefined;
    if (this.settled) await this.tellUntold();
    await this.sweep();
  }

  /** @param missed whether the others may have announced that these people are gone */
  private async holdAllAgain(missed: boolean): Promise<void> {
    for (const batch of inBatches(this.own.all())) {
      // Some may have left while the batch before was on its way.
      const held = batch.filter((place) => this.own.has(...place));
      const first = await this.run<number[]>(HOLD, this.node, ...held.flat());
      if (!missed) continue;
      for (const [index, place] of held.entries()) {
        if (first[index] === 1) this.announce(...place, true, new Date());
      }
    }
  }

  private changeAlone(topic: Topic, member: string, present: boolean, at: Date): void {
    this.untold.set(`${topic} ${member}`, { topic, member, at });
    this.announce(topic, member, present, at);
  }

  private get settled(): boolean {
    return Date.now() >= this.settledAt;
  }

  private async tellUntold(): Promise<void> {
    for (const batch of inBatches([...this.untold])) {
      await Promise.all(
        batch.map(async ([key, change]) => {
          const { topic, member, at } = change;
          const held = this.own.has(topic, member);
          const holders = held
            ? await this.run<number[]>(HOLD, this.node, topic, member)
            : await this.run<number>(RELEASE, this.node, topic, member);
          // It has changed again meanwhile, and that is told by itself.
          if (this.untold.get(key) !== change || this.own.has(topic, member) !== held) return;
          this.untold.delete(key);
          this.announce(topic, member, holders !== 0, at);
        }),
      );
    }
  }

  /** Gives back what nodes held that are no more. */
  private async sweep(): Promise<void> {
    for (;;) {
      const answer = await this.run<string[] | null>(SWEEP, LEASE, BATCH);
      if (answer === null) return;
      const [renewed, ...places] = answer;
      for (let i = 0; i < places.length; i += 2) {
        this.announce(places[i] as Topic, places[i + 1] ?? '', false, new Date(Number(renewed)));
      }
    }
  }

  /** @throws Error when Redis does not answer */
  private async run<T>(script: string, ...values: (string | number)[]): Promise<T> {
    return (await this.redis.client.eval(script, 0, ...values)) as T;
  }
}

function* inBatches<T>(items: T[]): Generator<T[]> {
  for (let start = 0; start < items.length; start += BATCH) yield items.slice(start, start + BATCH);
}
