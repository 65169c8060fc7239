import { Injectable } from '@nestjs/common';
import type { Query } from '../database/index.js';
import * as sql from './pins.statements.js';

@Injectable()
export class PinsRepository {
  async count(query: Query, roomId: string): Promise<number> {
    const [row] = await query<{ pinned: number }>(sql.COUNT, [roomId]);
    return row?.pinned ?? 0;
  }
}
