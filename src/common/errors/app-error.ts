import { ERROR_STATUS, type ErrorCode } from '../../contracts/index.js';
import type { ConstraintKey } from './constraint-texts.js';

/** A refused field: which one, and which rule it broke. Put into words when the answer is written. */
export interface FieldFault {
  field: string;
  rule: ConstraintKey;
  /** Numbers and lists that the rule's text names, in order. */
  values?: (string | number)[];
}

export interface AppErrorOptions {
  faults?: FieldFault[];
  /** Seconds after which a repeat may succeed; becomes `Retry-After`. */
  retryAfter?: number;
  cause?: unknown;
}

/** The only error that services throw on purpose. Its code decides status and texts. */
export class AppError extends Error {
  readonly faults: FieldFault[];
  readonly retryAfter: number | undefined;

  constructor(
    readonly code: ErrorCode,
    options: AppErrorOptions = {},
  ) {
    // A refusal is an answer: nobody looks at where it was made, and a flood of them must stay cheap.
    const { stackTraceLimit } = Error;
    if (ERROR_STATUS[code] < 500) Error.stackTraceLimit = 0;
    super(code, options.cause === undefined ? undefined : { cause: options.cause });
    Error.stackTraceLimit = stackTraceLimit;
    this.name = 'AppError';
    this.faults = options.faults ?? [];
    this.retryAfter = options.retryAfter;
  }

  get status(): number {
    return ERROR_STATUS[this.code];
  }

  /** 400 for one field. */
  static invalid(field: string, rule: ConstraintKey, ...values: (string | number)[]): AppError {
    return new AppError('VALIDATION_FAILED', { faults: [{ field, rule, values }] });
  }

  /** 400 for a file that is refused. */
  static file(field: string, rule: ConstraintKey, ...values: (string | number)[]): AppError {
    return new AppError('FILE_INVALID', { faults: [{ field, rule, values }] });
  }
}
