import { Injectable } from '@nestjs/common';
import type { Principal } from '../../auth/index.js';
import { RedisConnection } from '../../redis/index.js';

/** Milliseconds for which the session of a lost connection is kept. */
export const MAX_ABSENCE = 120_000;

/** What a client had that lost its connection. */
export interface KeptSession {
  userId: string;
  galleryId: string;
  /** Ids of the rooms that it had joined. */
  rooms: string[];
}

/** Socket.IO's private session id: it is known to the client alone. */
const PRIVATE_ID = /^[\w-]{20}$/;
const keyOf = (pid: string): string => `chat:session:${pid}`;

/** The sessions of lost connections, in Redis: a client may come back to any node. */
@Injectable()
export class KeptSessions {
  constructor(private readonly redis: RedisConnection) {}

  /** Without Redis at this moment, the client will start anew. */
  keep(pid: string, session: KeptSession): void {
    this.redis.client.set(keyOf(pid), JSON.stringify(session), 'PX', MAX_ABSENCE).catch(() => undefined);
  }

  /** The session, when it is this user's and gallery's; who only knows another's id learns nothing. @throws Error without Redis */
  async find(pid: unknown, { userId, galleryId }: Principal): Promise<KeptSession | undefined> {
    if (typeof pid !== 'string' || !PRIVATE_ID.test(pid)) return undefined;
    const text = await this.redis.client.get(keyOf(pid));
    const session = text === null ? undefined : (JSON.parse(text) as KeptSession);
    return session?.userId === userId && session.galleryId === galleryId ? session : undefined;
  }

  /** @returns whether this caller is the one who takes it up. @throws Error without Redis */
  async take(pid: string): Promise<boolean> {
    return (await this.redis.client.del(keyOf(pid))) === 1;
  }
}
