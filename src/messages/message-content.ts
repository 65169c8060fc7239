import { LIMITS } from '../contracts/index.js';

/** A character that leaves a mark: neither white space, nor a control, nor one that renders as nothing. */
const VISIBLE = /[^\p{White_Space}\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cf}\u2800]/u;

/** Whether `value` can stand as a message: 1 to 4000 code points, something visible among them. */
export function isMessageContent(value: unknown): value is string {
  if (typeof value !== 'string' || value.length > LIMITS.contentLength * 2) return false;
  return Array.from(value).length <= LIMITS.contentLength && VISIBLE.test(value);
}
