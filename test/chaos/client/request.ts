import type { Envelope } from '../../../src/contracts/index.ts';

/** Milliseconds. */
const TIMEOUT = 6_000;

/** Where a client reaches the service. */
export interface Door {
  /** What comes before `/chats`. */
  rest: string;
  socket: string;
}

export interface Answer<T> {
  status: number;
  body: Envelope<T>;
  pagination: Record<string, unknown>;
}

/** An answer that does not come from the service, but from what stands before it. */
export class ForeignAnswer extends Error {
  readonly status: number;

  constructor(status: number, text: string) {
    super(`${status} from the gateway: ${text.slice(0, 100)}`);
    this.status = status;
  }
}

/**
 * One call of the REST API.
 * @param path behind `/chats`
 * @param body an object for JSON, or a form
 * @throws ForeignAnswer, or an error when there is no answer
 */
export async function request<T>(
  { rest }: Door,
  token: string,
  method: string,
  path: string,
  body?: object,
  headers: Record<string, string> = {},
): Promise<Answer<T>> {
  const form = body instanceof FormData;
  const response = await fetch(`${rest}/chats${path}`, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      ...(body && !form && { 'content-type': 'application/json' }),
      ...headers,
    },
    body: body === undefined ? null : form ? body : JSON.stringify(body),
    signal: AbortSignal.timeout(TIMEOUT),
  });
  const text = await response.text();
  if (!response.headers.get('content-type')?.includes('json')) {
    throw new ForeignAnswer(response.status, text);
  }
  const answer = JSON.parse(text) as Envelope<T> & { pagination?: Record<string, unknown> };
  return { status: response.status, body: answer, pagination: answer.pagination ?? {} };
}
