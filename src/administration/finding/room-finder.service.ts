import { Injectable } from '@nestjs/common';
import { LIMITS, type AdministeredRoom, type RoomListPagination } from '../../contracts/index.js';
import { decodeCursor, encodeCursor, FIRST_PAGE } from '../../rooms/index.js';
import { toAdministeredRoom } from '../administered-room.js';
import type { FindRoomsQuery } from '../dto/find-rooms.query.js';
import { lookedFor } from './looked-for.js';
import { RoomFinderRepository, type Walk, type Wanted } from './room-finder.repository.js';

/**
 * Rooms that are few enough to be put in order. Where names fit more of them than that, they are met soon by walking through
 * all rooms from the newest on.
 */
const FEW = 2_000;

/** Finds rooms of any gallery by what their people would type. */
@Injectable()
export class RoomFinder {
  constructor(private readonly repository: RoomFinderRepository) {}

  /**
   * Newest activity first. A page may be shorter than its limit, since no more than so many rooms are looked at for it;
   * `next_cursor` tells whether there may be more.
   * @throws AppError VALIDATION_FAILED for a bad cursor, SERVICE_UNAVAILABLE
   */
  async find({ q, type, status, limit, cursor }: FindRoomsQuery): Promise<{
    rooms: AdministeredRoom[];
    pagination: RoomListPagination;
  }> {
    const most = limit ?? LIMITS.administeredPerPageDefault;
    const { rows, reached } = await this.search(q, {
      type: type ?? null,
      status: status ?? 'active',
      cursor: cursor === undefined ? FIRST_PAGE : decodeCursor(cursor),
      limit: most + 1,
    });
    const page = rows.slice(0, most);
    const last = rows.length > most ? page.at(-1) : reached;
    return {
      rooms: page.map(toAdministeredRoom),
      pagination: { limit: most, next_cursor: last === undefined ? null : encodeCursor(last) },
    };
  }

  private async search(q: string | undefined, wanted: Wanted): Promise<Walk> {
    const what = lookedFor(q);
    switch (what.kind) {
      case 'everything':
        return this.repository.walk([], wanted);
      case 'id':
        return this.among(await this.repository.byId(what.id, FEW), wanted);
      case 'names': {
        if (what.patterns.length === 0) return { rows: [], reached: undefined };
        const ids = await this.repository.byNames(what.patterns, FEW + 1);
        return ids.length > FEW ? this.repository.walk(what.patterns, wanted) : this.among(ids, wanted);
      }
    }
  }

  private async among(ids: string[], wanted: Wanted): Promise<Walk> {
    const rows = ids.length === 0 ? [] : await this.repository.among(ids, wanted);
    return { rows, reached: undefined };
  }
}
