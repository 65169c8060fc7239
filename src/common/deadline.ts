import { AsyncLocalStorage } from 'node:async_hooks';
import { AppError } from './errors/index.js';

/** Milliseconds. Whatever a call waits for, it is answered within the five seconds of the contract: this, and some for the rest. */
const ANSWER_WITHIN = 4_500;
/** What is left to work whose first part has used up nearly everything. */
const LEAST = 250;
/** Seconds after which a call that was given up may be repeated. */
const RETRY_AFTER = 2;

const deadlines = new AsyncLocalStorage<number>();

/**
 * Runs `work`, and gives up what waits in it (for a turn, for a connection, for a statement) when its time is over. The
 * time begins with the outermost call, so that several waits together take no longer than one. What begins when it is
 * over is not what that call waits for, and has its own.
 */
export const withDeadline = <T>(work: () => T): T =>
  (deadlines.getStore() ?? 0) > performance.now() ? work() : withNewDeadline(work);

/** The same for work of which a part, so many milliseconds, is done already. */
export const withDeadlineAfter = <T>(spent: number, work: () => T): T =>
  deadlines.run(performance.now() + Math.max(ANSWER_WITHIN - spent, LEAST), work);

/** The same with the whole time, for what comes after work that has limits of its own and may take longer. */
export const withNewDeadline = <T>(work: () => T): T => withDeadlineAfter(0, work);

/** Runs what nobody waits for. */
export const withoutDeadline = <T>(work: () => T): T => deadlines.exit(work);

/** Milliseconds until the deadline, and `most` at most. */
export const timeLeft = (most = ANSWER_WITHIN): number =>
  Math.max(0, Math.min(most, (deadlines.getStore() ?? Infinity) - performance.now()));

const unavailable = (): AppError => new AppError('SERVICE_UNAVAILABLE', { retryAfter: RETRY_AFTER });

/**
 * For work of several parts, before each of them: what begins after the deadline would have a new one.
 * @throws AppError SERVICE_UNAVAILABLE
 */
export function assertTimeLeft(): void {
  if (timeLeft() === 0) throw unavailable();
}

/** @throws AppError SERVICE_UNAVAILABLE when the deadline comes first; what becomes of `work` then is the caller's care */
export function beforeDeadline<T>(work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(unavailable()), timeLeft());
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
