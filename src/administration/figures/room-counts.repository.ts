import { Injectable } from '@nestjs/common';
import { Database } from '../../database/index.js';
import { COUNT_ROOMS } from './room-counts.statements.js';

export interface RoomCount {
  /** How many there are, up to the most that are counted. */
  counted: number;
  /** How many there were about when PostgreSQL looked last. */
  about: number;
}

/** SQL that tells how many rooms there are, without counting them all. */
@Injectable()
export class RoomCountsRepository {
  constructor(private readonly database: Database) {}

  /** @param most rooms that are counted one by one */
  async count(most: number): Promise<{ total: RoomCount; active: RoomCount }> {
    const [row] = await this.database.query<{ total: RoomCount; active: RoomCount }>(COUNT_ROOMS, [most]);
    return row ?? { total: { counted: 0, about: 0 }, active: { counted: 0, about: 0 } };
  }
}
