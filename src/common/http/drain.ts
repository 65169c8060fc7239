import type { IncomingMessage } from 'node:http';

/** Bytes that may still come after the answer. */
const LIMIT = 256 * 1024 * 1024;

/**
 * Lets the rest of a body that is not wanted go by. Closing the connection while some of it is on its way resets it, and
 * the answer may be lost before it is read; a gateway that streams bodies would then say that no node answered.
 */
export function drain(request: IncomingMessage): void {
  if (request.readableEnded || request.destroyed) return;
  let left = LIMIT;
  request.unpipe();
  request.on('data', (chunk: Buffer) => {
    left -= chunk.length;
    if (left < 0) request.destroy();
  });
  request.resume();
}
