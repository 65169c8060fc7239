import type { DefaultEventsMap, Server } from 'socket.io';
import type { ClientToServerEvents, ServerToClientEvents } from '../contracts/index.js';
import type { Metrics } from './metrics.js';

/**
 * Counts the sockets of a server, the rooms they are in, and what is written to them.
 * @param isRoom whether a channel is that of a chat room, as opposed to a user's or a gallery's
 */
export function registerSocketMetrics<Data>(
  server: Server<ClientToServerEvents, ServerToClientEvents, DefaultEventsMap, Data>,
  metrics: Metrics,
  isRoom: (channel: string) => boolean,
): void {
  const { adapter } = server.sockets;
  adapter.on('join-room', (channel: string) => {
    if (isRoom(channel)) metrics.roomJoined();
  });
  adapter.on('leave-room', (channel: string) => {
    if (isRoom(channel)) metrics.roomLeft();
  });
  server.on('connection', (socket) => {
    metrics.socketConnected();
    socket.onAnyOutgoing((event: keyof ServerToClientEvents) => metrics.delivered(event));
    socket.once('disconnect', () => metrics.socketDisconnected());
  });
}
