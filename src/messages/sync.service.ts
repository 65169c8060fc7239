import { Injectable } from '@nestjs/common';
import type { Principal } from '../auth/index.js';
import { AppError } from '../common/index.js';
import { LIMITS, type SyncedRoom, type SyncPosition } from '../contracts/index.js';
import { RoomAccess } from '../rooms/index.js';
import { MessageViews } from './message-view.js';
import { MessagesRepository, type ChangedSlice } from './messages.repository.js';

/** No message has been changed so often: asks for no changes. */
const NO_CHANGES = 2_147_483_647;

/** A room that could not be answered, and why. */
export interface RefusedRoom {
  room_id: string;
  refusal: AppError;
}

/** Brings a client that was away up to date, with work in proportion to what it missed. */
@Injectable()
export class SyncService {
  constructor(
    private readonly messages: MessagesRepository,
    private readonly access: RoomAccess,
    private readonly views: MessageViews,
  ) {}

  /**
   * @returns an answer for each position, in order. Together they hold a bounded number of messages: a room that found
   *   no more place is answered empty, with `has_more`
   * @throws AppError SERVICE_UNAVAILABLE; a refusal of one room stands in its place
   */
  async sync(principal: Principal, positions: SyncPosition[]): Promise<(SyncedRoom | RefusedRoom)[]> {
    const answers: (SyncedRoom | RefusedRoom)[] = [];
    let left: number = LIMITS.messagesPerSync;
    for (const position of positions) {
      const answer = await this.one(principal, position, Math.min(LIMITS.messagesPerSyncedRoom, left));
      if ('messages' in answer) left = Math.max(0, left - answer.messages.length - answer.changes.length);
      answers.push(answer);
    }
    return answers;
  }

  private async one(
    principal: Principal,
    position: SyncPosition,
    limit: number,
  ): Promise<SyncedRoom | RefusedRoom> {
    const { roomId, afterSeq, afterRev = NO_CHANGES } = position;
    // One more than is answered tells whether there is more.
    const slice = await this.messages.findSince(roomId, principal.galleryId, afterSeq, afterRev, limit + 1);
    return slice === undefined ? this.refuse(roomId, principal) : this.answer(roomId, slice, afterRev, limit);
  }

  private async answer(
    roomId: string,
    slice: ChangedSlice,
    afterRev: number,
    limit: number,
  ): Promise<SyncedRoom> {
    const { added, changed, lastSeq, readUpTo } = slice;
    const changes = changed.slice(0, limit);
    return {
      room_id: roomId,
      messages: await this.views.many(added.slice(0, limit)),
      changes: await this.views.many(changes),
      read_up_to: readUpTo,
      last_seq: lastSeq,
      rev: revThen(slice, afterRev, limit),
      has_more: added.length > limit || changed.length > limit,
    };
  }

  private async refuse(roomId: string, principal: Principal): Promise<RefusedRoom> {
    try {
      await this.access.require(roomId, principal);
      throw new AppError('ROOM_NOT_FOUND');
    } catch (error) {
      if (error instanceof AppError && error.status < 500) return { room_id: roomId, refusal: error };
      throw error;
    }
  }
}

/** The number of changes that a client has taken over once it has this page. */
function revThen({ added, changed, rev }: ChangedSlice, afterRev: number, limit: number): number {
  // Changes come when everything new is there; until then who asked for them keeps its number.
  if (added.length > limit && afterRev !== NO_CHANGES) return afterRev;
  // Every change has a number of its own, so a page of changes can end at any of them.
  return changed.length > limit ? (changed[limit - 1]?.rev ?? afterRev) : rev;
}
