import { Injectable } from '@nestjs/common';
import type { Principal } from '../auth/index.js';
import { AppError } from '../common/index.js';
import { AppConfig } from '../config/index.js';
import { RoomAccess } from '../rooms/index.js';
import type { MessageDraft } from './message-draft.js';

/** Who may send what into which room. */
@Injectable()
export class SendRules {
  constructor(
    private readonly access: RoomAccess,
    private readonly config: AppConfig,
  ) {}

  /** @throws AppError ROOM_NOT_FOUND, ROOM_FORBIDDEN */
  async requireRoom(principal: Principal, roomId: string): Promise<void> {
    await this.access.require(roomId, principal);
  }

  /** Most drafts need no look at the room: the sending itself authorises. @throws AppError MESSAGE_TYPE_FORBIDDEN */
  async check(principal: Principal, roomId: string, { messageType }: MessageDraft): Promise<void> {
    if (messageType !== 'system' || this.maySendSystem(principal)) return;
    await this.requireRoom(principal, roomId);
    throw new AppError('MESSAGE_TYPE_FORBIDDEN');
  }

  /** A statement has stored nothing: says why, in the contract's order. @throws AppError always */
  async explain(principal: Principal, roomId: string, message: MessageDraft): Promise<never> {
    const room = await this.access.require(roomId, principal);
    if (message.messageType === 'offer_update' && room.room_type !== 'offer') {
      throw new AppError('OFFER_ROOM_REQUIRED');
    }
    if (message.replyToId !== null) throw AppError.invalid('replyToId', 'notInRoom');
    // The room opened or changed between the two statements.
    throw new AppError('ROOM_BUSY', { retryAfter: 1 });
  }

  private maySendSystem({ role }: Principal): boolean {
    return this.config.systemMessagesForAnyone || role !== 'dealer';
  }
}
