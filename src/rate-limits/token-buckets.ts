/**
 * One bucket for each key: `burst` tokens at most, refilled steadily. A full bucket need not be kept, so a key that is
 * not asked for costs nothing in the end.
 */
export abstract class TokenBuckets {
  /** Takes one token. @returns 0, or the whole seconds to wait until there is one */
  abstract take(key: string): number | Promise<number>;
}
