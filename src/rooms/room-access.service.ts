import { Injectable } from '@nestjs/common';
import { assertRoomAccess, type Principal } from '../auth/index.js';
import type { ChatRoom } from './chat-room.entity.js';
import { RoomsRepository } from './rooms.repository.js';

/** Loads a room and applies the access policy to it. */
@Injectable()
export class RoomAccess {
  constructor(private readonly rooms: RoomsRepository) {}

  /** @throws AppError ROOM_NOT_FOUND, ROOM_FORBIDDEN, SERVICE_UNAVAILABLE */
  async require(roomId: string, principal: Pick<Principal, 'galleryId'>): Promise<ChatRoom> {
    const room = await this.rooms.findById(roomId);
    assertRoomAccess(room, principal);
    return room;
  }
}
