import { Injectable } from '@nestjs/common';
import { RoomHeadsRepository, type RoomHead } from './room-heads.repository.js';

/** Where many rooms stand, for telling clients what they may have missed. */
@Injectable()
export class RoomHeads {
  constructor(private readonly heads: RoomHeadsRepository) {}

  /** Those of `ids` that exist, deleted ones included. @throws AppError SERVICE_UNAVAILABLE */
  find(ids: string[]): Promise<RoomHead[]> {
    return this.heads.find(ids);
  }

  /**
   * Rooms that were opened, deleted, written in or read in during the last `within` milliseconds, page by page.
   * @throws AppError SERVICE_UNAVAILABLE
   */
  changedWithin(within: number): AsyncGenerator<RoomHead[]> {
    return this.heads.changedWithin(within);
  }

  /**
   * Rooms that were deleted during the last `within` milliseconds, but not in the last `grace` of them, page by page.
   * @throws AppError SERVICE_UNAVAILABLE
   */
  closedWithin(within: number, grace: number): AsyncGenerator<RoomHead[]> {
    return this.heads.closedWithin(within, grace);
  }
}
