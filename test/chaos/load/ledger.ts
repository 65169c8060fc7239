import type { MessageView } from '../../../src/contracts/index.ts';
import { p99Of, type P99 } from '../report/figure.ts';

/** Parts of a time that are looked at one by one, so that one pause of the machine does not decide what is compared. */
const PARTS = 6;

/** A message that was given to a client to send. Its text is unlike any other's, so that it is known again. */
export interface Entry {
  roomId: string;
  content: string;
  /** When it was given, in milliseconds of the run's clock. */
  at: number;
  /** As the service acknowledged it; absent while its fate is unknown. */
  acknowledged?: MessageView;
  /** Milliseconds from giving it to the acknowledgement, attempts included. */
  took?: number;
  /** Why it was refused for good. */
  refused?: string;
}

export type AcknowledgedEntry = Entry & { acknowledged: MessageView };

/** What was sent and what of it was acknowledged: the truth that the history is compared with. */
export class Ledger {
  readonly entries = new Map<string, Entry>();
  private readonly heads = new Map<string, number>();

  /** Notes a message and follows it to its end. Never rejects. */
  async follow(roomId: string, content: string, send: () => Promise<MessageView>): Promise<Entry> {
    const entry: Entry = { roomId, content, at: performance.now() };
    this.entries.set(content, entry);
    try {
      const message = await send();
      entry.acknowledged = message;
      entry.took = performance.now() - entry.at;
      this.heads.set(roomId, Math.max(this.head(roomId), message.seq));
    } catch (error) {
      entry.refused = String(error);
    }
    return entry;
  }

  /** Notes that an acknowledged message was changed. @param message as that was acknowledged */
  amend(message: MessageView): void {
    const entry = this.acknowledged.find(({ acknowledged }) => acknowledged.id === message.id);
    if (entry) entry.acknowledged = message;
  }

  /** The highest number that was acknowledged in the room so far. */
  head(roomId: string): number {
    return this.heads.get(roomId) ?? 0;
  }

  get acknowledged(): AcknowledgedEntry[] {
    return [...this.entries.values()].filter(
      (entry): entry is AcknowledgedEntry => entry.acknowledged !== undefined,
    );
  }

  /** Messages whose fate nobody knows yet. */
  get open(): number {
    return [...this.entries.values()].filter((entry) => entry.took === undefined && !entry.refused).length;
  }

  /**
   * Milliseconds that the acknowledgements took of what was sent in this time of the run's clock.
   * @param rooms only in these; in all, when absent
   */
  latencies(from = 0, to = Infinity, rooms?: ReadonlySet<string>): number[] {
    return this.acknowledged
      .filter(({ at, roomId }) => at >= from && at < to && rooms?.has(roomId) !== false)
      .map(({ took = 0 }) => took);
  }

  /** Of what was sent in these rooms in this time of the run's clock. */
  p99(from: number, to: number, rooms: ReadonlySet<string>): P99 {
    const part = (to - from) / PARTS;
    const starts = Array.from({ length: PARTS }, (_, n) => from + n * part);
    return p99Of(starts.map((start) => this.latencies(start, start + part, rooms)));
  }
}
