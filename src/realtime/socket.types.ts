import type { DefaultEventsMap, Namespace, Server, Socket } from 'socket.io';
import type { Principal, TokenIdentity } from '../auth/index.js';
import type { Locale } from '../config/index.js';
import type { ClientToServerEvents, ServerToClientEvents } from '../contracts/index.js';

/** A room that a socket has joined, and the galleries on its two sides. */
export interface JoinedRoom {
  roomId: string;
  galleryIds: [string, string];
}

/** What the service keeps with a connection. */
export interface SocketData {
  principal: Principal;
  /** The token in force: what a revocation may name. */
  token: TokenIdentity;
  expiresAt: Date;
  locale: Locale;
  rooms: JoinedRoom[];
}

export type ChatServer = Server<ClientToServerEvents, ServerToClientEvents, DefaultEventsMap, SocketData>;
export type ChatSocket = Socket<ClientToServerEvents, ServerToClientEvents, DefaultEventsMap, SocketData>;
export type ChatNamespace = Namespace<
  ClientToServerEvents,
  ServerToClientEvents,
  DefaultEventsMap,
  SocketData
>;
