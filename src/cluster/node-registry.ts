import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { newId } from '../common/index.js';
import { EventBus } from '../events/index.js';
import { RedisConnection } from '../redis/index.js';
import { NodeLost } from './cluster.events.js';
import { HEARTBEAT, LEAVE, NODES_KEY, wordsKey } from './heartbeat.scripts.js';

export { NODES_KEY };

/** Milliseconds. */
const INTERVAL = 1_000;
/** After one that did not get through: a node that starts is to be known before it does anything that could be missed. */
const RETRY = 200;
/** A node without a heartbeat for this long is gone. */
const LOST_AFTER = 4_000;

/** Redis' clock, then each node and its score. */
type Heartbeats = [now: number, entries: string[]];

/**
 * Which nodes there are. Each sends a heartbeat through Redis every second, timed by Redis' own clock, and publishes
 * NodeLost when another's stopped. Without REDIS_URL, or while Redis is away, nobody is lost.
 */
@Injectable()
export class NodeRegistry implements OnApplicationBootstrap, OnApplicationShutdown {
  /** New for each process. */
  readonly nodeId = newId();
  private readonly logger = new Logger(NodeRegistry.name);
  /** The other nodes and their last heartbeat, by Redis' clock. */
  private readonly others = new Map<string, number>();
  /** While heartbeats could not be sent, nobody's could: silence counts from when they were seen again. */
  private watchedSince: number | undefined;
  private words: () => string = () => '';
  private timer: NodeJS.Timeout | undefined;
  private closed = false;

  constructor(
    private readonly redis: RedisConnection,
    private readonly events: EventBus,
  ) {}

  onApplicationBootstrap(): void {
    if (this.redis.enabled) void this.beat();
  }

  /** Leaves in order: the other nodes do not take this one for lost. */
  async onApplicationShutdown(): Promise<void> {
    if (!this.redis.enabled) return;
    this.closed = true;
    clearTimeout(this.timer);
    await this.redis.client
      .eval(LEAVE, 2, NODES_KEY, wordsKey(this.nodeId), this.nodeId)
      .catch(() => undefined);
  }

  /** The nodes that run, this one included. */
  nodes(): string[] {
    return [this.nodeId, ...this.others.keys()];
  }

  /** Has this node say something of itself with every heartbeat. @param words asked for each time; short */
  say(words: () => string): void {
    this.words = words;
  }

  /** What each of the other nodes has said of itself with its last heartbeat; less where it cannot be had. */
  async heard(): Promise<string[]> {
    const keys = [...this.others.keys()].map(wordsKey);
    if (keys.length === 0) return [];
    const said = await this.redis.client.mget(keys).catch(() => []);
    return said.flatMap((words) => words ?? []);
  }

  private async beat(): Promise<void> {
    let pause = INTERVAL;
    try {
      const keys = [NODES_KEY, wordsKey(this.nodeId)];
      const answer = await this.redis.client.eval(HEARTBEAT, keys.length, ...keys, this.nodeId, this.words());
      this.observe(...(answer as Heartbeats));
    } catch {
      // Redis' absence is told by its connection.
      this.watchedSince = undefined;
      pause = RETRY;
    }
    if (!this.closed) this.timer = setTimeout(() => void this.beat(), pause);
  }

  private observe(now: number, entries: string[]): void {
    this.watchedSince ??= now;
    for (let i = 0; i < entries.length; i += 2) this.noted(String(entries[i]), Number(entries[i + 1]), now);
    for (const [nodeId, beat] of this.others) {
      if (now - Math.max(beat, this.watchedSince) <= LOST_AFTER) continue;
      this.others.delete(nodeId);
      this.logger.warn({ nodeId }, 'A node was lost');
      this.events.publish(new NodeLost(nodeId, new Date(Date.now() - (now - beat))));
    }
  }

  /** @param score its heartbeat; negative when it left in order */
  private noted(nodeId: string, score: number, now: number): void {
    if (nodeId === this.nodeId) return;
    if (score < 0) this.others.delete(nodeId);
    else if (now - score <= LOST_AFTER || this.others.has(nodeId)) this.others.set(nodeId, score);
  }
}
