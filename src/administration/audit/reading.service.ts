import { Injectable } from '@nestjs/common';
import type { AdministeredRoomWithMessages } from '../../contracts/index.js';
import { AnyRoomHistory, type SeqPage, type Stretch } from '../../messages/index.js';
import { toAdministeredRoom } from '../administered-room.js';
import { AuditTrail, type Visitor } from './audit-trail.service.js';

/** Reads rooms of others. Each reading is written down first, and leaves nothing in the room: nobody is told, nothing is read. */
@Injectable()
export class Reading {
  constructor(
    private readonly audit: AuditTrail,
    private readonly history: AnyRoomHistory,
  ) {}

  /** The room with its newest messages, oldest first. @throws AppError ROOM_NOT_FOUND, SERVICE_UNAVAILABLE, ROOM_BUSY */
  async open(visitor: Visitor, roomId: string): Promise<AdministeredRoomWithMessages> {
    await this.audit.record(visitor, 'open_room', roomId);
    const { room, messages } = await this.history.open(roomId);
    return { ...toAdministeredRoom(room), messages };
  }

  /** Always oldest first. @throws AppError ROOM_NOT_FOUND, SERVICE_UNAVAILABLE, ROOM_BUSY */
  async messages(visitor: Visitor, roomId: string, { before, after, limit }: Stretch): Promise<SeqPage> {
    await this.audit.record(visitor, 'read_messages', roomId, { before, after, limit });
    return this.history.list(roomId, { before, after, limit });
  }
}
