import { ServerResponse, type IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';

/**
 * Characters of answers that may wait in the process for their readers, all together. Each takes two to five bytes, as
 * JavaScript's and in UTF-8.
 */
const MAX_UNREAD = 32 * 1024 * 1024;

/**
 * Counts the answers that were given and that the operating system has not taken yet, because whoever asked does not read.
 * Beyond the limit, the connections whose answers began to wait first are cut off.
 */
class UnreadAnswers {
  /** In the order in which they began to wait. */
  private readonly waiting = new Map<Socket, number>();
  private readonly watched = new WeakSet<Socket>();
  private total = 0;

  add(answer: ServerResponse): void {
    const size = answer.writableLength;
    const { socket } = answer.req;
    if (size === 0 || socket.destroyed) return;
    if (!this.watched.has(socket)) {
      this.watched.add(socket);
      // Of answers that wait for the one before them on the same connection, only the first hears of its end.
      socket.once('close', () => this.change(socket, -Infinity));
    }
    answer.once('finish', () => this.change(socket, -size));
    this.change(socket, size);
    for (const [oldest] of this.waiting) {
      if (this.total <= MAX_UNREAD) return;
      this.change(oldest, -Infinity);
      oldest.destroy();
    }
  }

  private change(socket: Socket, size: number): void {
    const before = this.waiting.get(socket) ?? 0;
    const after = Math.max(0, before + size);
    this.total += after - before;
    if (after === 0) this.waiting.delete(socket);
    else this.waiting.set(socket, after);
  }
}

/** The answers of a server whose unread ones are bounded: those of the REST API and of long polling alike. */
export function boundedAnswers(): typeof ServerResponse {
  const unread = new UnreadAnswers();
  return class BoundedAnswer<Request extends IncomingMessage> extends ServerResponse<Request> {
    override end(...args: unknown[]): this {
      super.end(...(args as []));
      unread.add(this);
      return this;
    }
  };
}
