import createApi, { type Client } from 'openapi-fetch';
import type { Failure } from '../../src/contracts/index.js';
import type { paths } from './api.generated.js';
import type { Tokens } from './connection/tokens.js';
import { ChatError, toChatError } from './errors.js';
import { endpointsOf, type ChatClientOptions } from './options.js';

interface Call<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/** The REST API, typed by the service's OpenAPI document. */
export class Rest {
  /** Every call, by its path. Hand what it returns to `answer`. */
  readonly api: Client<paths>;
  readonly url: string;
  private readonly tokens: Tokens;
  private readonly options: ChatClientOptions;

  constructor(options: ChatClientOptions, tokens: Tokens) {
    this.url = endpointsOf(options).rest;
    this.tokens = tokens;
    this.options = options;
    this.api = createApi<paths>({ baseUrl: this.url, fetch: (request) => this.fetch(request) });
  }

  /**
   * What a call answers: its envelope, opened.
   * @throws ChatError the service's own; NETWORK, ABORTED, FOREIGN_ANSWER when it did not answer itself
   */
  async answer<T>(call: Promise<Call<T>>): Promise<T> {
    const { data, error, response } = await call.catch((thrown: unknown) => {
      throw toChatError(thrown);
    });
    if (data !== undefined) return data;
    throw refusal(error, response);
  }

  /** Headers that say who asks. */
  async identity(): Promise<Record<string, string>> {
    const { galleryId, locale } = this.options;
    return {
      authorization: `Bearer ${await this.tokens.current()}`,
      ...(galleryId !== undefined && { 'x-gallery-id': galleryId }),
      ...(locale !== undefined && { 'accept-language': typeof locale === 'string' ? locale : locale() }),
    };
  }

  private async fetch(request: Request): Promise<Response> {
    const again = request.clone();
    const response = await this.send(request);
    if (response.status !== 401) return response;
    // Revoked, or the clocks differ: once more with a new one.
    this.tokens.forget();
    return this.send(again);
  }

  private async send(request: Request): Promise<Response> {
    for (const [name, value] of Object.entries(await this.identity())) request.headers.set(name, value);
    return fetch(request);
  }
}

/** The error of an answer that is none of the service's, for example a gateway's, says so. */
export function refusal(body: unknown, response: Pick<Response, 'status' | 'headers'>): ChatError {
  const { status, headers } = response;
  const retryAfter = Number(headers.get('retry-after') ?? NaN);
  const failure = body as Partial<Failure> | undefined;
  const error = failure?.error ?? { code: 'FOREIGN_ANSWER', message: `HTTP ${status}` };
  return new ChatError(error, {
    status,
    retryAfter: Number.isNaN(retryAfter) ? null : retryAfter,
  });
}
