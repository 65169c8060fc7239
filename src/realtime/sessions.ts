import { Injectable } from '@nestjs/common';
import type { ChatSocket } from './socket.types.js';

/** The longest delay that `setTimeout` keeps. */
const MAX_DELAY = 2_147_483_647;
/** A token that was accepted within the clock skew gets the rest of it. */
const CLOCK_SKEW = 30_000;

/** Ends a socket when its token ends, unless it was renewed. */
@Injectable()
export class Sessions {
  private readonly timers = new WeakMap<ChatSocket, NodeJS.Timeout>();

  /** Watches the socket's token, or the one that has replaced it. */
  watch(socket: ChatSocket): void {
    clearTimeout(this.timers.get(socket));
    const end = socket.data.expiresAt.getTime();
    const left = end > Date.now() ? end - Date.now() : end + CLOCK_SKEW - Date.now();
    const expire = (): void => (left > MAX_DELAY ? this.watch(socket) : this.expire(socket));
    this.timers.set(socket, setTimeout(expire, Math.min(Math.max(left, 0), MAX_DELAY)).unref());
  }

  forget(socket: ChatSocket): void {
    clearTimeout(this.timers.get(socket));
  }

  private expire(socket: ChatSocket): void {
    socket.emit('session_expired', { code: 'UNAUTHORIZED' });
    socket.disconnect(true);
  }
}
