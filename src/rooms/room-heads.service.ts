import { Injectable } from '@nestjs/common';
import { RoomHeadsRepository, type RoomHead } from './room-heads.repository.js';

/** Where many rooms stand, for telling clients what they may have missed. */
@Injectable()
export class RoomHeads {
  constructor(private readonly heads: RoomHeadsRepository) {}

  /**
   * Those of `ids` that exist, deleted ones included.
   * @param within only those that changed in the last so many milliseconds
   * @throws AppError SERVICE_UNAVAILABLE
   */
  find(ids: string[], within?: number): Promise<RoomHead[]> {
    return this.heads.find(ids, within);
  }

  /**
   * Active rooms that had a message, or were opened, in the last `within` milliseconds, page by page.
   * @throws AppError SERVICE_UNAVAILABLE
   */
  activeWithin(within: number): AsyncGenerator<RoomHead[]> {
    return this.heads.activeWithin(within);
  }
}
