import { Injectable } from '@nestjs/common';
import type { Query } from '../database/index.js';
import type { MessageReaction } from './message-reaction.entity.js';
import * as sql from './reactions.statements.js';

/** SQL over `chat_message_reactions`, each in the transaction of the change to the message. */
@Injectable()
export class ReactionsRepository {
  async add(query: Query, { message_id, user_id, emoji, rev, created_at }: MessageReaction): Promise<void> {
    await query(sql.ADD, [message_id, user_id, emoji, rev, created_at]);
  }

  async remove(query: Query, messageId: string, userId: string, emoji: string): Promise<void> {
    await query(sql.REMOVE, [messageId, userId, emoji]);
  }

  /** @returns how many there were */
  async removeAllOf(query: Query, messageId: string, userId: string): Promise<number> {
    return (await query(sql.REMOVE_ALL_OF, [messageId, userId])).length;
  }

  async forget(query: Query, messageId: string): Promise<void> {
    await query(sql.FORGET, [messageId]);
  }
}
