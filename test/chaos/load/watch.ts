import type { ChatClient, ClientObserver } from '../client/chat-client.ts';
import type { Ledger } from './ledger.ts';

/** Follows one client's connections: how long each break lasted, and whether it was complete afterwards. */
export class Watch implements ClientObserver {
  /** Milliseconds from each reconnect until the client said that it is complete. */
  readonly catchUps: number[] = [];
  /** Milliseconds from each loss of the connection until the client had its rooms again. */
  readonly breaks: number[] = [];
  /** Rooms that still missed something acknowledged before the reconnect when the client said that it is complete. */
  incomplete = 0;
  announcements = 0;
  client: ChatClient | undefined;
  private readonly ledger: Ledger;
  private connectedAt = 0;
  private lostAt: number | undefined;
  private owed = new Map<string, number>();

  constructor(ledger: Ledger) {
    this.ledger = ledger;
  }

  connected(): void {
    this.connectedAt = performance.now();
    this.owed = new Map([...(this.client?.rooms.keys() ?? [])].map((id) => [id, this.ledger.head(id)]));
  }

  complete(): void {
    const now = performance.now();
    for (const [roomId, head] of this.owed) {
      if ((this.client?.rooms.get(roomId)?.lastSeq ?? 0) < head) this.incomplete += 1;
    }
    // The first connect of all is not a reconnect.
    if (this.lostAt === undefined) return;
    this.catchUps.push(now - this.connectedAt);
    this.breaks.push(now - this.lostAt);
    this.lostAt = undefined;
  }

  disconnected(): void {
    this.lostAt ??= performance.now();
  }

  shutdownAnnounced(): void {
    this.announcements += 1;
  }

  /** Whether the client is connected and complete after its last break. */
  get whole(): boolean {
    return this.lostAt === undefined;
  }
}
