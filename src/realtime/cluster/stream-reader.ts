import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import type { Redis } from 'ioredis';
import { BEGINNING, isBefore, STREAM, timeOf, type StreamEntry } from './stream-entries.js';

/** Milliseconds for which Redis holds a question that has no answer yet; well below the connection's own limit. */
const BLOCK = 1_000;
const COUNT = 100;
/** Milliseconds. */
const CONNECT_PATIENCE = 2_000;
const RETRY = 100;

export interface StreamListener {
  /** Reading begins behind this entry, at the start or after a break. */
  onStart(id: string): void;
  onEntries(entries: StreamEntry[]): void;
  /** What was written since then may have been missed. */
  onBreak(since: Date): void;
}

/** The client through which the streams adapter reads: one that never fails, but waits for its connection. */
export class StreamReader {
  readonly options = {};
  private position: string | undefined;
  private lastRead = new Date();
  private broken = false;
  private closed = false;

  private opened: Redis | undefined;

  /** @param open is called with the first reading: the adapter makes a second client, for what it does not do here */
  constructor(
    private readonly open: () => Redis,
    private readonly listener: StreamListener,
  ) {}

  /**
   * The entries that follow those of the call before, whatever the arguments: the adapter's `$` would skip what is
   * written between two calls. The adapter asks again at once after a failure, so none reaches it: it waits here.
   */
  async xread(): Promise<[stream: string, entries: StreamEntry[]][] | null> {
    while (!this.closed) {
      try {
        return await this.read();
      } catch {
        this.broken = true;
        await delay(RETRY, undefined, { ref: false });
      }
    }
    // Nobody asks any more: a failure would only be asked again.
    return new Promise(() => undefined);
  }

  close(): void {
    this.closed = true;
    this.opened?.disconnect();
  }

  /** The adapter's word for it. */
  disconnect(): void {
    this.close();
  }

  /** Failures are handled above; without a listener the adapter's own would be missing. */
  on(): this {
    return this;
  }

  /** Questions to all nodes are not used: see `stream-client.ts`. */
  subscribe(): Promise<void> {
    return Promise.resolve();
  }

  private get redis(): Redis {
    this.opened ??= this.open();
    return this.opened;
  }

  private async read(): Promise<[string, StreamEntry[]][] | null> {
    if (this.redis.status !== 'ready') {
      await once(this.redis, 'ready', { signal: AbortSignal.timeout(CONNECT_PATIENCE) });
    }
    const position = this.broken ? undefined : this.position;
    const from = position ?? (await this.start());
    const answer = await this.redis.xread('COUNT', COUNT, 'BLOCK', BLOCK, 'STREAMS', STREAM, from);
    const entries = (answer?.[0]?.[1] ?? []) as StreamEntry[];
    if (entries.length === COUNT) await this.checkGap(from, entries);
    this.lastRead = new Date();
    this.position = entries.at(-1)?.[0] ?? from;
    this.listener.onEntries(entries);
    return answer;
  }

  /**
   * The stream keeps its last entries only. To a node that is far behind, where not even the place is there any more from
   * which it goes on, what came next may never be told.
   */
  private async checkGap(from: string, [first]: StreamEntry[]): Promise<void> {
    if (first === undefined || from === BEGINNING) return;
    // Before the answer is on its way: rather too early than too late.
    const asked = Date.now();
    const [[oldest], [seconds, microseconds]] = await Promise.all([
      this.redis.xrange(STREAM, '-', '+', 'COUNT', 1),
      this.redis.time(),
    ]);
    if (oldest === undefined || !isBefore(from, oldest[0])) return;
    this.listener.onStart(first[0]);
    // By the clock of Redis, which wrote the id.
    const now = Number(seconds) * 1000 + Math.floor(Number(microseconds) / 1000);
    this.listener.onBreak(new Date(asked - (now - timeOf(from))));
  }

  /** Goes on where it was; a Redis that came back with an older clock or another stream has only what is new. */
  private async start(): Promise<string> {
    const [last] = (await this.redis.xrevrange(STREAM, '+', '-', 'COUNT', 1)) as StreamEntry[];
    const end = last?.[0] ?? BEGINNING;
    const from = this.position !== undefined && !isBefore(end, this.position) ? this.position : end;
    this.position = from;
    const missed = this.broken;
    this.broken = false;
    this.listener.onStart(from);
    if (missed) this.listener.onBreak(this.lastRead);
    return from;
  }
}
