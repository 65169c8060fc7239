import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { ACCOUNTS } from './demo-data.ts';
import { isFree } from './ports.ts';
import { signToken } from './sign.ts';

/** Hours. Short, so that the renewal of tokens is used as in earnest. */
const TOKEN_LIFE = 0.25;

export interface TokenServer {
  readonly url: string;
  stop(): Promise<void>;
}

export interface TokenServerOptions {
  port: number;
  /** Signs the tokens. */
  secret: string;
  /** Whose pages may ask. */
  origins: string[];
}

interface Answer {
  status: number;
  body: object;
}

/**
 * Stands in for the marketplace's sign-in: `GET /accounts` lists the people of the demo, and `GET /token?account=<id>`
 * gives a token of whoever is named to whoever asks. For development only, on the loopback address.
 * @throws Error in plain words in production, and when the port is taken
 */
export async function startTokenServer({ port, secret, origins }: TokenServerOptions): Promise<TokenServer> {
  if (process.env.NODE_ENV === 'production') {
    throw new Error('In production tokens come from the marketplace: anyone could take one here.');
  }
  if (!(await isFree(port))) throw new Error(`Port ${port}, meant for the demo's tokens, is taken.`);
  // A name that somebody else lets point here would make their page one of this origin.
  const hosts = [`localhost:${port}`, `127.0.0.1:${port}`];
  const server = createServer((request, response) => {
    const { origin, host } = request.headers;
    const known = hosts.includes(host ?? '') && (origin === undefined || origins.includes(origin));
    const answer = known ? answerTo(request, secret) : { status: 403, body: { error: 'Not for this page' } };
    send(response, answer, known ? origin : undefined);
  });
  await once(server.listen(port, '127.0.0.1'), 'listening');
  return {
    url: `http://localhost:${port}`,
    async stop() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

function answerTo({ method, url = '' }: IncomingMessage, secret: string): Answer {
  const asked = URL.parse(url, 'http://localhost');
  if (method === 'GET' && asked?.pathname === '/accounts')
    return { status: 200, body: { accounts: ACCOUNTS } };
  const account = ACCOUNTS.find(({ id }) => id === asked?.searchParams.get('account'));
  if (method !== 'GET' || asked?.pathname !== '/token' || account === undefined) {
    return { status: 404, body: { error: 'There is no such path or account' } };
  }
  const { id: userId, galleryId, role } = account;
  const token = signToken({ userId, galleryIds: [galleryId], role, hours: TOKEN_LIFE }, secret);
  return { status: 200, body: { token } };
}

function send(response: ServerResponse, { status, body }: Answer, origin: string | undefined): void {
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
    vary: 'Origin',
    ...(origin !== undefined && {
      'access-control-allow-origin': origin,
      'access-control-allow-credentials': 'true',
    }),
  });
  response.end(JSON.stringify(body));
}
