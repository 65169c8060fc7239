import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

type State = 'open' | 'refusing' | 'silent';

/** A wire between a caller and a server on the loopback address, that can be cut. */
export class TcpProxy {
  private readonly target: number;
  private readonly connections = new Set<Socket>();
  private server: Server | undefined;
  private port = 0;
  private state: State = 'open';
  private cutting = false;

  private constructor(target: number) {
    this.target = target;
  }

  static async start(target: number): Promise<TcpProxy> {
    const proxy = new TcpProxy(target);
    await proxy.listen();
    return proxy;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Lets everything through again. */
  async open(): Promise<void> {
    this.state = 'open';
    this.drop();
    if (!this.server?.listening) await this.listen();
  }

  /** As a server whose process is gone: connections break, and new ones are refused. */
  async refuse(): Promise<void> {
    this.state = 'refusing';
    this.drop();
    this.server?.close();
    if (this.server?.listening) await once(this.server, 'close');
  }

  /** As a server whose machine is gone: connections are made, and nothing comes back. */
  silence(): void {
    this.state = 'silent';
  }

  /** The next bytes that the server answers do not get through: the connection breaks instead. */
  cutNextAnswer(): void {
    this.cutting = true;
  }

  /** Every connection that stands now breaks; new ones are as the state says. */
  drop(): void {
    for (const socket of this.connections) socket.destroy();
  }

  async close(): Promise<void> {
    await this.refuse();
  }

  private async listen(): Promise<void> {
    this.server = createServer((caller) => this.join(caller));
    await once(this.server.listen(this.port, '127.0.0.1'), 'listening');
    this.port = (this.server.address() as AddressInfo).port;
  }

  private join(caller: Socket): void {
    const server = connect(this.target, '127.0.0.1');
    const end = (): void => {
      caller.destroy();
      server.destroy();
    };
    for (const socket of [caller, server]) {
      this.connections.add(socket);
      socket.setNoDelay(true);
      socket.on('error', end);
      socket.on('close', () => {
        this.connections.delete(socket);
        end();
      });
    }
    caller.on('data', (data) => {
      if (this.state !== 'silent') server.write(data);
    });
    server.on('data', (data) => {
      if (this.cutting) {
        this.cutting = false;
        end();
      } else if (this.state !== 'silent') caller.write(data);
    });
  }
}
