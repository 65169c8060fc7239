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
interface HeadCursor {
  /** As PostgreSQL writes a time, or "infinity". */
  at: string;
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

/** $1 milliseconds, $2 and $3 the cursor. Answered by an index on the time, which the order and both bounds follow. */
const within = (time: 'last_message_at' | 'created_at', rooms: string): string => `
  SELECT ${HEAD}, ${time}::text AS at FROM chat_rooms
  WHERE ${rooms} AND ${time} >= now() - $1::float8 * interval '1 millisecond'
    AND (${time}, id) < ($2::timestamptz, $3::uuid)
  ORDER BY ${time} DESC, id DESC LIMIT ${PAGE}`;

const SPOKEN_WITHIN: Statement = {
  name: 'room_heads_spoken_within',
  text: within('last_message_at', 'is_active'),
};
const OPENED_WITHIN: Statement = {
  name: 'room_heads_opened_within',
  text: within('created_at', 'is_active AND last_message_at IS NULL'),
};

const START: HeadCursor = { at: 'infinity', id: 'ffffffff-ffff-ffff-ffff-ffffffffffff' };

/** SQL over the numbers of many rooms. Times are told in milliseconds before now: by one clock, the database's. */
@Injectable()
export class RoomHeadsRepository {
  constructor(private readonly database: Database) {}

  /** Those of `ids` that exist, deleted ones included. @param changed only those that changed in these milliseconds */
  async find(ids: string[], changed?: number): Promise<RoomHead[]> {
    const heads: RoomHead[] = [];
    for (let first = 0; first < ids.length; first += PAGE) {
      const page = ids.slice(first, first + PAGE);
      heads.push(...(await this.database.query<RoomHead>(FIND, [page, changed ?? null])));
    }
    return heads;
  }

  /** Active rooms with a message in these milliseconds, then those that were opened in them and have none yet. */
  async *activeWithin(milliseconds: number): AsyncGenerator<RoomHead[]> {
    yield* this.pages(SPOKEN_WITHIN, milliseconds);
    yield* this.pages(OPENED_WITHIN, milliseconds);
  }

  private async *pages(statement: Statement, milliseconds: number): AsyncGenerator<RoomHead[]> {
    for (let cursor: HeadCursor | undefined = START; cursor !== undefined;) {
      const values: unknown[] = [milliseconds, cursor.at, cursor.id];
      const page: (RoomHead & HeadCursor)[] = await this.database.query(statement, values);
      yield page;
      cursor = page.length < PAGE ? undefined : page.at(-1);
    }
  }
}
