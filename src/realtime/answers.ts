import { Injectable, Logger } from '@nestjs/common';
import { describeError, failure, newId, toAppError } from '../common/index.js';
import { Metrics } from '../metrics/index.js';
import type { ChatSocket } from './socket.types.js';

/** Characters of an event's name that are repeated to the client: it is the client's own, and as long as it likes. */
const MAX_NAME = 100;

export type AnyAck = (answer: unknown) => void;

/** The last argument of an event, when the client asked for an answer. */
export const ackOf = (args: unknown[]): AnyAck | undefined => {
  const last = args.at(-1);
  return typeof last === 'function' ? (last as AnyAck) : undefined;
};

/** The one way in which a socket event fails. */
@Injectable()
export class SocketAnswers {
  private readonly logger = new Logger('Realtime');

  constructor(private readonly metrics: Metrics) {}

  /**
   * Answers through the ack, or as `error_event` when there is none. The payload is never sent back, and the socket
   * stays open.
   */
  fail(socket: ChatSocket, event: string, ack: AnyAck | undefined, thrown: unknown): void {
    const error = toAppError(thrown);
    const requestId = newId();
    this.metrics.errorAnswered(error.code, 'socket');
    if (error.status >= 500) {
      const { userId } = socket.data.principal;
      const details = {
        err: error.cause ?? error,
        event: event.slice(0, MAX_NAME),
        userId,
        requestId,
        code: error.code,
      };
      this.logger.error(details, 'A socket event failed');
    }
    const { locale } = socket.data;
    if (ack !== undefined) ack(failure(error, locale, requestId));
    else socket.emit('error_event', { event: event.slice(0, MAX_NAME), error: describeError(error, locale) });
  }
}
