import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { Envelope, ErrorBody, ErrorCode, MessageView } from '../../../src/contracts/index.ts';

/** Milliseconds before a message is sent again; doubled at each attempt, and drawn at random below that. */
const FIRST_PAUSE = 250;
const LONGEST_PAUSE = 4_000;

/** After these the same message may succeed. What else is refused stays refused. */
const TEMPORARY: ReadonlySet<ErrorCode> = new Set([
  'RATE_LIMITED',
  'SERVICE_UNAVAILABLE',
  'ROOM_BUSY',
  'INTERNAL_ERROR',
]);

export interface OutgoingMessage {
  roomId: string;
  content: string;
  /** Chosen once, and the same at every attempt: so the message is stored once. */
  clientMessageId: string;
}

/** Sends one message. @throws when its fate is unknown: no answer came, or none that can be read */
export type Deliver = (message: OutgoingMessage) => Promise<Envelope<MessageView>>;

/** The service has refused a message for good. */
export class RefusedMessage extends Error {
  readonly error: ErrorBody;

  constructor(error: ErrorBody) {
    super(`${error.code}: ${error.message}`);
    this.error = error;
  }
}

/** Keeps each message until it is acknowledged. The messages of a room go out one after the other, in order. */
export class Outbox {
  private readonly deliver: Deliver;
  private readonly queues = new Map<string, Promise<unknown>>();
  private readonly closing = new AbortController();
  private waking = new AbortController();

  constructor(deliver: Deliver) {
    this.deliver = deliver;
  }

  /** @returns the message as it was stored @throws RefusedMessage */
  send(roomId: string, content: string): Promise<MessageView> {
    const message = { roomId, content, clientMessageId: randomUUID() };
    const before = this.queues.get(roomId) ?? Promise.resolve();
    const sent = before.then(() => this.untilAnswered(message));
    this.queues.set(
      roomId,
      sent.catch(() => undefined),
    );
    return sent;
  }

  /** There is a connection again: what waits for its next attempt goes out now. */
  wake(): void {
    this.waking.abort();
    this.waking = new AbortController();
  }

  close(): void {
    this.closing.abort();
    this.wake();
  }

  private async untilAnswered(message: OutgoingMessage): Promise<MessageView> {
    for (let pause = FIRST_PAUSE; ; pause = Math.min(pause * 2, LONGEST_PAUSE)) {
      const answer = await this.deliver(message).catch(() => undefined);
      if (answer?.success) return answer.data;
      if (answer && !TEMPORARY.has(answer.error.code)) throw new RefusedMessage(answer.error);
      if (this.closing.signal.aborted) throw new Error('The client was closed');
      await delay(pause * (0.5 + Math.random() / 2), undefined, { signal: this.waking.signal }).catch(
        () => undefined,
      );
    }
  }
}
