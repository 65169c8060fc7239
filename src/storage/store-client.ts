import * as http from 'node:http';
import * as https from 'node:https';
import { Client } from 'minio';

/** Milliseconds after which an idle connection is given up: before usual stores close it from their side. */
const KEEP_ALIVE = 4_000;

export interface StoreAccount {
  accessKey: string;
  secretKey: string;
  region: string;
}

/**
 * A minio client for one end point. It does not repeat failed calls: the callers answer 503 in time instead. The region
 * is always given, since without it the client asks the store for it, even to sign a link.
 * @param timeout milliseconds for which a call may stand still (connecting, waiting for the answer, between bytes)
 */
export function storeClient(endpoint: URL, account: StoreAccount, timeout: number): Client {
  const secure = endpoint.protocol === 'https:';
  const { Agent } = secure ? https : http;
  return new Client({
    // An IPv6 address stands in brackets in a URL only.
    endPoint: endpoint.hostname.replace(/^\[|\]$/g, ''),
    port: endpoint.port === '' ? (secure ? 443 : 80) : Number(endpoint.port),
    useSSL: secure,
    ...account,
    retryOptions: { disableRetry: true },
    transport: impatient(secure ? https : http, timeout),
    transportAgent: new Agent({ keepAlive: true, timeout: KEEP_ALIVE }),
  });
}

type Transport = Pick<typeof http, 'request'>;

/** The client has no timeout of its own, and Node only tells that one has passed. */
function impatient(transport: Transport, timeout: number): Transport {
  const request = (options: http.RequestOptions, answered: (response: http.IncomingMessage) => void) => {
    const call = transport.request({ ...options, timeout }, (response) => {
      // The client throws such answers away unread, which would keep their connection busy.
      if ((response.statusCode ?? 0) >= 500) response.resume();
      answered(response);
    });
    return call.on('timeout', () => call.destroy(new Error(`The object store was silent for ${timeout} ms`)));
  };
  return { request: request as Transport['request'] };
}
