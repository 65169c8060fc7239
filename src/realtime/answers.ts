import { Logger } from '@nestjs/common';
import { describeError, failure, newId, toAppError } from '../common/index.js';
import type { ClientEvent } from '../contracts/index.js';
import type { ChatSocket } from './socket.types.js';

const logger = new Logger('Realtime');

/** The last argument of an event, when the client asked for an answer. */
export const ackOf = (args: unknown[]): ((answer: unknown) => void) | undefined => {
  const last = args.at(-1);
  return typeof last === 'function' ? (last as (answer: unknown) => void) : undefined;
};

/**
 * The one way in which a socket event fails: through its ack, or as `error_event` when there is none. The payload is
 * never sent back, and the socket stays open.
 */
export function answerFailure(
  socket: ChatSocket,
  event: string,
  ack: ((answer: unknown) => void) | undefined,
  thrown: unknown,
): void {
  const error = toAppError(thrown);
  const requestId = newId();
  if (error.status >= 500) {
    const { userId } = socket.data.principal;
    logger.error(
      { err: error.cause ?? error, event, userId, requestId, code: error.code },
      'A socket event failed',
    );
  }
  const { locale } = socket.data;
  if (ack !== undefined) ack(failure(error, locale, requestId));
  else socket.emit('error_event', { event: event as ClientEvent, error: describeError(error, locale) });
}
