import { Injectable } from '@nestjs/common';
import { toAppError } from '../common/index.js';
import type { JoinResult } from '../contracts/index.js';
import { PresenceService } from '../presence/index.js';
import { RoomAccess, type ChatRoom } from '../rooms/index.js';
import { roomChannel } from './channels.js';
import { SocketPresence } from './socket-presence.js';
import type { ChatSocket } from './socket.types.js';

/** Which rooms a socket may listen to. */
@Injectable()
export class RoomMembership {
  constructor(
    private readonly access: RoomAccess,
    private readonly socketPresence: SocketPresence,
    private readonly presence: PresenceService,
  ) {}

  /** @throws AppError ROOM_NOT_FOUND, ROOM_FORBIDDEN, SERVICE_UNAVAILABLE */
  async join(socket: ChatSocket, roomId: string): Promise<JoinResult> {
    // Joining before the numbers are read: a message that comes in between is in one of the two, never in neither. Who
    // is not known to belong there is looked at before it can hear anything.
    if (!this.access.remembers(roomId, socket.data.principal)) await this.assertAccess(socket, roomId);
    const joinedBefore = socket.rooms.has(roomChannel(roomId));
    await socket.join(roomChannel(roomId));
    const room = await this.accessible(socket, roomId, joinedBefore);
    const galleryIds: [string, string] = [room.gallery_a_id, room.gallery_b_id];
    this.socketPresence.enter(socket, { roomId, galleryIds });
    return {
      room_id: roomId,
      last_seq: room.last_seq,
      unread_count: room.gallery_a_id === socket.data.principal.galleryId ? room.unread_a : room.unread_b,
      online: await this.presence.online(galleryIds),
    };
  }

  /**
   * The room as it stands after joining; when it was deleted in between, the socket does not stay in its channel. One that
   * was there before stays where only the answer could not be had.
   */
  private async accessible(socket: ChatSocket, roomId: string, joinedBefore: boolean): Promise<ChatRoom> {
    try {
      return await this.access.require(roomId, socket.data.principal);
    } catch (error) {
      if (!joinedBefore || toAppError(error).status < 500) await socket.leave(roomChannel(roomId));
      throw error;
    }
  }

  async assertAccess(socket: ChatSocket, roomId: string): Promise<void> {
    await this.access.require(roomId, socket.data.principal);
  }
}
