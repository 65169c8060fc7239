import { Injectable } from '@nestjs/common';
import { Metrics, registerSocketMetrics } from '../metrics/index.js';
import { Broadcaster } from './broadcaster.js';
import { galleryChannel, isRoomChannel, userChannel } from './channels.js';
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
    private readonly broadcaster: Broadcaster,
    private readonly metrics: Metrics,
  ) {}

  start(server: ChatServer): void {
    server.use(this.authentication.middleware);
    registerSocketMetrics(server, this.metrics, isRoomChannel);
    this.broadcaster.start(server);
    this.sessions.start(server);
  }

  /** @param events the events that the socket may emit */
  open(socket: ChatSocket, events: ReadonlySet<string>): void {
    const { galleryId, userId } = socket.data.principal;
    this.gate.guard(socket, events);
    // The in-memory adapter joins at once; an error could only come from a store and would close the socket anyway.
    Promise.resolve(socket.join([galleryChannel(galleryId), userChannel(userId)])).catch(() =>
      socket.disconnect(),
    );
    this.sessions.watch(socket);
  }

  close(socket: ChatSocket): void {
    this.sessions.forget(socket);
  }

  /** @throws AppError UNAUTHORIZED, GALLERY_FORBIDDEN, SERVICE_UNAVAILABLE; the old token stays in force then */
  async renew(socket: ChatSocket, token: string): Promise<Date> {
    const expiresAt = await this.authentication.renew(socket, token);
    this.sessions.watch(socket);
    return expiresAt;
  }
}
