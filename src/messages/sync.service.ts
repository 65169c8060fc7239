import { Injectable } from '@nestjs/common';
import type { Principal } from '../auth/index.js';
import { AppError, assertTimeLeft } from '../common/index.js';
import { LIMITS, type MessageView, type SyncedRoom, type SyncPosition } from '../contracts/index.js';
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
   *   no more place is answered empty, with `has_more`; one for which there was no more time, with SERVICE_UNAVAILABLE
   * @throws AppError SERVICE_UNAVAILABLE when there was no time for any; a refusal of one room stands in its place
   */
  async sync(principal: Principal, positions: SyncPosition[]): Promise<(SyncedRoom | RefusedRoom)[]> {
    const answers: (SyncedRoom | RefusedRoom)[] = [];
    const place: Place = { messages: LIMITS.messagesPerSync, characters: LIMITS.charactersPerSync };
    try {
      for (const position of positions) {
        assertTimeLeft();
        answers.push(await this.one(principal, position, place));
      }
    } catch (thrown) {
      // What has been read is answered: where the database is slow, who asks for everything again would never be done.
      const late = thrown instanceof AppError && thrown.status >= 500;
      if (!late || answers.length === 0) throw thrown;
      const refusal = new AppError('SERVICE_UNAVAILABLE', { retryAfter: 2, cause: thrown });
      for (const { roomId } of positions.slice(answers.length)) answers.push({ room_id: roomId, refusal });
    }
    return answers;
  }

  private async one(
    principal: Principal,
    position: SyncPosition,
    place: Place,
  ): Promise<SyncedRoom | RefusedRoom> {
    const { roomId, afterSeq, afterRev = NO_CHANGES } = position;
    const limit = Math.min(LIMITS.messagesPerSyncedRoom, place.messages);
    // One more than is answered tells whether there is more.
    const slice = await this.messages.findSince(roomId, principal.galleryId, afterSeq, afterRev, limit + 1);
    if (slice === undefined) return this.refuse(roomId, principal);
    return this.answer(roomId, slice, afterRev, limit, place);
  }

  private async answer(
    roomId: string,
    slice: ChangedSlice,
    afterRev: number,
    limit: number,
    place: Place,
  ): Promise<SyncedRoom> {
    const { added, changed, firstSeq, lastSeq, readUpTo } = slice;
    const messages = fitting(await this.views.many(added.slice(0, limit)), place);
    const complete = messages.length === added.length;
    const changes = complete ? fitting(await this.views.many(changed.slice(0, limit)), place) : [];
    return {
      room_id: roomId,
      messages,
      changes,
      read_up_to: readUpTo,
      first_seq: firstSeq,
      last_seq: lastSeq,
      rev: revThen(slice, afterRev, complete, changes.length),
      has_more: !complete || changed.length > changes.length,
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

/** What may still be answered. */
interface Place {
  messages: number;
  characters: number;
}

/** As many of them, from the first on, as there is place for, which they take. */
function fitting(views: MessageView[], place: Place): MessageView[] {
  const fit = views.slice(0, place.messages).findIndex((view) => {
    place.characters -= JSON.stringify(view).length;
    return place.characters < 0;
  });
  const taken = views.slice(0, fit === -1 ? place.messages : fit);
  place.messages -= taken.length;
  return taken;
}

/**
 * The number of changes that a client has taken over once it has this page.
 * @param complete whether everything new is in it
 * @param changes how many changes are
 */
function revThen(
  { changed, rev }: ChangedSlice,
  afterRev: number,
  complete: boolean,
  changes: number,
): number {
  // Changes come when everything new is there; until then who asked for them keeps its number.
  if (!complete && afterRev !== NO_CHANGES) return afterRev;
  // Every change has a number of its own, so a page of changes can end at any of them.
  return changed.length > changes ? (changed[changes - 1]?.rev ?? afterRev) : rev;
}
