import { Injectable } from '@nestjs/common';
import { Database, type Query } from '../database/index.js';
import * as sql from './edits.statements.js';
import type { MessageEdit } from './message-edit.entity.js';

type Version = Omit<MessageEdit, 'message_id'>;

/** SQL over `chat_message_edits`. */
@Injectable()
export class EditsRepository {
  constructor(private readonly database: Database) {}

  /** @returns false when `most` versions are kept already, and this one is not */
  async keep(
    query: Query,
    messageId: string,
    version: Omit<Version, 'version'>,
    most: number,
  ): Promise<boolean> {
    const { content, written_at, replaced_at } = version;
    const rows = await query(sql.KEEP, [messageId, content, written_at, replaced_at, most]);
    return rows.length > 0;
  }

  async forget(query: Query, messageId: string): Promise<void> {
    await query(sql.FORGET, [messageId]);
  }

  /** @returns undefined when the gallery has no access to an active room that holds this message */
  async list(roomId: string, galleryId: string, messageId: string): Promise<Version[] | undefined> {
    const rows = await this.database.query<Version | { version: null }>(sql.LIST, [
      roomId,
      galleryId,
      messageId,
    ]);
    if (rows.length === 0) return undefined;
    return rows.filter((row): row is Version => row.version !== null);
  }
}
