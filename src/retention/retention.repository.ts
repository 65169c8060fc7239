import { Injectable } from '@nestjs/common';
import { Database, type Query } from '../database/index.js';
import * as sql from './retention.statements.js';

/** What was removed of a room. */
export interface RemovedMessages {
  /** How many. */
  removed: number;
  /** The files that they named. */
  urls: string[];
  is_active: boolean;
}

/** SQL about messages that are not to be kept any longer. */
@Injectable()
export class RetentionRepository {
  constructor(private readonly database: Database) {}

  /** The rooms of the `most` oldest messages, of those that are older than so many days. */
  async rooms(days: number, most: number): Promise<string[]> {
    const rows = await this.database.query<{ room_id: string }>(sql.FIND_ROOMS, [days, most]);
    return rows.map(({ room_id }) => room_id);
  }

  /**
   * Removes at most `most` messages from the beginning of a room.
   * @param promise what else is to be written with it
   * @returns undefined when there was nothing to remove
   */
  remove(
    roomId: string,
    days: number,
    most: number,
    promise: (query: Query, removed: RemovedMessages) => Promise<void>,
  ): Promise<RemovedMessages | undefined> {
    return this.database.transaction(async (query) => {
      await query(sql.LOCK_INDEX, [roomId]);
      await query(sql.LOCK_ROOM, [roomId]);
      const [removed] = await query<RemovedMessages>(sql.REMOVE, [roomId, days, most]);
      if (removed !== undefined) await promise(query, removed);
      return removed;
    });
  }
}
