import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import { isFree } from './ports.ts';

/** The only account that s3rver knows. */
const ACCOUNT = { accessKey: 'S3RVER', secretKey: 'S3RVER' } as const;

/** Milliseconds that open requests have to end at a stop. */
const PATIENCE = 2_000;

/** Browsers upload straight to the store and read from it. */
const CORS = `<CORSConfiguration><CORSRule>
  <AllowedOrigin>*</AllowedOrigin><AllowedHeader>*</AllowedHeader>
  <AllowedMethod>GET</AllowedMethod><AllowedMethod>HEAD</AllowedMethod><AllowedMethod>POST</AllowedMethod>
  <ExposeHeader>ETag</ExposeHeader>
</CORSRule></CORSConfiguration>`;

/** The part of s3rver that is used; the package has no types. */
interface S3rver {
  configureBuckets(): Promise<unknown>;
  getMiddleware(): (request: IncomingMessage, response: ServerResponse) => void;
}
type S3rverClass = new (options: Record<string, unknown>) => S3rver;

export interface ObjectStore {
  readonly endpoint: string;
  readonly accessKey: string;
  readonly secretKey: string;
  readonly bucket: string;
  stop(): Promise<void>;
}

export interface ObjectStoreOptions {
  folder: string;
  port: number;
  bucket: string;
}

/**
 * Starts an S3 end point in this process, on the loopback address, and makes the bucket. For development only: it takes
 * every signature for good and does not check upload policies. It does refuse what is not signed at all, so that the
 * bucket is private to whoever just guesses an address.
 * @throws Error in plain words when the port is taken
 */
export async function startObjectStore({ folder, port, bucket }: ObjectStoreOptions): Promise<ObjectStore> {
  if (!(await isFree(port))) throw new Error(`Port ${port}, meant for the object store, is taken.`);
  mkdirSync(folder, { recursive: true });
  const S3rver = createRequire(import.meta.url)('s3rver') as S3rverClass;
  const store = new S3rver({
    directory: folder,
    silent: true,
    vhostBuckets: false,
    configureBuckets: [{ name: bucket, configs: [CORS] }],
  });
  await store.configureBuckets();
  const handle = store.getMiddleware();
  const server = createServer((request, response) => {
    if (isSigned(request)) handle(request, response);
    else refuse(response);
  });
  await once(server.listen(port, '127.0.0.1'), 'listening');
  return {
    endpoint: `http://127.0.0.1:${port}`,
    ...ACCOUNT,
    bucket,
    async stop() {
      server.close();
      server.closeIdleConnections();
      const timer = setTimeout(() => server.closeAllConnections(), PATIENCE);
      await once(server, 'close');
      clearTimeout(timer);
    },
  };
}

/** Signed in the header, in the query, or (a form) in the body, where the store's own reader is left to look. */
function isSigned({ method, headers, url = '' }: IncomingMessage): boolean {
  if (method === 'OPTIONS' || headers.authorization !== undefined) return true;
  if (method === 'POST' && headers['content-type']?.startsWith('multipart/form-data')) return true;
  const query = new URL(url, 'http://localhost').searchParams;
  return query.has('X-Amz-Signature') || query.has('Signature');
}

function refuse(response: ServerResponse): void {
  response.writeHead(403, { 'content-type': 'application/xml' });
  response.end(
    '<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>',
  );
}
