import { once } from 'node:events';
import { request as httpRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import type { TestNode } from './node.js';

/** Sends the path as it is, which `fetch` would tidy up, and reads the answer. */
export async function requestPath(origin: string, path: string, options: RequestOptions = {}) {
  const request = httpRequest(origin, { path, ...options }).end();
  const [answer] = (await once(request, 'response')) as [IncomingMessage];
  const text = Buffer.concat(await answer.toArray()).toString();
  return { status: answer.statusCode, headers: answer.headers, text };
}

/** Every request that a node gets from now on: method and URL. */
export function requestsAt(node: TestNode): string[] {
  const requests: string[] = [];
  const note = ({ method, url }: IncomingMessage) => requests.push(`${method} ${url}`);
  node.app.getHttpServer().on('request', note).on('upgrade', note);
  return requests;
}
