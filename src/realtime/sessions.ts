import { Injectable, Logger } from '@nestjs/common';
import { TokenRevocations } from '../auth/index.js';
import { EventBus } from '../events/index.js';
import { TokensRevoked } from '../revocations/index.js';
import { userChannel } from './channels.js';
import { EventsUnderWay } from './events-under-way.js';
import type { ChatServer, ChatSocket } from './socket.types.js';

/** The longest delay that `setTimeout` keeps. */
const MAX_DELAY = 2_147_483_647;
/** A token that was accepted within the clock skew gets the rest of it. */
const CLOCK_SKEW = 30_000;

/** Ends a socket when its token ends, unless it was renewed, or when its token is revoked. */
@Injectable()
export class Sessions {
  private readonly logger = new Logger(Sessions.name);
  private readonly timers = new WeakMap<ChatSocket, NodeJS.Timeout>();

  constructor(
    private readonly revocations: TokenRevocations,
    private readonly events: EventBus,
    private readonly underWay: EventsUnderWay,
  ) {}

  start({ sockets: { adapter, sockets } }: ChatServer): void {
    this.events.on(TokensRevoked, async ({ revocations }) => {
      const users = revocations.flatMap(({ user_id }) => user_id ?? []);
      const theirs = users.flatMap((userId) => [...(adapter.rooms.get(userChannel(userId)) ?? [])]);
      const anyones = revocations.some(({ jti }) => jti !== null) ? [...sockets.keys()] : [];
      for (const id of new Set([...theirs, ...anyones])) await this.check(sockets.get(id));
    });
  }

  /** Watches the socket's token, or the one that has replaced it, while the socket is there. */
  watch(socket: ChatSocket): void {
    if (!socket.connected) return;
    this.watchEnd(socket);
    // It may have been revoked after it was accepted, before anybody could find this socket.
    this.check(socket).catch((error: unknown) =>
      this.logger.error({ err: error }, 'A session was not checked'),
    );
  }

  forget(socket: ChatSocket): void {
    clearTimeout(this.timers.get(socket));
  }

  private watchEnd(socket: ChatSocket): void {
    clearTimeout(this.timers.get(socket));
    const end = socket.data.expiresAt.getTime();
    const left = end > Date.now() ? end - Date.now() : end + CLOCK_SKEW - Date.now();
    const expire = (): void => (left > MAX_DELAY ? this.watchEnd(socket) : this.expire(socket));
    // Not unref'd: Node keeps a list for each duration, and drops it with its last timer only when that one is ref'd. No two
    // tokens have the same time left. The socket takes its timer with it, so it keeps no process alive.
    this.timers.set(socket, setTimeout(expire, Math.min(Math.max(left, 0), MAX_DELAY)));
  }

  private async check(socket: ChatSocket | undefined): Promise<void> {
    if (socket !== undefined && (await this.revocations.isRevoked(socket.data.token))) this.expire(socket);
  }

  private expire(socket: ChatSocket): void {
    this.underWay.expire(socket);
    socket.emit('session_expired', { code: 'UNAUTHORIZED' });
    socket.disconnect(true);
  }
}
