import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** Stands between the service and its database, and can lose an answer: what was asked is carried out all the same. */
export class CuttingProxy {
  private readonly open = new Set<Socket>();
  private armed: string | undefined;
  /** While true, nobody gets through. */
  down = false;

  private constructor(
    private readonly server: ReturnType<typeof createServer>,
    readonly url: string,
  ) {}

  /** @param target the URL of the database */
  static async to(target: string): Promise<CuttingProxy> {
    const { hostname, port } = new URL(target);
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const own = (server.address() as AddressInfo).port;
    const url = Object.assign(new URL(target), { hostname: '127.0.0.1', port: String(own) }).href;
    const proxy = new CuttingProxy(server, url);
    server.on('connection', (client) => proxy.join(client, connect(Number(port), hostname)));
    return proxy;
  }

  /** The next answer to a question that holds `text` is lost, with its connection; from then on it is down. */
  cutAfter(text: string): void {
    this.armed = text;
  }

  /** Every connection breaks, and nobody gets through until it is no longer down. */
  breakOff(): void {
    this.down = true;
    for (const socket of this.open) socket.destroy();
  }

  async close(): Promise<void> {
    this.breakOff();
    this.server.close();
    await once(this.server, 'close');
  }

  private join(client: Socket, database: Socket): void {
    let cutting = false;
    const end = (): void => {
      for (const socket of [client, database]) {
        this.open.delete(socket);
        socket.destroy();
      }
    };
    for (const socket of [client, database]) this.open.add(socket.on('error', end).on('close', end));
    if (this.down) end();
    client.on('data', (data: Buffer) => {
      if (this.armed !== undefined && data.includes(this.armed)) {
        this.armed = undefined;
        cutting = true;
      }
      database.write(data);
    });
    database.on('data', (data: Buffer) => {
      if (!cutting) client.write(data);
      // The answer itself: the database is ready for the next question, so this one is committed.
      else if (data.includes('Z\0\0\0\x05I')) this.breakOff();
    });
  }
}
