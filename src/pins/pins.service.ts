import { Injectable } from '@nestjs/common';
import type { Principal } from '../auth/index.js';
import { AppError } from '../common/index.js';
import { LIMITS, type MessageView } from '../contracts/index.js';
import { HistoryService, MessageChanges } from '../messages/index.js';
import { PinsRepository } from './pins.repository.js';

/** Keeps messages at hand for both sides of a room. Either side pins and unpins any of them. */
@Injectable()
export class PinsService {
  constructor(
    private readonly changes: MessageChanges,
    private readonly history: HistoryService,
    private readonly pins: PinsRepository,
  ) {}

  /**
   * A message that is pinned stays as it was pinned first.
   * @throws AppError MESSAGE_DELETED, PIN_LIMIT_REACHED, and as `MessageChanges.apply`
   */
  pin(principal: Principal, roomId: string, messageId: string): Promise<MessageView> {
    return this.changes.apply(principal, roomId, messageId, async ({ message, now, query }) => {
      if (message.deleted_at !== null) throw new AppError('MESSAGE_DELETED');
      if (message.pinned_at !== null) return undefined;
      const pinned = await this.pins.count(query, message.room_id);
      if (pinned >= LIMITS.pinsPerRoom) throw new AppError('PIN_LIMIT_REACHED');
      return { pinned_at: now, pinned_by: principal.userId };
    });
  }

  /** What is not pinned is unpinned already. @throws AppError as `MessageChanges.apply` */
  unpin(principal: Principal, roomId: string, messageId: string): Promise<MessageView> {
    return this.changes.apply(principal, roomId, messageId, ({ message }) =>
      message.pinned_at === null ? undefined : { pinned_at: null, pinned_by: null },
    );
  }

  /** Unpins what a person has pinned, by the service itself. @throws AppError as `MessageChanges.amend` */
  async erase(roomId: string, messageId: string, userId: string): Promise<void> {
    await this.changes.amend(roomId, messageId, ({ message }) =>
      message.pinned_by === userId ? { pinned_at: null, pinned_by: null } : undefined,
    );
  }

  /** The one that was pinned last comes first. @throws AppError ROOM_NOT_FOUND, ROOM_FORBIDDEN, SERVICE_UNAVAILABLE */
  list(principal: Principal, roomId: string): Promise<MessageView[]> {
    return this.history.pinned(roomId, principal);
  }
}
