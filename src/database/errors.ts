import { DatabaseError } from 'pg';
import { AppError } from '../common/errors/index.js';

/** The part of the driver's errors that decisions are made on. */
interface PgError {
  code?: string;
  constraint?: string;
  message?: string;
}

const RETRYABLE = new Set(['40P01', '40001']);
const LOCK_NOT_AVAILABLE = '55P03';
/**
 * Connection failures (08…), shutdown and start-up (57P0x), cancelled by timeout (57014), too many connections (53300), a
 * standby (25006), credentials that are refused (28…).
 */
const UNAVAILABLE = /^(08|57P0|57014|53|25006|28)/;
/** Failures that end the connection. Known by their codes: the server writes a severity in its own language. */
const CONNECTION_ENDED = /^(08|57P0|25P0[345]|28|53300|58|XX)/;
const CONNECTION_LOST =
  /ECONN|EPIPE|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ETIMEDOUT|timeout|Connection terminated|connection error|not queryable/i;

const pgError = (thrown: unknown): PgError => thrown ?? {};

/** PostgreSQL refused one statement; its connection is as good as before. */
export const isRefusedStatement = (thrown: unknown): boolean =>
  thrown instanceof DatabaseError && thrown.code !== undefined && !CONNECTION_ENDED.test(thrown.code);

/** The statement was rolled back as a whole and may be run again. */
export const isRetryable = (thrown: unknown): boolean => RETRYABLE.has(pgError(thrown).code ?? '');

/** Whether `thrown` is a violation of the unique index or constraint named `constraint`. */
export const isUniqueViolation = (thrown: unknown, constraint: string): boolean =>
  pgError(thrown).code === '23505' && pgError(thrown).constraint === constraint;

/** Whether `thrown` is a reference to a row that does not exist, by the constraint of this name where one is given. */
export const isForeignKeyViolation = (thrown: unknown, constraint?: string): boolean =>
  pgError(thrown).code === '23503' && (constraint === undefined || pgError(thrown).constraint === constraint);

/** A statement was sent and its connection broke before the answer: it was carried out, or it was not. */
class OutcomeUnknown extends AppError {
  constructor(cause: unknown) {
    super('SERVICE_UNAVAILABLE', { retryAfter: 2, cause });
  }
}

/** For what was given up while its statement was under way. */
export const outcomeUnknown = (): AppError => new OutcomeUnknown(undefined);

export const isOutcomeUnknown = (error: unknown): boolean => error instanceof OutcomeUnknown;

/** What a statement under way threw, when the database did not refuse it. */
export function mapInterruption(thrown: unknown): unknown {
  const mapped = mapDatabaseError(thrown);
  return mapped instanceof AppError ? new OutcomeUnknown(thrown) : thrown;
}

/** Turns what the driver throws into the catalogue's errors where the cause is the database's state, not our SQL. */
export function mapDatabaseError(thrown: unknown): unknown {
  if (thrown instanceof AppError) return thrown;
  const { code = '', message = '' } = pgError(thrown);
  if (code === LOCK_NOT_AVAILABLE || RETRYABLE.has(code))
    return new AppError('ROOM_BUSY', { retryAfter: 1, cause: thrown });
  if (UNAVAILABLE.test(code) || CONNECTION_LOST.test(`${code} ${message}`)) {
    return new AppError('SERVICE_UNAVAILABLE', { retryAfter: 2, cause: thrown });
  }
  return thrown;
}
