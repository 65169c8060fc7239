import { Injectable } from '@nestjs/common';
import { AppError, KeyedQueue } from '../common/index.js';
import type { ChatSocket } from './socket.types.js';

/** Milliseconds after which an event that still waits for the ones before it is refused. */
const MAX_WAIT = 4_000;

/** The events of each socket that wait or are being handled. */
@Injectable()
export class EventsUnderWay {
  private readonly queues = new WeakMap<ChatSocket, KeyedQueue>();
  private readonly ended = new WeakSet<ChatSocket>();
  private readonly expired = new WeakSet<ChatSocket>();

  /** Where the socket's events wait for each other. */
  queueOf(socket: ChatSocket): KeyedQueue {
    const queue = this.queues.get(socket) ?? new KeyedQueue(MAX_WAIT);
    this.queues.set(socket, queue);
    return queue;
  }

  /** Whether the socket's events are still taken. */
  taken(socket: ChatSocket): boolean {
    return !this.ended.has(socket);
  }

  /** Whoever is behind the socket has no rights any more: what waits is not begun. */
  expire(socket: ChatSocket): void {
    this.expired.add(socket);
  }

  /** @throws AppError UNAUTHORIZED */
  assertRights(socket: ChatSocket): void {
    if (this.expired.has(socket)) throw new AppError('UNAUTHORIZED');
  }

  /** Takes no further event of the socket. Resolves when those that came before are answered. */
  async end(socket: ChatSocket): Promise<void> {
    this.ended.add(socket);
    await this.queues.get(socket)?.idle();
  }
}
