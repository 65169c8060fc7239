import { Injectable } from '@nestjs/common';
import type { Principal } from '../auth/index.js';
import { Database } from '../database/index.js';
import { MARK_ALL, MARK_ONE } from './read-receipts.statements.js';

export interface MarkedRow {
  gallery_a_id: string;
  gallery_b_id: string;
  /** Messages that this statement marked. */
  read_count: number;
  read_at: Date | null;
  unread_count: number;
  read_up_to_seq: number;
  /** The room's last change, after this statement. */
  rev: number;
}

export type MarkedOneRow = MarkedRow & { sender_gallery_id: string | null };

/** SQL that marks messages as read. Each method gives undefined when the gallery has no access to the room. */
@Injectable()
export class ReadReceiptsRepository {
  constructor(private readonly database: Database) {}

  /**
   * Marks at most `limit` messages; `read_up_to_seq` holds only when fewer were marked.
   * @param readAt the time that they get; null means now
   */
  async markSome(
    roomId: string,
    { galleryId, userId }: Principal,
    limit: number,
    readAt: Date | null,
  ): Promise<MarkedRow | undefined> {
    const [row] = await this.database.query<MarkedRow>(MARK_ALL, [roomId, galleryId, userId, limit, readAt]);
    return row;
  }

  async markOne(
    roomId: string,
    { galleryId, userId }: Principal,
    messageId: string,
  ): Promise<MarkedOneRow | undefined> {
    const [row] = await this.database.query<MarkedOneRow>(MARK_ONE, [roomId, galleryId, userId, messageId]);
    return row;
  }
}
