import { HttpException } from '@nestjs/common';
import type { ErrorCode } from '../../contracts/index.js';
import { AppError } from './app-error.js';

/** What the frameworks throw on their own, by HTTP status. */
const BY_STATUS: Partial<Record<number, ErrorCode>> = {
  400: 'VALIDATION_FAILED',
  401: 'UNAUTHORIZED',
  403: 'ORIGIN_FORBIDDEN',
  404: 'NOT_FOUND',
  405: 'NOT_FOUND',
  413: 'PAYLOAD_TOO_LARGE',
  414: 'VALIDATION_FAILED',
  415: 'UNSUPPORTED_MEDIA_TYPE',
  429: 'RATE_LIMITED',
  503: 'SERVICE_UNAVAILABLE',
};

/**
 * The one place where anything thrown becomes an error of the catalogue. What nobody foresaw is INTERNAL_ERROR with
 * the original as its cause, for the log only.
 */
export function toAppError(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown;
  const code = BY_STATUS[statusOf(thrown)];
  return new AppError(code ?? 'INTERNAL_ERROR', { cause: thrown });
}

function statusOf(thrown: unknown): number {
  if (thrown instanceof HttpException) return thrown.getStatus();
  if (thrown instanceof URIError) return 400;
  // Fastify's own errors (FST_ERR_…) carry the status they mean.
  const { code, statusCode } = (thrown ?? {}) as { code?: unknown; statusCode?: unknown };
  return typeof code === 'string' && code.startsWith('FST_') && typeof statusCode === 'number'
    ? statusCode
    : 500;
}
