import { Injectable } from '@nestjs/common';
import type { Principal } from '../auth/index.js';
import { AppError, assertTimeLeft } from '../common/index.js';
import type { ReadResult } from '../contracts/index.js';
import { EventBus } from '../events/index.js';
import { RoomAccess, RoomChanged, RoomUncertain, RoomWrites } from '../rooms/index.js';
import { MessagesRead } from './read-receipts.events.js';
import { ReadReceiptsRepository, type MarkedRow } from './read-receipts.repository.js';

/** Messages marked by one statement: a room with years of unread messages must not run into its time limit. */
const BATCH = 5_000;

/** Marks the other side's messages as read. Both methods publish MessagesRead when they marked any. */
@Injectable()
export class ReadReceiptsService {
  constructor(
    private readonly receipts: ReadReceiptsRepository,
    private readonly access: RoomAccess,
    private readonly writes: RoomWrites,
    private readonly events: EventBus,
  ) {}

  /** Marks every message of the other side. @throws AppError ROOM_NOT_FOUND, ROOM_FORBIDDEN, SERVICE_UNAVAILABLE */
  async markAll(roomId: string, principal: Principal): Promise<ReadResult> {
    let [read_count, read_at]: [number, Date | null] = [0, null];
    for (;;) {
      const marked = await this.markSome(roomId, principal, read_at);
      if (marked === undefined) return this.explainRefusal(roomId, principal);
      read_count += marked.read_count;
      read_at = marked.read_at ?? read_at;
      if (marked.read_count === BATCH) continue;
      // Somebody else's changes may lie between two statements: the event vouches for those of the last one only.
      this.announce(roomId, principal, { ...marked, read_at });
      return toResult(roomId, { ...marked, read_count });
    }
  }

  /** @param since when a batch before this one was marked, which stands whatever becomes of this one */
  private async markSome(
    roomId: string,
    principal: Principal,
    since: Date | null,
  ): Promise<MarkedRow | undefined> {
    try {
      assertTimeLeft();
      return await this.writes.watch(roomId, () => this.receipts.markSome(roomId, principal, BATCH, since));
    } catch (error) {
      if (since !== null) this.events.publish(new RoomUncertain(roomId));
      throw error;
    }
  }

  /**
   * Marks one message; repeating it changes nothing.
   * @throws AppError ROOM_NOT_FOUND, ROOM_FORBIDDEN, MESSAGE_NOT_FOUND, OWN_MESSAGE, SERVICE_UNAVAILABLE
   */
  async markOne(roomId: string, principal: Principal, messageId: string): Promise<ReadResult> {
    const marked = await this.writes.watch(roomId, () => this.receipts.markOne(roomId, principal, messageId));
    if (marked === undefined) return this.explainRefusal(roomId, principal);
    if (marked.sender_gallery_id === null) throw new AppError('MESSAGE_NOT_FOUND');
    if (marked.sender_gallery_id === principal.galleryId) throw new AppError('OWN_MESSAGE');
    this.announce(roomId, principal, marked, messageId);
    return toResult(roomId, marked);
  }

  private announce(roomId: string, principal: Principal, marked: MarkedRow, messageId?: string): void {
    if (marked.read_at === null) return;
    const read = {
      roomId,
      galleryId: principal.galleryId,
      readBy: principal.userId,
      readAt: marked.read_at.toISOString(),
      upToSeq: marked.read_up_to_seq,
      ...(messageId !== undefined && { messageId }),
      afterRev: marked.rev - marked.read_count,
      rev: marked.rev,
    };
    this.events.publish(new MessagesRead(read, [marked.gallery_a_id, marked.gallery_b_id]));
    this.events.publish(new RoomChanged(roomId));
  }

  private async explainRefusal(roomId: string, principal: Principal): Promise<never> {
    await this.access.require(roomId, principal);
    throw new AppError('ROOM_NOT_FOUND');
  }
}

const toResult = (roomId: string, marked: MarkedRow): ReadResult => ({
  room_id: roomId,
  read_count: marked.read_count,
  unread_count: marked.unread_count,
  read_up_to_seq: marked.read_up_to_seq,
});
