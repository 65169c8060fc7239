import type { ErrorBody, ErrorCode, ErrorDetail } from '../../src/contracts/index.js';

/** Why there is no answer at all: no connection, none in time, taken back by the caller, or none that can be read. */
export type TransportErrorCode = 'NETWORK' | 'TIMEOUT' | 'ABORTED' | 'FOREIGN_ANSWER';

/** A call that failed. `code` says why; `message` is meant for people, in the language that was asked for. */
export class ChatError extends Error {
  override readonly name = 'ChatError';
  readonly code: ErrorCode | TransportErrorCode;
  /** Of HTTP; 0 where there was none. */
  readonly status: number;
  readonly details: readonly ErrorDetail[];
  /** Seconds. */
  readonly retryAfter: number | null;

  constructor(
    { code, message, details }: { code: ErrorCode | TransportErrorCode } & Omit<ErrorBody, 'code'>,
    { status = 0, retryAfter = null }: { status?: number; retryAfter?: number | null } = {},
  ) {
    super(message);
    this.code = code;
    this.status = status;
    this.details = details ?? [];
    this.retryAfter = retryAfter;
  }

  /** Whether the same call may succeed a moment later. */
  get isTemporary(): boolean {
    return TEMPORARY.has(this.code);
  }
}

const TEMPORARY: ReadonlySet<string> = new Set<ErrorCode | TransportErrorCode>([
  'NETWORK',
  'TIMEOUT',
  'FOREIGN_ANSWER',
  // With the next token.
  'UNAUTHORIZED',
  'RATE_LIMITED',
  'SERVICE_UNAVAILABLE',
  'STORAGE_UNAVAILABLE',
  'ROOM_BUSY',
  'INTERNAL_ERROR',
]);

export const toChatError = (thrown: unknown): ChatError =>
  thrown instanceof ChatError
    ? thrown
    : new ChatError({
        code: isAbort(thrown) ? 'ABORTED' : 'NETWORK',
        message: thrown instanceof Error ? thrown.message : String(thrown),
      });

const isAbort = (thrown: unknown): boolean => thrown instanceof Error && thrown.name === 'AbortError';
