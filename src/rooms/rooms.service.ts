import { Injectable } from '@nestjs/common';
import type { Principal } from '../auth/index.js';
import { AppError, newId } from '../common/index.js';
import { LIMITS, type RoomListPagination, type RoomView, type UnreadTotals } from '../contracts/index.js';
import { EventBus } from '../events/index.js';
import type { ListRoomsQuery } from './dto/list-rooms.query.js';
import type { OpenRoomDto } from './dto/open-room.dto.js';
import { RoomAccess } from './room-access.service.js';
import { decodeCursor, encodeCursor, FIRST_PAGE } from './room-cursor.js';
import { RoomQueue } from './room-queue.js';
import { RoomSubjects } from './room-subject.js';
import { RoomWrites } from './room-writes.js';
import { toRoomView, type RoomRow } from './room-view.js';
import { RoomClosed, RoomOpened } from './rooms.events.js';
import { RoomsRepository, type RoomSubject } from './rooms.repository.js';

/** A room can be deleted between "it stands already" and reading it; more often than this is no coincidence. */
const OPEN_ATTEMPTS = 5;
const DEFAULT_PAGE = 50;

@Injectable()
export class RoomsService {
  constructor(
    private readonly rooms: RoomsRepository,
    private readonly access: RoomAccess,
    private readonly subjects: RoomSubjects,
    private readonly queue: RoomQueue,
    private readonly writes: RoomWrites,
    private readonly events: EventBus,
  ) {}

  /** The caller's active rooms, newest activity first. @throws AppError VALIDATION_FAILED for a bad cursor */
  async list(
    { galleryId }: Principal,
    query: ListRoomsQuery,
  ): Promise<{ rooms: RoomView[]; pagination: RoomListPagination }> {
    const paged = query.limit !== undefined || query.cursor !== undefined;
    const limit = query.limit ?? (paged ? DEFAULT_PAGE : LIMITS.roomsUnpaged);
    const cursor = query.cursor === undefined ? FIRST_PAGE : decodeCursor(query.cursor);
    const filter = { type: query.type ?? null, unreadOnly: query.unread ?? false };
    const rows = await this.rooms.list(galleryId, filter, cursor, limit + 1);
    const page = rows.slice(0, limit);
    const last = page.at(-1);
    return {
      rooms: page.map((row) => toRoomView(row, galleryId)),
      pagination: { limit, next_cursor: rows.length > limit && last ? encodeCursor(last) : null },
    };
  }

  unreadTotals({ galleryId }: Principal): Promise<UnreadTotals> {
    return this.rooms.unreadTotals(galleryId);
  }

  /** The room with its names, for both sides; undefined when it is gone. */
  findRow(roomId: string): Promise<RoomRow | undefined> {
    return this.rooms.findRow(roomId);
  }

  /**
   * Opens the room of a subject, or finds the one that stands; any number of callers at once get the same room.
   * Publishes RoomOpened when it is new.
   * @throws AppError as `RoomSubjects.resolve`
   */
  async open(principal: Principal, request: OpenRoomDto): Promise<{ room: RoomView; created: boolean }> {
    const subject = await this.subjects.resolve(request, principal.galleryId);
    for (let attempt = 0; attempt < OPEN_ATTEMPTS; attempt++) {
      const opened = await this.insertOrFind(subject);
      if (opened === undefined) continue;
      if (opened.created) this.events.publish(new RoomOpened(opened.row));
      return { room: toRoomView(opened.row, principal.galleryId), created: opened.created };
    }
    throw new AppError('ROOM_BUSY', { retryAfter: 1 });
  }

  /**
   * Deletes a room for both sides; its messages are kept. Publishes RoomClosed.
   * @throws AppError ROOM_NOT_FOUND (also when repeated), ROOM_FORBIDDEN
   */
  async close(roomId: string, principal: Principal): Promise<void> {
    // Behind the sends that came before: no message is announced in a room that is closed already.
    await this.queue.run(roomId, async () => {
      const galleries = await this.rooms.close(roomId, principal.galleryId);
      if (galleries === undefined) {
        await this.access.require(roomId, principal);
        throw new AppError('ROOM_NOT_FOUND');
      }
      this.events.publish(new RoomClosed(roomId, galleries));
    });
  }

  private async insertOrFind(subject: RoomSubject): Promise<{ row: RoomRow; created: boolean } | undefined> {
    const id = newId();
    const created = await this.writes.watch(id, () => this.rooms.insert(id, subject));
    const roomId = created ? id : await this.rooms.findActive(subject);
    const row = roomId === undefined ? undefined : await this.rooms.findRow(roomId);
    return row?.is_active ? { row, created } : undefined;
  }
}
