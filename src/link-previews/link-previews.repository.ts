import { Injectable } from '@nestjs/common';
import { Database } from '../database/index.js';
import type { MessageRow } from '../messages/index.js';
import * as sql from './link-previews.statements.js';

/** What of a message says which link it has, and whether that was looked at. */
export type LinkedText = Pick<MessageRow, 'message_type' | 'content' | 'link_preview'>;

/** SQL about the links of messages. */
@Injectable()
export class LinkPreviewsRepository {
  constructor(private readonly database: Database) {}

  /** @returns undefined when the message was deleted */
  async findText(roomId: string, messageId: string): Promise<LinkedText | undefined> {
    const [text] = await this.database.query<LinkedText>(sql.FIND_TEXT, [roomId, messageId]);
    return text;
  }
}
