import type { IncomingMessage } from 'node:http';
import type { INestApplicationContext } from '@nestjs/common';
import { IoAdapter } from '@nestjs/platform-socket.io';
import type { MessageMappingProperties } from '@nestjs/websockets';
import { lastValueFrom, type Observable } from 'rxjs';
import type { Server, ServerOptions } from 'socket.io';
import { KeyedQueue } from '../common/index.js';
import { AppConfig } from '../config/index.js';
import { LIMITS } from '../contracts/index.js';
import { ackOf, SocketAnswers } from './answers.js';
import { guardConnections } from './connection-guard.js';
import type { ChatSocket } from './socket.types.js';

/** Milliseconds after which an event that still waits for the ones before it is refused. */
const MAX_WAIT = 4_500;

/**
 * Socket.IO as the contract wants it: strict origins on both transports, frames of at most 1 MB, and the events of
 * one socket for one room handled one after the other, in the order in which the client emitted them.
 */
export class RealtimeAdapter extends IoAdapter {
  private readonly config: AppConfig;
  private readonly answers: SocketAnswers;

  constructor(app: INestApplicationContext) {
    super(app);
    this.config = app.get(AppConfig);
    this.answers = app.get(SocketAnswers, { strict: false });
  }

  override createIOServer(port: number, options?: Partial<ServerOptions>): Server {
    const origins = this.config.corsOrigins;
    const settings: Partial<ServerOptions> = {
      ...options,
      path: '/socket.io',
      serveClient: false,
      maxHttpBufferSize: LIMITS.bodyBytes,
      cors: { origin: origins, credentials: true },
      // CORS headers do not stop a WebSocket from another origin; this does. No Origin: not a browser.
      allowRequest: (
        { headers: { origin } }: IncomingMessage,
        done: (error: string | null, ok: boolean) => void,
      ) => done(null, origin === undefined || origins.includes(origin)),
    };
    const server = super.createIOServer(port, settings as ServerOptions);
    guardConnections(server);
    return server;
  }

  override bindMessageHandlers(
    socket: ChatSocket,
    handlers: MessageMappingProperties[],
    transform: (data: unknown) => Observable<unknown>,
  ): void {
    const queue = new KeyedQueue(MAX_WAIT);
    for (const { message, callback } of handlers) {
      const event = message as string;
      const handle = (...args: unknown[]): void => {
        const ack = ackOf(args);
        const payload = ack === undefined ? args : args.slice(0, -1);
        const data = payload.length > 1 ? payload : payload[0];
        queue
          .run(roomKey(data), async () => {
            const answer = await lastValueFrom(transform(callback(data, ack)), { defaultValue: undefined });
            if (answer !== undefined) ack?.(answer);
          })
          .catch((error: unknown) => this.answers.fail(socket, event, ack, error));
      };
      socket.on(event as never, handle as never);
    }
  }

  /**
   * Closes the connections, not the HTTP server: that is Fastify's to close, which lets requests under way finish. A
   * client sees its transport close, and so connects again by itself; a `disconnect` would tell it to stay away.
   */
  override close(server: Server): Promise<void> {
    server.engine.close();
    return Promise.resolve();
  }
}

/** Events without a room wait for each other. */
function roomKey(data: unknown): string {
  const id = typeof data === 'object' && data !== null ? (data as { roomId?: unknown }).roomId : data;
  return typeof id === 'string' ? id.toLowerCase() : '';
}
