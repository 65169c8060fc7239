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

/** $1 rooms. */
const FIND: Statement = {
  name: 'room_heads_find',
  text: `SELECT ${HEAD} FROM chat_rooms WHERE id = ANY($1::uuid[])`,
};

const ago = (milliseconds: string): string => `now() - ${milliseconds}::float8 * interval '1 millisecond'`;

/** $1 and $2 the cursor, $3 milliseconds. Answered by an index which the order and both bounds follow. */
export const CHANGED_WITHIN: Statement = {
  name: 'room_heads_changed_within',
  text: `
    SELECT ${HEAD}, updated_at::text AS at FROM chat_rooms
    WHERE updated_at >= ${ago('$3')} AND (updated_at, id) < ($1::timestamptz, $2::uuid)
    ORDER BY updated_at DESC, id DESC LIMIT ${PAGE}`,
};

/** $1 and $2 the cursor, $3 and $4 milliseconds. The end of somebody's rights does not wait behind a crowd that reads. */
export const CLOSED_WITHIN: Statement = {
  name: 'room_heads_closed_within',
  precedence: true,
  text: `
    SELECT ${HEAD}, closed_at::text AS at FROM chat_rooms
    WHERE NOT is_active AND closed_at >= ${ago('$3')} AND closed_at < ${ago('$4')}
      AND (closed_at, id) < ($1::timestamptz, $2::uuid)
    ORDER BY closed_at DESC, id DESC LIMIT ${PAGE}`,
};

const START: HeadCursor = { at: 'infinity', id: 'ffffffff-ffff-ffff-ffff-ffffffffffff' };

/** SQL over the numbers of many rooms. Times are told in milliseconds before now: by one clock, the database's. */
@Injectable()
export class RoomHeadsRepository {
  constructor(private readonly database: Database) {}

  /** Those of `ids` that exist, deleted ones included. */
  async find(ids: string[]): Promise<RoomHead[]> {
    const heads: RoomHead[] = [];
    for (let first = 0; first < ids.length; first += PAGE) {
      heads.push(...(await this.database.query<RoomHead>(FIND, [ids.slice(first, first + PAGE)])));
    }
    return heads;
  }

  /** Those that were opened, deleted, written in or read in these milliseconds, latest first, page by page. */
  changedWithin(milliseconds: number): AsyncGenerator<RoomHead[]> {
    return this.pages(CHANGED_WITHIN, milliseconds);
  }

  /** Those that were deleted in these milliseconds, but not in the last `grace` of them; as above. */
  closedWithin(milliseconds: number, grace: number): AsyncGenerator<RoomHead[]> {
    return this.pages(CLOSED_WITHIN, milliseconds, grace);
  }

  private async *pages(statement: Statement, ...bounds: number[]): AsyncGenerator<RoomHead[]> {
    for (let cursor: HeadCursor | undefined = START; cursor !== undefined;) {
      const values: unknown[] = [cursor.at, cursor.id, ...bounds];
      const page: (RoomHead & HeadCursor)[] = await this.database.query(statement, values);
      yield page;
      cursor = page.length < PAGE ? undefined : page.at(-1);
    }
  }
}
