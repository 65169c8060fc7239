import type { IncomingMessage } from 'node:http';
import type { INestApplicationContext } from '@nestjs/common';
import { IoAdapter } from '@nestjs/platform-socket.io';
import type { MessageMappingProperties } from '@nestjs/websockets';
import { lastValueFrom, type Observable } from 'rxjs';
import type { Server, ServerOptions } from 'socket.io';
import { withNewDeadline } from '../common/index.js';
import { AppConfig } from '../config/index.js';
import { LIMITS } from '../contracts/index.js';
import { ackOf, SocketAnswers } from './answers.js';
import { BroadcastStream } from './cluster/broadcast-stream.js';
import { MAX_ABSENCE } from './cluster/kept-sessions.js';
import { SessionRecovery } from './cluster/session-recovery.js';
import { cutAllOff, guardConnections } from './connection-guard.js';
import { EventsUnderWay } from './events-under-way.js';
import { Farewell } from './farewell.js';
import { joinWrites } from './joined-writes.js';
import { jsonParser } from './json-parser.js';
import type { ChatServer, ChatSocket } from './socket.types.js';

/**
 * Socket.IO as the contract wants it: strict origins on both transports, frames of at most 1 MB, and the events of
 * one socket for one room handled one after the other, in the order in which the client emitted them.
 */
export class RealtimeAdapter extends IoAdapter {
  private readonly config: AppConfig;
  private readonly answers: SocketAnswers;
  private readonly events: EventsUnderWay;
  private readonly farewell: Farewell;
  private readonly stream: BroadcastStream;
  private readonly recovery: SessionRecovery;

  constructor(app: INestApplicationContext) {
    super(app);
    this.config = app.get(AppConfig);
    this.answers = app.get(SocketAnswers, { strict: false });
    this.events = app.get(EventsUnderWay, { strict: false });
    this.farewell = app.get(Farewell, { strict: false });
    this.stream = app.get(BroadcastStream, { strict: false });
    this.recovery = app.get(SessionRecovery, { strict: false });
  }

  override createIOServer(port: number, options?: Partial<ServerOptions>): Server {
    const origins = this.config.corsOrigins;
    const settings: Partial<ServerOptions> = {
      ...options,
      path: '/socket.io',
      serveClient: false,
      parser: jsonParser,
      maxHttpBufferSize: LIMITS.bodyBytes,
      cors: { origin: origins, credentials: true },
      // What is being compressed for a client that does not read would be counted by nobody; a gateway compresses as well.
      httpCompression: false,
      // CORS headers do not stop a WebSocket from another origin; this does. No Origin: not a browser.
      allowRequest: (
        { headers: { origin } }: IncomingMessage,
        done: (error: string | null, ok: boolean) => void,
      ) => done(null, !this.farewell.begun && (origin === undefined || origins.includes(origin))),
      ...(this.stream.enabled && this.clusterOptions()),
    };
    const server = super.createIOServer(port, settings as ServerOptions);
    guardConnections(server);
    joinWrites(server);
    this.farewell.start(server as ChatServer);
    return server;
  }

  override bindMessageHandlers(
    socket: ChatSocket,
    handlers: MessageMappingProperties[],
    transform: (data: unknown) => Observable<unknown>,
  ): void {
    const queue = this.events.queueOf(socket);
    for (const { message, callback } of handlers) {
      const event = message as string;
      const handle = (...args: unknown[]): void => {
        if (!this.events.taken(socket)) return;
        const ack = ackOf(args);
        const payload = ack === undefined ? args : args.slice(0, -1);
        const data = payload.length > 1 ? payload : payload[0];
        const work = async (): Promise<void> => {
          this.events.assertRights(socket);
          const answer = await lastValueFrom(transform(callback(data, ack)), { defaultValue: undefined });
          if (answer !== undefined) ack?.(answer);
        };
        // Its time begins with its coming: waiting for the events before it is a part of it.
        withNewDeadline(() => queue.runWithAll(roomKeys(data), work)).catch((error: unknown) =>
          this.answers.fail(socket, event, ack, error),
        );
      };
      socket.on(event as never, handle as never);
    }
  }

  /**
   * Closes the connections that are left after the farewell, not the HTTP server: that is Fastify's to close, which lets
   * requests under way finish.
   */
  override close(server: Server): Promise<void> {
    cutAllOff(server);
    server.engine.close();
    return Promise.resolve();
  }

  private clusterOptions(): Partial<ServerOptions> {
    return {
      adapter: this.stream.adapter(this.recovery.keep),
      connectionStateRecovery: { maxDisconnectionDuration: MAX_ABSENCE, skipMiddlewares: false },
    };
  }
}

/**
 * The rooms that an event is about: one, or two when something goes from one to the other. Events without any wait for
 * each other.
 */
function roomKeys(data: unknown): string[] {
  if (typeof data !== 'object' || data === null) return [roomKey(data)];
  const { roomId, toRoomId } = data as { roomId?: unknown; toRoomId?: unknown };
  return toRoomId === undefined ? [roomKey(roomId)] : [roomKey(roomId), roomKey(toRoomId)];
}

const roomKey = (id: unknown): string => (typeof id === 'string' ? id.toLowerCase() : '');
