import { LIMITS } from '../../contracts/index.js';
import { AppError } from '../errors/index.js';

const MAX_PATH = 100;

/**
 * Refuses what JSON or a socket's frame allows but PostgreSQL or a recursive visitor cannot take: NUL characters, lone
 * surrogates, binary parts, and nesting deeper than the limit. Walks with a stack of its own, so that depth cannot exhaust the call stack.
 * @throws AppError VALIDATION_FAILED naming the first field that is at fault
 */
export function assertPlainJson(value: unknown): void {
  const stack: { value: unknown; path: string; depth: number }[] = [{ value, path: '', depth: 0 }];
  for (let item = stack.pop(); item !== undefined; item = stack.pop()) {
    const { value: current, path, depth } = item;
    if (typeof current === 'string') {
      if (!isPlainText(current)) throw AppError.invalid(named(path), 'plainText');
    } else if (ArrayBuffer.isView(current) || current instanceof ArrayBuffer) {
      throw AppError.invalid(topLevel(path), 'invalid');
    } else if (typeof current === 'object' && current !== null) {
      if (depth >= LIMITS.jsonDepth) throw AppError.invalid(topLevel(path), 'jsonDepth', LIMITS.jsonDepth);
      for (const [key, child] of Object.entries(current)) {
        if (key === '__proto__') throw AppError.invalid(topLevel(path), 'invalid');
        if (!isPlainText(key)) throw AppError.invalid(topLevel(path), 'plainText');
        stack.push({ value: child, path: path === '' ? key : `${path}.${key}`, depth: depth + 1 });
      }
    }
  }
}

/** No NUL and no lone surrogate: text that PostgreSQL stores as it is, in `text` and in `jsonb`. */
export const isPlainText = (text: string): boolean => !text.includes('\0') && text.isWellFormed();

/** A path as an answer names it. Its keys are the caller's own, and as long as the caller likes. */
const named = (path: string): string => path.slice(0, MAX_PATH) || 'body';
const topLevel = (path: string): string => named(path.split('.', 1)[0] ?? '');
