import { isVisible } from '../common/index.js';
import { LIMITS } from '../contracts/index.js';

/** Whether `value` can stand as a message: 1 to 4000 code points, something visible among them. */
export function isMessageContent(value: unknown): value is string {
  if (typeof value !== 'string' || value.length > LIMITS.contentLength * 2) return false;
  return Array.from(value).length <= LIMITS.contentLength && isVisible(value);
}
