/** Redis answers again. What it held may be gone, and what was published meanwhile did not reach other nodes. */
export class RedisReturned {}
