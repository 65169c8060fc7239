import { toChatError } from '../errors.js';
import type { RoomContext } from './room-context.js';

/** Milliseconds after which what could not be marked as read is tried again. */
const PAUSE = 1_000;

/** What was read in a room: by whom up to where, and marking it. */
export class Reading {
  private readonly roomId: string;
  private readonly context: Pick<RoomContext, 'connection' | 'list' | 'me'>;
  /** By gallery. */
  private readonly upTo = new Map<string, number>();
  private marking: Promise<void> | undefined;
  private more = false;

  constructor(roomId: string, context: Reading['context']) {
    this.roomId = roomId;
    this.context = context;
  }

  /** The other side has read every message of this side up to here. */
  get byOthers(): number {
    const mine = this.context.me()?.galleryId;
    const others = [...this.upTo].filter(([galleryId]) => galleryId !== mine);
    return Math.max(0, ...others.map(([, upTo]) => upTo));
  }

  take(galleryId: string, upTo: number): void {
    this.upTo.set(galleryId, Math.max(this.upTo.get(galleryId) ?? 0, upTo));
  }

  /** Marks the other side's messages; once more when it was called meanwhile. @throws ChatError */
  mark(): Promise<void> {
    this.more = true;
    this.marking ??= this.run().finally(() => (this.marking = undefined));
    return this.marking;
  }

  private async run(): Promise<void> {
    const { connection, list } = this.context;
    while (this.more) {
      this.more = false;
      try {
        const { unread_count } = await connection.ask('mark_read', { roomId: this.roomId });
        list.read(this.roomId, unread_count);
      } catch (thrown) {
        // Who looks at the room when there is a connection again reads it then.
        if (!toChatError(thrown).isTemporary || !connection.isOnline) throw thrown;
        this.more = true;
        await new Promise((resolve) => setTimeout(resolve, PAUSE));
      }
    }
  }
}
