import { Injectable } from '@nestjs/common';
import { TokenBucket } from 'limiter';
import { AppError, assertPlainJson } from '../common/index.js';
import { RateLimits } from '../rate-limits/index.js';
import { ackOf, SocketAnswers } from './answers.js';
import type { ChatSocket } from './socket.types.js';

/** A socket that goes on for this many times its burst after being refused is a flood, and is cut off. */
const FLOOD_FACTOR = 20;

/** What every event passes before a handler sees it: the rate, that the event exists, and the form of its payload. */
@Injectable()
export class EventGate {
  constructor(
    private readonly rateLimits: RateLimits,
    private readonly answers: SocketAnswers,
  ) {}

  /** @param events the names that have handlers */
  guard(socket: ChatSocket, events: ReadonlySet<string>): void {
    const bucket = this.rateLimits.forSocket();
    const flood = bucket && floodBucket(bucket);
    const { userId } = socket.data.principal;
    socket.use((packet: unknown[], next) => {
      const event = nameOf(packet);
      try {
        if (bucket?.tryRemoveTokens(1) === false || !this.rateLimits.allowsEvent(userId)) {
          if (flood?.tryRemoveTokens(1) === false) {
            socket.disconnect(true);
            return;
          }
          throw new AppError('RATE_LIMITED', { retryAfter: 1 });
        }
        if (!events.has(event)) throw new AppError('UNKNOWN_EVENT');
        for (const arg of packet.slice(1)) if (typeof arg !== 'function') assertPlainJson(arg);
        next();
      } catch (error) {
        this.answers.fail(socket, event, ackOf(packet), error);
      }
    });
  }
}

/** Socket.IO's parser lets through events without any name, and with a number for one; what is thrown here ends the process. */
const nameOf = ([name]: unknown[]): string => (typeof name === 'string' ? name : '');

function floodBucket({ bucketSize, tokensPerInterval }: TokenBucket): TokenBucket {
  const flood = new TokenBucket({
    bucketSize: bucketSize * FLOOD_FACTOR,
    tokensPerInterval,
    interval: 'second',
  });
  flood.content = flood.bucketSize;
  return flood;
}
