export {
  assertTimeLeft,
  beforeDeadline,
  timeLeft,
  withDeadline,
  withDeadlineAfter,
  withNewDeadline,
  withoutDeadline,
} from './deadline.js';
export * from './errors/index.js';
export { isExactTime } from './exact-time.js';
export { isUuid, newId } from './ids.js';
export { KeyedQueue } from './keyed-queue.js';
export * from './validation/index.js';
export { VERSION } from './version.js';
