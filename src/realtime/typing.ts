import { Injectable } from '@nestjs/common';
import { roomChannel, userChannel } from './channels.js';
import type { ChatSocket } from './socket.types.js';

/** Milliseconds of silence after which a typist has stopped. */
const SILENCE = 6_000;

/** Who is typing where. It ends when the client says so, after a silence, on leaving and on disconnect. */
@Injectable()
export class Typing {
  private readonly typing = new Map<ChatSocket, Map<string, NodeJS.Timeout>>();

  start(socket: ChatSocket, roomId: string): void {
    const rooms = this.typing.get(socket) ?? new Map<string, NodeJS.Timeout>();
    this.typing.set(socket, rooms);
    clearTimeout(rooms.get(roomId));
    rooms.set(
      roomId,
      setTimeout(() => this.stop(socket, roomId), SILENCE),
    );
    this.tell(socket, roomId, 'user_typing');
  }

  stop(socket: ChatSocket, roomId: string): void {
    const rooms = this.typing.get(socket);
    const timer = rooms?.get(roomId);
    if (rooms === undefined || timer === undefined) return;
    clearTimeout(timer);
    rooms.delete(roomId);
    if (rooms.size === 0) this.typing.delete(socket);
    this.tell(socket, roomId, 'user_stopped_typing');
  }

  stopAll(socket: ChatSocket): void {
    for (const roomId of [...(this.typing.get(socket)?.keys() ?? [])]) this.stop(socket, roomId);
  }

  /** The typist's own other devices are not told. */
  private tell(socket: ChatSocket, roomId: string, event: 'user_typing' | 'user_stopped_typing'): void {
    const { userId } = socket.data.principal;
    socket.nsp.to(roomChannel(roomId)).except(userChannel(userId)).emit(event, { userId, roomId });
  }
}
