import { Injectable } from '@nestjs/common';
import { Database, type Query } from '../database/index.js';
import * as sql from './message-changes.statements.js';
import type { MessageRow } from './messages.repository.js';

/** A room whose messages nobody else changes meanwhile. */
export interface LockedRoom {
  /** Of its last change. */
  rev: number;
  is_active: boolean;
  gallery_a_id: string;
  gallery_b_id: string;
  now: Date;
}

/** Whatever of a message can change after it was sent. */
export type MessagePatch = Partial<
  Pick<
    MessageRow,
    | 'content'
    | 'metadata'
    | 'link_preview'
    | 'file_url'
    | 'file_name'
    | 'file_size'
    | 'file_type'
    | 'file_state'
    | 'media'
    | 'edited_at'
    | 'deleted_at'
    | 'reaction_count'
    | 'pinned_at'
    | 'pinned_by'
  >
>;

/** What becomes of the room when one of its messages is changed. */
export interface RoomNote {
  rev: number;
  preview: string | null;
  /** Messages that are no longer unread, by side. */
  noLongerUnread: { a: number; b: number };
}

/** SQL that changes messages which stand. All of it belongs into one transaction. */
@Injectable()
export class MessageChangesRepository {
  constructor(private readonly database: Database) {}

  transaction<T>(work: (query: Query) => Promise<T>): Promise<T> {
    return this.database.transaction(work);
  }

  /**
   * @param galleryId whose access is asked for; null for the service itself
   * @returns undefined when there is no access to a room of this id
   */
  async lockRoom(query: Query, roomId: string, galleryId: string | null): Promise<LockedRoom | undefined> {
    const [room] = await query<LockedRoom>(sql.LOCK_ROOM, [roomId, galleryId]);
    return room;
  }

  async find(query: Query, roomId: string, messageId: string): Promise<MessageRow | undefined> {
    const [row] = await query<MessageRow>(sql.FIND, [roomId, messageId]);
    return row;
  }

  async write(query: Query, row: MessageRow): Promise<void> {
    await query(sql.WRITE, [
      row.id,
      row.rev,
      row.content,
      row.metadata === null ? null : JSON.stringify(row.metadata),
      row.file_url,
      row.file_name,
      row.file_size,
      row.file_type,
      row.file_state,
      row.media === null ? null : JSON.stringify(row.media),
      row.edited_at,
      row.deleted_at,
      row.reaction_count,
      row.pinned_at,
      row.pinned_by,
      row.link_preview === null ? null : JSON.stringify(row.link_preview),
    ]);
  }

  /** What the room's newest message says that was not deleted; null when there is none, or it says nothing. */
  async lastShown(query: Query, roomId: string): Promise<string | null> {
    const [last] = await query<Pick<MessageRow, 'content' | 'file_name'>>(sql.FIND_LAST_SHOWN, [roomId]);
    return last?.content ?? last?.file_name ?? null;
  }

  async noteInRoom(query: Query, roomId: string, { rev, preview, noLongerUnread }: RoomNote): Promise<void> {
    await query(sql.NOTE_IN_ROOM, [roomId, rev, preview, noLongerUnread.a, noLongerUnread.b]);
  }
}
