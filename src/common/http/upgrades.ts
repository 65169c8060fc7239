import type { IncomingMessage, ServerOptions } from 'node:http';

const SOCKET_PATH = '/socket.io/';

/**
 * Only Socket.IO's own requests leave HTTP/1.1. Whoever offers another protocol, as Java's client does with h2c on every
 * first request, is answered as if it had not: Socket.IO would end the connection without a word.
 * Node before 24.9 does not know the option, and leaves it at that.
 */
export const upgrades: Pick<ServerOptions, 'shouldUpgradeCallback'> = {
  shouldUpgradeCallback: ({ url, headers }: IncomingMessage) =>
    url?.startsWith(SOCKET_PATH) === true && headers.upgrade?.toLowerCase() === 'websocket',
};
