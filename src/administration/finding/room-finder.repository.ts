import { Injectable } from '@nestjs/common';
import type { RoomStatus, RoomType } from '../../contracts/index.js';
import { Database, textArray, uuidArray } from '../../database/index.js';
import type { RoomCursor, RoomRow } from '../../rooms/index.js';
import * as sql from './room-finder.statements.js';

/** Which rooms, from where on, and how many. */
export interface Wanted {
  type: RoomType | null;
  status: RoomStatus;
  cursor: RoomCursor;
  limit: number;
}

export type FoundRow = RoomRow & RoomCursor;

/** What a walk has met, and how far it came: undefined when there are no more rooms, or enough were met before. */
export interface Walk {
  rows: FoundRow[];
  reached: RoomCursor | undefined;
}

/** Rooms that one walk looks at: a tenth of a second. */
export const WALKED = 20_000;

/** SQL that finds rooms of any gallery. */
@Injectable()
export class RoomFinderRepository {
  constructor(private readonly database: Database) {}

  /** The rooms that an id means, in no order. */
  byId(id: string, most: number): Promise<string[]> {
    return this.ids(sql.FIND_BY_ID, [id, most]);
  }

  /** The rooms whose names have all of the patterns, in no order. @param patterns at least one */
  byNames(patterns: string[], most: number): Promise<string[]> {
    const asked = Array.from({ length: sql.ASKED }, (_, n) => patterns[n] ?? patterns[0]);
    return this.ids(sql.FIND_BY_NAMES, [textArray(patterns), most, ...asked]);
  }

  /** Those of `ids` that are wanted, newest activity first. */
  among(ids: string[], { type, status, cursor, limit }: Wanted): Promise<FoundRow[]> {
    const values = [uuidArray(ids), cursor.activity, cursor.id, type, status, limit];
    return this.database.query<FoundRow>(sql.LIST_AMONG, values);
  }

  /** Goes through all rooms, newest activity first. @param patterns none: whatever their names */
  async walk(patterns: string[], { type, status, cursor, limit }: Wanted): Promise<Walk> {
    const values = [cursor.activity, cursor.id, type, status, textArray(patterns), limit, WALKED];
    const met = await this.database.query<FoundRow & { is_last: boolean; is_wanted: boolean }>(
      sql.WALK,
      values,
    );
    return {
      rows: met.filter(({ is_wanted }) => is_wanted),
      reached: met.find(({ is_last }) => is_last),
    };
  }

  /** @returns the room behind which to go on, and how many names were written; undefined at the end */
  async refresh(behind: string, most: number): Promise<{ last_id: string; written: number } | undefined> {
    const [page] = await this.database.query<{ last_id: string; written: number }>(sql.REFRESH, [
      behind,
      most,
    ]);
    return page;
  }

  private async ids(statement: typeof sql.FIND_BY_ID, values: unknown[]): Promise<string[]> {
    const rows = await this.database.query<{ room_id: string }>(statement, values);
    return rows.map(({ room_id }) => room_id);
  }
}
