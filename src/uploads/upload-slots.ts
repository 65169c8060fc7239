import { Injectable } from '@nestjs/common';
import { AppError } from '../common/index.js';

/** An upload under way holds up to three parts of 5 MB, so these bound the memory: about 60 MB for one user. */
const PER_USER = 4;
/** About 480 MB for this node, if every upload stands still at its worst moment. */
const PER_NODE = 32;
/** Seconds. A file of usual size is through by then. */
const RETRY_AFTER = 5;

/** How many files may come through this node at the same time. It bounds memory, so RATE_LIMIT_ENABLED does not lift it. */
@Injectable()
export class UploadSlots {
  private readonly byUser = new Map<string, number>();
  private taken = 0;

  /**
   * Runs an upload in a slot of the user's, which is free again when the upload has ended in whatever way.
   * @throws AppError RATE_LIMITED without running it when none is free, and whatever `upload` throws
   */
  async run<T>(userId: string, upload: () => Promise<T>): Promise<T> {
    const own = this.byUser.get(userId) ?? 0;
    if (own >= PER_USER || this.taken >= PER_NODE) {
      throw new AppError('RATE_LIMITED', { retryAfter: RETRY_AFTER });
    }
    this.byUser.set(userId, own + 1);
    this.taken += 1;
    try {
      return await upload();
    } finally {
      this.release(userId);
    }
  }

  private release(userId: string): void {
    const left = (this.byUser.get(userId) ?? 1) - 1;
    if (left === 0) this.byUser.delete(userId);
    else this.byUser.set(userId, left);
    this.taken -= 1;
  }
}
