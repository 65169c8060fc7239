import { SocketIo } from '../load/wires/socket-io.ts';

/** Connections that are opened at the same moment. */
const AT_ONCE = 50;

export interface Order {
  url: string;
  /** One for each connection. */
  tokens: string[];
}

// A process of its own, since a process may have only so many files open: it connects, says so, and holds on.
process.once('message', (order: Order) => {
  void connectAll(order).then(() => process.send?.('connected'));
});

async function connectAll({ url, tokens }: Order): Promise<void> {
  for (let first = 0; first < tokens.length; first += AT_ONCE) {
    await Promise.all(
      tokens.slice(first, first + AT_ONCE).map((token) => SocketIo.connect(url, { token }, () => undefined)),
    );
  }
}
