import type { DefaultEventsMap, Namespace, Server, Socket } from 'socket.io';
import type { Principal, TokenIdentity } from '../auth/index.js';
import type { Locale } from '../config/index.js';
import type { ClientToServerEvents, ServerToClientEvents } from '../contracts/index.js';

/** What the service keeps with a connection. */
export interface SocketData {
  principal: Principal;
  /** The token in force: what a revocation may name. */
  token: TokenIdentity;
  expiresAt: Date;
  locale: Locale;
}

export type ChatServer = Server<ClientToServerEvents, ServerToClientEvents, DefaultEventsMap, SocketData>;
export type ChatSocket = Socket<ClientToServerEvents, ServerToClientEvents, DefaultEventsMap, SocketData>;
export type ChatNamespace = Namespace<
  ClientToServerEvents,
  ServerToClientEvents,
  DefaultEventsMap,
  SocketData
>;

/** The sockets of this node in a channel. */
export const localSockets = (nsp: ChatNamespace, channel: string): ChatSocket[] =>
  [...(nsp.adapter.rooms.get(channel) ?? [])].flatMap((id) => nsp.sockets.get(id) ?? []);
