import { AppError } from './errors/index.js';

/**
 * Runs tasks of the same key one after the other, in the order they came; tasks of different keys run side by side.
 * A task that has waited longer than `maxWaitMs` for its turn is refused, so that a stalled key cannot pile up callers.
 */
export class KeyedQueue {
  private readonly tails = new Map<string, Promise<void>>();

  constructor(private readonly maxWaitMs = Number.POSITIVE_INFINITY) {}

  /** Keys with a task running or waiting. */
  get size(): number {
    return this.tails.size;
  }

  /**
   * @returns what `task` returns
   * @throws whatever `task` throws, or ROOM_BUSY when its turn came too late; the task has not run then
   */
  run<T>(key: string, task: () => Promise<T>): Promise<T> {
    const due = Date.now() + this.maxWaitMs;
    const before = this.tails.get(key) ?? Promise.resolve();
    const result = before.then(() => {
      if (Date.now() > due) throw new AppError('ROOM_BUSY', { retryAfter: 1 });
      return task();
    });
    const tail: Promise<void> = result.then(
      () => this.release(key, tail),
      () => this.release(key, tail),
    );
    this.tails.set(key, tail);
    return result;
  }

  private release(key: string, tail: Promise<void>): void {
    if (this.tails.get(key) === tail) this.tails.delete(key);
  }
}
