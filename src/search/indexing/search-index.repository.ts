import { Injectable } from '@nestjs/common';
import { Database, textArray, uuidArray, type Query } from '../../database/index.js';
import type { Key } from '../scope.js';
import * as sql from './search-index.statements.js';

/** A room, and how much of it stands in the index. */
interface ReadRoom {
  room_id: string;
  room_type: string;
  is_active: boolean;
  gallery_a_id: string;
  gallery_b_id: string;
  last_seq: number;
  room_rev: number;
  indexed_seq: number;
  indexed_rev: number;
}

/** A message that is new, or was changed. */
export interface ReadMessage extends ReadRoom {
  id: string;
  sender_id: string;
  sender_gallery_id: string;
  message_type: string;
  content: string | null;
  file_name: string | null;
  seq: number;
  rev: number;
  edited_at: Date | null;
  deleted_at: Date | null;
  created_at: Date;
}

export type ReadRow = ReadMessage | (ReadRoom & { id: null });

/** What a message is found by. */
export interface Indexed {
  id: string;
  folded: string;
  lexemes: Iterable<string>;
  keys: Key[];
}

/** How much of a room stands in the index from now on. */
export interface Progress {
  roomId: string;
  seq: number;
  rev: number;
}

/** A room that changed lately. */
export interface ChangedRoom {
  id: string;
  /** As PostgreSQL writes a time. */
  at: string;
  behind: boolean;
}

/** SQL that keeps the index. All of it but `changedWithin` belongs into one transaction. */
@Injectable()
export class SearchIndexRepository {
  constructor(private readonly database: Database) {}

  /** A transaction that nobody waits for. */
  transaction<T>(work: (query: Query) => Promise<T>): Promise<T> {
    return this.database.transaction(work, { precedence: false });
  }

  /** @returns those of the rooms that nobody else is at; they are this transaction's until it ends */
  async claim(query: Query, roomIds: string[]): Promise<string[]> {
    await query(sql.ENROL, [uuidArray(roomIds)]);
    const rooms = await query<{ room_id: string }>(sql.CLAIM, [uuidArray(roomIds)]);
    return rooms.map(({ room_id }) => room_id);
  }

  /** @param most of each room's new messages, and of those that were changed */
  read(query: Query, roomIds: string[], most: number): Promise<ReadRow[]> {
    return query<ReadRow>(sql.READ, [uuidArray(roomIds), most]);
  }

  async write(query: Query, messages: Indexed[]): Promise<void> {
    await query(sql.WRITE, [
      uuidArray(messages.map(({ id }) => id)),
      textArray(messages.map(({ folded }) => folded)),
      textArray(messages.map(({ lexemes }) => [...lexemes].map((lexeme) => `'${lexeme}'`).join(' '))),
      textArray(messages.map(({ keys }) => `{${keys.join(',')}}`)),
    ]);
  }

  async remove(query: Query, messageIds: string[]): Promise<void> {
    await query(sql.REMOVE, [uuidArray(messageIds)]);
  }

  /** @param key of everything in the room @returns how many were removed */
  async removeFromRoom(query: Query, roomId: string, key: Key, most: number): Promise<number> {
    return (await query(sql.REMOVE_FROM_ROOM, [roomId, key, most])).length;
  }

  async note(query: Query, progress: Progress[]): Promise<void> {
    await query(sql.NOTE, [
      uuidArray(progress.map(({ roomId }) => roomId)),
      progress.map(({ seq }) => seq),
      progress.map(({ rev }) => rev),
    ]);
  }

  async forget(query: Query, roomIds: string[]): Promise<void> {
    await query(sql.FORGET, [uuidArray(roomIds)]);
  }

  /** Rooms in which anything happened in these milliseconds, latest first, page by page. */
  async *changedWithin(milliseconds: number): AsyncGenerator<ChangedRoom[]> {
    let [at, id] = ['infinity', 'ffffffff-ffff-ffff-ffff-ffffffffffff'];
    for (;;) {
      const page = await this.database.query<ChangedRoom>(sql.CHANGED_WITHIN, [at, id, milliseconds]);
      yield page;
      const last = page.at(-1);
      if (last === undefined || page.length < sql.ROOMS_AT_ONCE) return;
      ({ at, id } = last);
    }
  }
}
