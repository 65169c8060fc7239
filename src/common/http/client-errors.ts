import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { AppError, failure } from '../errors/index.js';
import { newId } from '../ids.js';

/** What the HTTP parser calls its errors, and the status that each is answered with; any other is 400. */
const STATUS: Partial<Record<string, number>> = {
  ERR_HTTP_REQUEST_TIMEOUT: 408,
  HPE_HEADER_OVERFLOW: 431,
};

/**
 * Answers what the HTTP parser refused, before there was a request, in the failure envelope, and closes the connection.
 * @param locale there is no Accept-Language to choose by
 */
export const answerClientErrors =
  (locale: 'tr' | 'en') =>
  (error: NodeJS.ErrnoException, socket: Socket): void => {
    if (error.code === 'ECONNRESET' || !socket.writable) {
      socket.destroy();
      return;
    }
    const requestId = newId();
    const status = STATUS[error.code ?? ''] ?? 400;
    const body = JSON.stringify(failure(new AppError('VALIDATION_FAILED'), locale, requestId));
    const lines = [
      `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`,
      'Connection: close',
      'Content-Type: application/json; charset=utf-8',
      `Content-Length: ${Buffer.byteLength(body)}`,
      'Cache-Control: no-store',
      `X-Request-Id: ${requestId}`,
    ];
    socket.end(`${lines.join('\r\n')}\r\n\r\n${body}`, () => socket.destroy());
  };
