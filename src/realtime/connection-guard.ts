import type { EventEmitter } from 'node:events';
import type { Server } from 'socket.io';

/** Bytes that may wait for a client that does not read, beyond what the operating system holds for it. */
const MAX_QUEUED = 4 * 1024 * 1024;
/** A client connects once, and again after its token was refused; what goes on beyond that is a flood. */
const MAX_CONNECTS = 10;
/**
 * Connections of nobody yet. Who means to be somebody is so within a second, or within some when thousands come at once.
 */
const MAX_STRANGERS = 5_000;
/** Bytes of an answer that carries no text: headers, an empty acknowledgement. */
const OVERHEAD = 16;

/** The parts of an Engine.IO connection that are used here. */
interface Connection {
  on(event: 'data', listener: (data: unknown) => void): void;
  on(event: 'packetCreate', listener: (packet: { data?: unknown }) => void): void;
  on(event: 'flush' | 'close', listener: () => void): void;
  close(discard?: boolean): void;
  /** Ends it for the server, without a word to the client; does nothing when it has ended. */
  onClose(reason: string): void;
  transport: object;
}

/**
 * Watches connections below Socket.IO, before anybody is authenticated: one that connects over and over, asks for a
 * namespace that is not there, does not read what is sent to it, or is the oldest of too many that are nobody, is cut off. Each
 * of these would otherwise grow the process without a bound.
 */
export function guardConnections(server: Server): void {
  const strangers = new Strangers();
  (server.engine as { on(event: 'connection', listener: (connection: Connection) => void): void }).on(
    'connection',
    (connection) => {
      limitConnects(connection);
      limitQueue(connection);
      strangers.add(connection);
    },
  );
  server.on('connection', ({ conn }) => strangers.delete(conn));
}

/** Connections of nobody yet, as they came. Beyond the limit the oldest makes place; a client that was cut off comes again. */
class Strangers {
  private readonly connections = new Set<object>();

  add(connection: Connection): void {
    this.connections.add(connection);
    connection.on('close', () => this.connections.delete(connection));
    if (this.connections.size <= MAX_STRANGERS) return;
    const [oldest] = this.connections;
    cutOff(oldest as Connection);
  }

  delete(connection: object): void {
    this.connections.delete(connection);
  }
}

function limitConnects(connection: Connection): void {
  let connects = 0;
  connection.on('data', (data) => {
    // A Socket.IO packet begins with its type; 0 is CONNECT, and a path behind it a namespace.
    if (typeof data !== 'string' || !data.startsWith('0')) return;
    connects += 1;
    if (connects > MAX_CONNECTS || /^0\/[^,]/.test(data)) cutOff(connection);
  });
}

function limitQueue(connection: Connection): void {
  let queued = 0;
  connection.on('packetCreate', ({ data }) => {
    queued += sizeOf(data) + OVERHEAD;
    if (queued > MAX_QUEUED) cutOff(connection);
  });
  connection.on('flush', () => (queued = 0));
}

const sizeOf = (data: unknown): number =>
  typeof data === 'string' ? data.length : data instanceof Uint8Array ? data.byteLength : 0;

/** At once: a peer that does not read would not read a farewell either. */
export function cutOff(connection: Pick<Connection, 'close' | 'transport'>): void {
  const socket = webSocketOf(connection);
  connection.close(true);
  // One over long polling that is closing already waits for its next poll, and takes no second close.
  (connection as Connection).onClose('forced close');
  socket?.terminate?.();
}

type WebSocketLike = EventEmitter & { terminate?: () => void };

const webSocketOf = ({ transport }: Pick<Connection, 'transport'>): WebSocketLike | undefined =>
  (transport as { socket?: WebSocketLike }).socket;

/** Resolves when both sides have closed it. A WebSocket counts as closed for Engine.IO before its client has agreed. */
export const transportClosed = (connection: EventEmitter & Pick<Connection, 'transport'>): Promise<void> =>
  new Promise((resolve) => (webSocketOf(connection) ?? connection).once('close', () => resolve()));

/** Every connection of the server, also those of nobody yet. */
export function cutAllOff(server: Server): void {
  const { clients } = server.engine as unknown as { clients: Record<string, Connection> };
  for (const connection of Object.values(clients)) cutOff(connection);
}
