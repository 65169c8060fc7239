import type {
  MessagesReadEvent,
  MessageView,
  RoomHeadEvent,
  SyncedRoom,
  SyncPosition,
} from '../../../src/contracts/index.ts';

/**
 * What a client has of one room: every message from 1 to `lastSeq`, as it stands now. What arrives ahead of its turn
 * waits until the gap before it is closed, so that the messages are only ever seen in order and once.
 */
export class RoomLog {
  readonly roomId: string;
  /** The message with number n stands at n − 1. */
  readonly messages: MessageView[] = [];
  /** The room's change up to which the messages are known to be as they stand. */
  rev = 0;
  private readonly early = new Map<number, MessageView>();

  constructor(roomId: string) {
    this.roomId = roomId;
  }

  get lastSeq(): number {
    return this.messages.length;
  }

  /** Whether something arrived that cannot be shown yet, since what comes before it is missing. */
  get hasGap(): boolean {
    return this.early.size > 0;
  }

  get position(): SyncPosition {
    return { roomId: this.roomId, afterSeq: this.lastSeq, afterRev: this.rev };
  }

  /** Takes over a message that was sent now, by an event or as the answer to one's own. One that is there is kept. */
  take(message: MessageView): void {
    if (message.seq > this.lastSeq) this.early.set(message.seq, message);
    for (let next = this.early.get(this.lastSeq + 1); next; next = this.early.get(this.lastSeq + 1)) {
      this.early.delete(next.seq);
      this.messages.push(next);
    }
  }

  /** @returns false when it concerns messages that are not there yet: then only `sync` can tell */
  takeRead({ galleryId, readAt, readBy, upToSeq, messageId }: MessagesReadEvent): boolean {
    if (messageId !== undefined) {
      const index = this.messages.findIndex(({ id }) => id === messageId);
      if (index >= 0) this.markRead(index, readAt, readBy);
      return index >= 0;
    }
    if (upToSeq > this.lastSeq) return false;
    for (let index = upToSeq - 1; index >= 0; index--) {
      if (this.messages[index]?.sender_gallery_id !== galleryId) this.markRead(index, readAt, readBy);
    }
    return true;
  }

  /** Whether the room is further than what is here. */
  isBehind({ lastSeq, rev }: RoomHeadEvent): boolean {
    return lastSeq > this.lastSeq || rev > this.rev;
  }

  /** Takes over what `sync` answered to `position`. Its messages are newer than what came by events in between. */
  takeSynced({ messages, changes, rev }: SyncedRoom): void {
    for (const message of [...changes, ...messages]) {
      if (message.seq <= this.lastSeq) this.messages[message.seq - 1] = message;
      else this.take(message);
    }
    for (const seq of this.early.keys()) if (seq <= this.lastSeq) this.early.delete(seq);
    this.rev = rev;
  }

  /** The first reading of a message counts. */
  private markRead(index: number, read_at: string, read_by: string): void {
    const message = this.messages[index];
    if (message?.read_at === null) this.messages[index] = { ...message, read_at, read_by };
  }
}
