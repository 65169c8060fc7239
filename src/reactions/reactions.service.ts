import { Injectable } from '@nestjs/common';
import type { Principal } from '../auth/index.js';
import { AppError } from '../common/index.js';
import { LIMITS, type MessageView } from '../contracts/index.js';
import { MessageChanges } from '../messages/index.js';
import { ReactionsRepository } from './reactions.repository.js';

/** Lets everybody in a room set emoji under its messages: each person each emoji once. */
@Injectable()
export class ReactionsService {
  constructor(
    private readonly changes: MessageChanges,
    private readonly reactions: ReactionsRepository,
  ) {}

  /**
   * Again changes nothing.
   * @throws AppError MESSAGE_DELETED, REACTION_LIMIT_REACHED, and as `MessageChanges.apply`
   */
  add(principal: Principal, roomId: string, messageId: string, emoji: string): Promise<MessageView> {
    const { userId } = principal;
    return this.changes.apply(principal, roomId, messageId, async ({ message, rev, now, query }) => {
      if (message.deleted_at !== null) throw new AppError('MESSAGE_DELETED');
      const reactions = message.reactions ?? [];
      const same = reactions.find((reaction) => reaction.emoji === emoji);
      if (same?.user_ids.includes(userId)) return undefined;
      if (same === undefined && reactions.length >= LIMITS.emojiPerMessage) {
        throw new AppError('REACTION_LIMIT_REACHED');
      }
      await this.reactions.add(query, {
        message_id: message.id,
        user_id: userId,
        emoji,
        rev,
        created_at: now,
      });
      return { reaction_count: message.reaction_count + 1 };
    });
  }

  /** What is not there is removed already. @throws AppError as `MessageChanges.apply` */
  remove(principal: Principal, roomId: string, messageId: string, emoji: string): Promise<MessageView> {
    return this.changes.apply(principal, roomId, messageId, async ({ message, query }) => {
      const same = message.reactions?.find((reaction) => reaction.emoji === emoji);
      if (same?.user_ids.includes(principal.userId) !== true) return undefined;
      await this.reactions.remove(query, message.id, principal.userId, emoji);
      return { reaction_count: message.reaction_count - 1 };
    });
  }

  /**
   * Removes all that a person has set under a message, by the service itself.
   * @throws AppError as `MessageChanges.amend`
   */
  async erase(roomId: string, messageId: string, userId: string): Promise<void> {
    await this.changes.amend(roomId, messageId, async ({ message, query }) => {
      const removed = await this.reactions.removeAllOf(query, message.id, userId);
      return removed === 0 ? undefined : { reaction_count: message.reaction_count - removed };
    });
  }
}
