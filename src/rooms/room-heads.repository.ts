import { Injectable } from '@nestjs/common';
import { Database, type Statement } from '../database/index.js';

/** Where a room stands. */
export interface RoomHead {
  id: string;
  is_active: boolean;
  gallery_a_id: string;
  gallery_b_id: string;
  last_seq: number;
  rev: number;
}

/** A room behind which the next page starts. */
export interface HeadCursor {
  /** As PostgreSQL writes a time, or "infinity". */
  last_message_at: string;
  id: string;
}

const HEAD = 'id, is_active, gallery_a_id, gallery_b_id, last_seq, rev';

const PAGE = 500;

/** $1 rooms, $2 milliseconds or null: only those that changed within them. */
const FIND: Statement = {
  name: 'room_heads_find',
  text: `
    SELECT ${HEAD} FROM chat_rooms
    WHERE id = ANY($1::uuid[])
      AND ($2::float8 IS NULL OR updated_at >= now() - $2::float8 * interval '1 millisecond')`,
};

/** $1 milliseconds, $2 and $3 the cursor. Answered by idx_chat_rooms_active, which the order and both bounds follow. */
const ACTIVE_WITHIN: Statement = {
  name: 'room_heads_active_within',
  text: `
    SELECT ${HEAD}, last_message_at::text AS last_message_at FROM chat_rooms
    WHERE is_active AND last_message_at >= now() - $1::float8 * interval '1 millisecond'
      AND (last_message_at, id) < ($2::timestamptz, $3::uuid)
    ORDER BY last_message_at DESC, id DESC LIMIT ${PAGE}`,
};

const START: HeadCursor = { last_message_at: 'infinity', id: 'ffffffff-ffff-ffff-ffff-ffffffffffff' };

/** SQL over the numbers of many rooms. Times are told in milliseconds before now: by one clock, the database's. */
@Injectable()
export class RoomHeadsRepository {
  constructor(private readonly database: Database) {}

  /** Those of `ids` that exist, deleted ones included. @param within only those that changed in these milliseconds */
  async find(ids: string[], within?: number): Promise<RoomHead[]> {
    const heads: RoomHead[] = [];
    for (let first = 0; first < ids.length; first += PAGE) {
      const page = ids.slice(first, first + PAGE);
      heads.push(...(await this.database.query<RoomHead>(FIND, [page, within ?? null])));
    }
    return heads;
  }

  /** Active rooms with a message in the last `within` milliseconds, page by page, the newest first. */
  async *activeWithin(within: number): AsyncGenerator<RoomHead[]> {
    for (let cursor: HeadCursor | undefined = START; cursor !== undefined;) {
      const values: unknown[] = [within, cursor.last_message_at, cursor.id];
      const page: (RoomHead & HeadCursor)[] = await this.database.query(ACTIVE_WITHIN, values);
      yield page;
      cursor = page.length < PAGE ? undefined : page.at(-1);
    }
  }
}
