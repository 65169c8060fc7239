import type { ErrorBody } from './errors.js';

/** What every REST call and every socket ack answers. */
export interface Success<T, P = undefined> {
  success: true;
  data: T;
  pagination?: P;
  message?: string;
}

export interface Failure {
  success: false;
  error: ErrorBody;
  request_id: string;
}

export type Envelope<T, P = undefined> = Success<T, P> | Failure;

export const success = <T>(data: T): Success<T> => ({ success: true, data });
