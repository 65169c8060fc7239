import { Injectable } from '@nestjs/common';
import QuickLRU from 'quick-lru';
import { assertRoomAccess, type Principal } from '../auth/index.js';
import type { ChatRoom } from './chat-room.entity.js';
import { RoomsRepository } from './rooms.repository.js';

const MAX_REMEMBERED = 50_000;

/** Loads a room and applies the access policy to it. */
@Injectable()
export class RoomAccess {
  /** Room → its galleries, which never change. */
  private readonly parties = new QuickLRU<string, [string, string]>({ maxSize: MAX_REMEMBERED });

  constructor(private readonly rooms: RoomsRepository) {}

  /** @throws AppError ROOM_NOT_FOUND, ROOM_FORBIDDEN, SERVICE_UNAVAILABLE */
  async require(roomId: string, principal: Pick<Principal, 'galleryId'>): Promise<ChatRoom> {
    const room = await this.rooms.findById(roomId);
    assertRoomAccess(room, principal);
    this.parties.set(roomId, [room.gallery_a_id, room.gallery_b_id]);
    return room;
  }

  /** Whether the gallery is remembered to be a side of this room, which may have been deleted since. */
  remembers(roomId: string, { galleryId }: Pick<Principal, 'galleryId'>): boolean {
    return this.parties.get(roomId)?.includes(galleryId) === true;
  }
}
