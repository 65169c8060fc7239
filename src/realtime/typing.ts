import { Injectable } from '@nestjs/common';
import { roomChannel, userChannel } from './channels.js';
import { NodeTypists, type Typist } from './cluster/node-typists.js';
import type { ChatNamespace, ChatServer, ChatSocket } from './socket.types.js';

/** Milliseconds of silence after which a typist has stopped. */
const SILENCE = 6_000;

/** Who is typing where. It ends when the client says so, after a silence, on leaving, on disconnect and with the node. */
@Injectable()
export class Typing {
  private readonly typing = new Map<ChatSocket, Map<string, NodeJS.Timeout>>();

  constructor(private readonly typists: NodeTypists) {}

  /** Begins to speak for other nodes that are lost. */
  watch(server: ChatServer): void {
    this.typists.onLost((typist) => tell(server, 'user_stopped_typing', typist));
  }

  start(socket: ChatSocket, roomId: string): void {
    const rooms = this.typing.get(socket) ?? new Map<string, NodeJS.Timeout>();
    this.typing.set(socket, rooms);
    clearTimeout(rooms.get(roomId));
    rooms.set(
      roomId,
      setTimeout(() => this.stop(socket, roomId), SILENCE),
    );
    const typist = { roomId, userId: socket.data.principal.userId };
    this.typists.add(typist);
    tell(socket.nsp, 'user_typing', typist);
  }

  stop(socket: ChatSocket, roomId: string): void {
    const rooms = this.typing.get(socket);
    const timer = rooms?.get(roomId);
    if (rooms === undefined || timer === undefined) return;
    clearTimeout(timer);
    rooms.delete(roomId);
    if (rooms.size === 0) this.typing.delete(socket);
    const typist = { roomId, userId: socket.data.principal.userId };
    this.typists.remove(typist);
    tell(socket.nsp, 'user_stopped_typing', typist);
  }

  stopAll(socket: ChatSocket): void {
    for (const roomId of [...(this.typing.get(socket)?.keys() ?? [])]) this.stop(socket, roomId);
  }
}

/** The typist's own other devices are not told. */
function tell(
  server: ChatServer | ChatNamespace,
  event: 'user_typing' | 'user_stopped_typing',
  { userId, roomId }: Typist,
): void {
  server.to(roomChannel(roomId)).except(userChannel(userId)).emit(event, { userId, roomId });
}
