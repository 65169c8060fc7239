import { timeLeft } from './deadline.js';
import { AppError } from './errors/index.js';

/**
 * Runs tasks of the same key one after the other, in the order they came; tasks of different keys run side by side. A
 * task that waits longer than `maxWaitMs` for its turn is refused at that moment, so that a stalled key holds nobody up.
 */
export class KeyedQueue {
  private readonly tails = new Map<string, Promise<void>>();

  constructor(private readonly maxWaitMs: number) {}

  /** Keys with a task running or waiting. */
  get size(): number {
    return this.tails.size;
  }

  /** Resolves when every task that has come before now has ended, and its caller has heard of it. */
  async idle(): Promise<void> {
    await Promise.all(this.tails.values());
  }

  /**
   * @returns what `task` returns
   * @throws whatever `task` throws, or ROOM_BUSY when its turn did not come in time; the task does not run then
   */
  run<T>(key: string, task: () => Promise<T>): Promise<T> {
    return this.runWithAll([key], task);
  }

  /** The same for a task of several keys: it runs beside no other of any of them. */
  runWithAll<T>(keys: readonly string[], task: () => Promise<T>): Promise<T> {
    const others = keys.flatMap((key) => this.tails.get(key) ?? []);
    const before = others.length === 0 ? undefined : Promise.all(others).then(() => undefined);
    const result = before === undefined ? task() : this.whenItsTurnComes(before, task);
    const tail: Promise<void> = (before ?? Promise.resolve())
      .then(() => result)
      .then(
        () => this.release(keys, tail),
        () => this.release(keys, tail),
      );
    for (const key of keys) this.tails.set(key, tail);
    return result;
  }

  private whenItsTurnComes<T>(before: Promise<void>, task: () => Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      let late = false;
      const timer = setTimeout(() => {
        late = true;
        reject(new AppError('ROOM_BUSY', { retryAfter: 1 }));
      }, timeLeft(this.maxWaitMs));
      void before.then(() => {
        if (late) return;
        clearTimeout(timer);
        // On a node that is late itself the timer may be: what begins now would have a time of its own.
        if (timeLeft() === 0) reject(new AppError('ROOM_BUSY', { retryAfter: 1 }));
        else task().then(resolve, reject);
      });
    });
  }

  private release(keys: readonly string[], tail: Promise<void>): void {
    for (const key of keys) if (this.tails.get(key) === tail) this.tails.delete(key);
  }
}
