import type { Socket } from 'node:net';
import type { Server } from 'socket.io';

/** The parts of an Engine.IO connection that are used here. */
interface Connection {
  /** Hands what waits over to the transport, as far as it takes it. Called with every packet. */
  flush(): void;
  transport: { socket?: { _socket?: Socket | null } };
}

/**
 * Hands what was said to a client in one turn of the event loop over to the system in one write. A write costs more than
 * all else that a packet does, and who sends a message is told of it twice: by the answer and by the event.
 */
export function joinWrites(server: Server): void {
  (server.engine as { on(event: 'connection', listener: (connection: Connection) => void): void }).on(
    'connection',
    (connection) => {
      const flush = connection.flush.bind(connection);
      let due = false;
      connection.flush = () => {
        if (due) return;
        due = true;
        setImmediate(() => {
          due = false;
          // Of a WebSocket; over long polling there is nothing to join.
          const socket = connection.transport.socket?._socket;
          socket?.cork();
          flush();
          socket?.uncork();
        });
      };
    },
  );
}
