import type { ErrorBody } from '../../src/contracts/index.js';

/** An answer of the service, its body read. */
export interface Answer<T = unknown> {
  status: number;
  headers: Headers;
  body: {
    success: boolean;
    data: T;
    pagination: Record<string, unknown>;
    message: string;
    error: ErrorBody;
    request_id: string;
  };
}

export interface RequestOptions {
  token?: string | undefined;
  body?: unknown;
  /** A body that goes out as it is. */
  raw?: FormData | string | Uint8Array<ArrayBuffer>;
  headers?: Record<string, string>;
}

/** Calls the service as any client would: over HTTP. */
export async function call<T = unknown>(
  url: string,
  method: string,
  path: string,
  { token, body, raw, headers }: RequestOptions = {},
): Promise<Answer<T>> {
  const response = await fetch(`${url}${path}`, {
    method,
    headers: {
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    ...(raw !== undefined && { body: raw }),
  });
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    body: (text === '' ? {} : JSON.parse(text)) as Answer<T>['body'],
  };
}

/** Calls bound to one service and one caller. */
export class Client {
  constructor(
    private readonly url: string,
    private readonly token?: string,
    private readonly headers: Record<string, string> = {},
  ) {}

  get<T = unknown>(path: string, headers = {}): Promise<Answer<T>> {
    return this.send<T>('GET', path, undefined, headers);
  }

  post<T = unknown>(path: string, body?: unknown, headers = {}): Promise<Answer<T>> {
    return this.send<T>('POST', path, body, headers);
  }

  put<T = unknown>(path: string, body?: unknown): Promise<Answer<T>> {
    return this.send<T>('PUT', path, body, {});
  }

  patch<T = unknown>(path: string, body?: unknown): Promise<Answer<T>> {
    return this.send<T>('PATCH', path, body, {});
  }

  delete<T = unknown>(path: string): Promise<Answer<T>> {
    return this.send<T>('DELETE', path, undefined, {});
  }

  private send<T>(
    method: string,
    path: string,
    body: unknown,
    headers: Record<string, string>,
  ): Promise<Answer<T>> {
    return call<T>(this.url, method, path, {
      token: this.token,
      body,
      headers: { ...this.headers, ...headers },
    });
  }
}
