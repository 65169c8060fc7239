import { connect, isIP } from 'node:net';
import { connect as connectTls } from 'node:tls';

/** One command in the protocol of Redis: a list of strings, each with its length in bytes. */
const command = (...words: string[]): string =>
  `*${words.length}\r\n${words.map((word) => `$${Buffer.byteLength(word)}\r\n${word}\r\n`).join('')}`;

/**
 * Asks a Redis server whether it answers, over a connection of its own.
 * @param address `redis://` or `rediss://`, with the user and password that it needs
 * @param signal ends the attempt
 * @throws Error when the server cannot be reached, refuses the password, or answers anything but PONG
 */
export async function pingRedis(address: string, signal: AbortSignal): Promise<void> {
  const { protocol, hostname, port, username, password } = new URL(address);
  const target = { host: hostname.replace(/^\[|\]$/g, ''), port: Number(port || 6379) };
  const socket =
    protocol === 'rediss:'
      ? connectTls({ ...target, ...(isIP(target.host) === 0 && { servername: target.host }) })
      : connect(target);
  const abort = () => socket.destroy(new Error('Redis did not answer in time'));
  signal.addEventListener('abort', abort, { once: true });
  try {
    const credentials = [username, password].filter((part) => part !== '').map(decodeURIComponent);
    socket.write((credentials.length > 0 ? command('AUTH', ...credentials) : '') + command('PING'));
    let answer = '';
    for await (const chunk of socket.setEncoding('utf8')) {
      answer += chunk as string;
      const refusal = /^-.*$/m.exec(answer.slice(0, answer.lastIndexOf('\r\n') + 1));
      if (refusal) throw new Error(`Redis answered ${refusal[0]}`);
      if (answer.endsWith('+PONG\r\n')) return;
    }
    throw new Error('Redis closed the connection');
  } finally {
    signal.removeEventListener('abort', abort);
    socket.destroy();
  }
}
