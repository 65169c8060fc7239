import type {
  MessageChangedEvent,
  MessagesReadEvent,
  MessageView,
  RoomHeadEvent,
  SyncedRoom,
  SyncPosition,
} from '../../../src/contracts/index.ts';
import { replyPreviewOf } from '../../../src/contracts/excerpt.ts';

/**
 * What a client has of one room: every message that is kept up to `lastSeq`, as it stands at the room's change `rev`. What
 * arrives ahead of its turn waits until the gap before it is closed, so that messages are only seen in order and once.
 */
export class RoomLog {
  readonly roomId: string;
  /** The number of the first message that is kept. */
  private firstSeq = 1;
  /** The message with number n stands at n − `firstSeq`. */
  private held: MessageView[] = [];
  private rev = 0;
  /** The furthest that any event told of. */
  private heard = { lastSeq: 0, rev: 0 };
  private readonly early = new Map<number, MessageView>();

  constructor(roomId: string) {
    this.roomId = roomId;
  }

  /** As they are shown: what a reply answers is shown as it is held here, which is never older than what came with the reply. */
  get messages(): MessageView[] {
    const byId = new Map(this.held.map((message) => [message.id, message]));
    return this.held.map((message) => {
      const answered = byId.get(message.reply_to_id ?? '');
      if (message.reply_to !== null && message.reply_to.seq < this.firstSeq) {
        return { ...message, reply_to_id: null, reply_to: null };
      }
      return answered === undefined ? message : { ...message, reply_to: replyPreviewOf(answered) };
    });
  }

  get lastSeq(): number {
    return this.firstSeq - 1 + this.held.length;
  }

  /** Whether the room is known to be further than what is here. */
  get isBehind(): boolean {
    return this.heard.lastSeq > this.lastSeq || this.heard.rev > this.rev;
  }

  /** From where on `sync` is to be asked. */
  get position(): SyncPosition {
    return { roomId: this.roomId, afterSeq: this.lastSeq, afterRev: this.rev };
  }

  /** Takes over a message that was sent now, by an event or as the answer to one's own. */
  take(message: MessageView): void {
    this.hear(message.seq, 0);
    if (message.seq > this.lastSeq) this.early.set(message.seq, message);
    this.closeGap();
  }

  /** Takes over what was read, if nothing is missing before it; else `sync` will bring it. */
  takeRead(event: MessagesReadEvent): void {
    const { upToSeq, messageId, afterRev, rev } = event;
    this.hear(upToSeq, rev);
    if (rev <= this.rev || afterRev > this.rev || upToSeq > this.lastSeq) return;
    if (messageId !== undefined && !this.held.some(({ id }) => id === messageId)) return;
    for (const [index, message] of this.held.entries()) {
      if (message.read_at !== null || !isRead(message, event)) continue;
      this.held[index] = { ...message, read_at: event.readAt, read_by: event.readBy };
    }
    this.rev = rev;
  }

  /** Takes over a message that was edited or deleted, if nothing is missing before; else `sync` will bring it. */
  takeChanged({ message, afterRev, rev }: MessageChangedEvent): void {
    this.hear(message.seq, rev);
    if (rev <= this.rev || afterRev > this.rev || message.seq > this.lastSeq) return;
    if (message.seq >= this.firstSeq) this.held[message.seq - this.firstSeq] = message;
    this.rev = rev;
  }

  takeHead({ lastSeq, rev }: RoomHeadEvent): void {
    this.hear(lastSeq, rev);
  }

  /** Takes over what `sync` answered. Events may have brought changes since it was asked: then what is here is newer. */
  takeSynced({ messages, changes, first_seq, rev }: SyncedRoom): void {
    this.dropBefore(first_seq);
    for (const message of [...changes, ...messages]) {
      if (message.seq < this.firstSeq) continue;
      if (message.seq > this.lastSeq) this.early.set(message.seq, message);
      else if (rev >= this.rev) this.held[message.seq - this.firstSeq] = message;
    }
    this.closeGap();
    this.rev = Math.max(this.rev, rev);
  }

  /** What is not kept any more is not missing either. */
  private dropBefore(firstSeq: number): void {
    if (firstSeq <= this.firstSeq) return;
    this.held = this.held.slice(firstSeq - this.firstSeq);
    for (const seq of this.early.keys()) if (seq < firstSeq) this.early.delete(seq);
    this.firstSeq = firstSeq;
  }

  private hear(lastSeq: number, rev: number): void {
    this.heard = { lastSeq: Math.max(this.heard.lastSeq, lastSeq), rev: Math.max(this.heard.rev, rev) };
  }

  private closeGap(): void {
    for (let next = this.early.get(this.lastSeq + 1); next; next = this.early.get(this.lastSeq + 1)) {
      this.early.delete(next.seq);
      this.held.push(next);
    }
  }
}

/** Whether the event says so. What was deleted is not read any more. */
const isRead = (
  { id, seq, sender_gallery_id, deleted_at }: MessageView,
  event: MessagesReadEvent,
): boolean =>
  event.messageId === undefined
    ? seq <= event.upToSeq && sender_gallery_id !== event.galleryId && deleted_at === null
    : id === event.messageId;
