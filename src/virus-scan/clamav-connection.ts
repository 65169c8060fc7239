import { Socket } from 'node:net';
import { AppError } from '../common/index.js';

/** Where clamd listens. */
export interface ClamAvAddress {
  host: string;
  port: number;
  /** Seconds for which it may stand still. */
  timeout: number;
}

/** Milliseconds to be connected in. */
const CONNECT_TIMEOUT = 4_000;
/** Characters: the name of a signature, and a few words. */
const LONGEST_ANSWER = 4_096;
/** Seconds. */
const RETRY_AFTER = 5;

export const unavailable = (cause: unknown): AppError =>
  new AppError('SERVICE_UNAVAILABLE', { retryAfter: RETRY_AFTER, cause });

/**
 * Goes on reading when a write fails. clamd says why it refuses a stream and hangs up at once, while more of it is on its
 * way: a socket as it comes would be destroyed by the write that fails, with the answer still unread.
 */
class PersistentSocket extends Socket {
  /** A write has failed: nobody reads any more. */
  deaf = false;

  override _write(chunk: unknown, encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    super._write(chunk, encoding, (error) => {
      this.deaf ||= Boolean(error);
      done();
    });
  }
}

/** One connection to clamd, for one command. It gives up by itself when nothing moves on it. */
export class ClamAvConnection {
  /** What clamd says. @throws AppError SERVICE_UNAVAILABLE when it hangs up, stands still, or is not there */
  readonly answer: Promise<string>;
  private readonly socket = new PersistentSocket();

  constructor({ host, port, timeout }: ClamAvAddress) {
    this.answer = this.read().catch((cause: unknown) => {
      throw unavailable(cause);
    });
    // Nobody may be waiting for it yet.
    this.answer.catch(() => undefined);
    this.socket.setTimeout(CONNECT_TIMEOUT);
    this.socket.once('connect', () => this.socket.setTimeout(timeout * 1000));
    this.socket.connect(port, host);
  }

  /**
   * Resolves when the system has taken the bytes, which it does no faster than clamd reads.
   * @returns false when nobody reads them
   */
  write(bytes: Uint8Array | string): Promise<boolean> {
    return new Promise((resolve) => {
      this.socket.write(bytes, () => resolve(this.socket.writable && !this.socket.deaf));
    });
  }

  close(): void {
    this.socket.destroy();
  }

  private read(): Promise<string> {
    const { socket } = this;
    return new Promise((resolve, reject) => {
      let text = '';
      socket.setEncoding('utf8');
      socket.on('data', (part: string) => {
        text += part;
        const end = text.indexOf('\0');
        if (end >= 0) resolve(text.slice(0, end));
        else if (text.length > LONGEST_ANSWER) socket.destroy(new Error('clamd does not end its answer'));
      });
      socket.on('timeout', () => socket.destroy(new Error(`Nothing moved for ${socket.timeout} ms`)));
      socket.on('error', reject);
      socket.on('close', () => reject(new Error('clamd hung up without an answer')));
    });
  }
}
