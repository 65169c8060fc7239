import { Injectable } from '@nestjs/common';
import { Metrics, registerSocketMetrics } from '../metrics/index.js';
import { Broadcaster } from './broadcaster.js';
import { isRoomChannel } from './channels.js';
import { SessionRecovery } from './cluster/session-recovery.js';
import { EventGate } from './event-gate.js';
import { Sessions } from './sessions.js';
import { SocketAuthentication } from './socket-authentication.js';
import type { ChatServer, ChatSocket } from './socket.types.js';

/** What a connection goes through from its handshake to its end. */
@Injectable()
export class Connections {
  constructor(
    private readonly authentication: SocketAuthentication,
    private readonly gate: EventGate,
    private readonly sessions: Sessions,
    private readonly recovery: SessionRecovery,
    private readonly broadcaster: Broadcaster,
    private readonly metrics: Metrics,
  ) {}

  start(server: ChatServer): void {
    server.use(this.authentication.middleware);
    server.use(this.recovery.middleware);
    registerSocketMetrics(server, this.metrics, isRoomChannel);
    this.broadcaster.start(server);
    this.sessions.start(server);
  }

  /** @param events the events that the socket may emit */
  open(socket: ChatSocket, events: ReadonlySet<string>): void {
    this.gate.guard(socket, events);
    // Before anything that can end it: Nest's own hook comes later.
    socket.once('disconnect', () => this.close(socket));
    this.sessions.watch(socket);
    this.recovery.resume(socket);
  }

  private close(socket: ChatSocket): void {
    this.sessions.forget(socket);
    // A client that only leaves Socket.IO would keep the connection under it, which nobody counts any more.
    socket.conn.close();
  }

  /** @throws AppError UNAUTHORIZED, GALLERY_FORBIDDEN, SERVICE_UNAVAILABLE; the old token stays in force then */
  async renew(socket: ChatSocket, token: string): Promise<Date> {
    const expiresAt = await this.authentication.renew(socket, token);
    this.sessions.watch(socket);
    return expiresAt;
  }
}
