import { Injectable } from '@nestjs/common';
import { AppError, timeLeft, withNewDeadline } from '../common/index.js';
import { outcomeUnknown } from '../database/index.js';
import { MessagesRepository, type Sending, type SentRow } from './messages.repository.js';
import { PreviewPromises } from './preview-promises.js';

/** Milliseconds after which a statement counts as held up, by a lock or by the disk: the next does not wait for it. */
const HELD_UP = 25;
/** Statements under way at the same time. */
const MOST_UNDER_WAY = 4;
/** Messages of one statement. */
const LARGEST = 64;

type Outcome = Awaited<ReturnType<MessagesRepository['send']>>;

interface Waiting {
  sending: Sending;
  /** Whether a statement with it is under way. */
  begun: boolean;
  /** Told the row, or undefined when it is to be sent alone. */
  resolve: (row: SentRow | undefined) => void;
  reject: (error: Error) => void;
}

/**
 * Joins the sends that come while others are under way into one statement: one round trip and one commit for all of
 * them. A message that finds nothing under way goes at once. Two statements that are not held up would each have half of
 * the messages, and cost more together than one with all of them. Whatever is not stored together, for whatever reason, is
 * sent alone, so that a message that fails does so by itself, and for its own reason; and those that are sent alone may
 * wait for a lock, while others go on.
 *
 * Those of a batch are of different rooms, since a room has one send at a time.
 */
@Injectable()
export class SendBatches {
  private waiting: Waiting[] = [];
  private readonly underWay = new Set<{ heldUp: boolean }>();

  constructor(
    private readonly messages: MessagesRepository,
    private readonly previews: PreviewPromises,
  ) {}

  /** @returns and @throws as `MessagesRepository.send` */
  async send(sending: Sending): Promise<Outcome> {
    const hasLink = this.previews.isLookedAt(sending.message.messageType, sending.message.content);
    const together = !hasLink && isPlain(sending) ? await this.join(sending) : undefined;
    if (together !== undefined) return together;
    // On a node that is late itself the timer of `join` may be: what begins now would have a time of its own.
    if (timeLeft() === 0) throw unavailable();
    return this.messages.send(sending, hasLink);
  }

  private join(sending: Sending): Promise<SentRow | undefined> {
    return new Promise((resolve, reject) => {
      const entry: Waiting = { sending, begun: false, resolve, reject };
      const timer = setTimeout(() => {
        this.waiting = this.waiting.filter((one) => one !== entry);
        reject(entry.begun ? outcomeUnknown() : unavailable());
      }, timeLeft());
      entry.resolve = (row) => {
        clearTimeout(timer);
        resolve(row);
      };
      entry.reject = (error) => {
        clearTimeout(timer);
        reject(error);
      };
      this.waiting.push(entry);
      this.next();
    });
  }

  private next(): void {
    const mayBegin = this.underWay.size < MOST_UNDER_WAY && [...this.underWay].every(({ heldUp }) => heldUp);
    if (this.waiting.length === 0 || !mayBegin) return;
    const batch = this.waiting.splice(0, LARGEST);
    const statement = { heldUp: false };
    this.underWay.add(statement);
    const timer = setTimeout(() => {
      statement.heldUp = true;
      this.next();
    }, HELD_UP);
    // Each of them has a limit of its own, which answers it when the statement takes longer.
    void withNewDeadline(() => this.together(batch)).finally(() => {
      clearTimeout(timer);
      this.underWay.delete(statement);
      this.next();
    });
  }

  private async together(batch: Waiting[]): Promise<void> {
    for (const entry of batch) entry.begun = true;
    let stored: Map<string, SentRow>;
    try {
      stored = await this.messages.sendMany(batch.map(({ sending }) => sending));
    } catch (error) {
      for (const { resolve, reject } of batch) {
        if (isUnavailable(error)) reject(error);
        else resolve(undefined);
      }
      return;
    }
    for (const { sending, resolve } of batch) resolve(stored.get(sending.message.id));
  }
}

const unavailable = (): AppError => new AppError('SERVICE_UNAVAILABLE', { retryAfter: 2 });

/** Whether the statement for many can store it; the others are rare, and need to look at more. */
const isPlain = ({ message }: Sending): boolean =>
  (message.messageType === 'text' || message.messageType === 'system') &&
  message.metadata === null &&
  message.replyToId === null &&
  message.forwardedId === null &&
  message.file === null;

/** The database did not answer. Any other failure is one message's, for which the statement was rolled back. */
const isUnavailable = (error: unknown): error is AppError =>
  error instanceof AppError && error.code === 'SERVICE_UNAVAILABLE';
