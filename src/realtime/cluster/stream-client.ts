import type { Redis } from 'ioredis';
import { missedEntry, STREAM, STREAM_LENGTH, type StreamEntry } from './stream-entries.js';
import type { StreamReader } from './stream-reader.js';

/** Milliseconds. */
const RETRY = 1_000;

/**
 * What `@socket.io/redis-streams-adapter` sees as its Redis client. Writing fails at once while Redis is away, so that
 * the adapter delivers to this node's sockets without it; whatever the adapter leaves unhandled does not fail here.
 * Questions to all nodes (`fetchSockets`, `serverSideEmit`) are not carried: they wait for nodes that may be gone.
 */
export class StreamClient {
  readonly options = {};
  private missedSince: number | undefined;
  private timer: NodeJS.Timeout | undefined;
  private closed = false;

  /** @param onWritten is told of each entry before the adapter delivers it to this node's own sockets */
  constructor(
    private readonly redis: Redis,
    private readonly openReader: () => StreamReader,
    private readonly onWritten: (entry: StreamEntry) => void,
  ) {}

  duplicate(): StreamReader {
    return this.openReader();
  }

  /** @param args the stream, how it is trimmed (5 in all with the id), then names and values */
  async xadd(args: string[]): Promise<string> {
    try {
      const id = await this.write(args.slice(5));
      this.onWritten([id, args.slice(5)]);
      return id;
    } catch (error) {
      this.missed();
      throw error;
    }
  }

  publish(): Promise<number> {
    return Promise.resolve(0);
  }

  /** How many nodes would answer a question: none. */
  send_command(_name: string, _args: string[], done: (error: null, answer: [string, number]) => void): void {
    done(null, ['', 0]);
  }

  /** Says no more by itself. The connection is closed with Redis' others: what is still to be told gets through. */
  close(): void {
    this.closed = true;
    clearTimeout(this.timer);
  }

  private async write(fields: string[]): Promise<string> {
    const id = await this.redis.xadd(STREAM, 'MAXLEN', '~', STREAM_LENGTH, '*', ...fields);
    if (id === null) throw new Error('The stream is not there');
    return id;
  }

  /** The other nodes did not get a broadcast: as soon as they can be told, they are asked to catch up. */
  private missed(): void {
    if (this.closed) return;
    this.missedSince ??= Date.now();
    this.timer ??= setTimeout(() => void this.tell(), RETRY).unref();
  }

  private async tell(): Promise<void> {
    const since = this.missedSince ?? Date.now();
    this.missedSince = undefined;
    this.timer = undefined;
    try {
      await this.write(missedEntry(Date.now() - since));
    } catch {
      this.missed();
      this.missedSince = since;
    }
  }
}
