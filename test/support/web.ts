import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Logger, type INestApplication } from '@nestjs/common';
import { AddressResolver } from '../../src/link-previews/address-resolver.js';
import { LinkPreviews } from '../../src/link-previews/link-previews.service.js';
import { PageFetcher } from '../../src/link-previews/page-fetcher.js';
import { PublicInternet, Reach } from '../../src/link-previews/reach.js';
import { storeConfig } from '../integration/storage/store-config.js';

// Each refusal is logged, and most of these tests are refusals.
Logger.overrideLogger(false);

/** A real server of pages on the loopback address. */
export class WebServer {
  readonly requests: IncomingMessage[] = [];
  /** Connections that were made to it. */
  connections = 0;
  /** Those that stand now. */
  open = 0;

  private constructor(
    private readonly server: Server,
    readonly host: string,
  ) {
    server.on('request', (request) => this.requests.push(request));
    server.on('connection', (socket) => {
      this.connections++;
      this.open++;
      socket.on('close', () => this.open--);
    });
  }

  static async start(answer: RequestListener, host = '127.0.0.1'): Promise<WebServer> {
    return new WebServer(createServer(), host).begin(answer);
  }

  /** @param server one that is not listening yet */
  static async of(server: Server, answer: RequestListener): Promise<WebServer> {
    return new WebServer(server, '127.0.0.1').begin(answer);
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  /** Resolves when nobody is connected any more. */
  async left(): Promise<void> {
    for (const deadline = Date.now() + 5_000; this.open > 0;) {
      if (Date.now() > deadline) throw new Error(`${this.open} connections are still open`);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async begin(answer: RequestListener): Promise<this> {
    this.server.on('request', answer);
    await once(this.server.listen(0, this.host), 'listening');
    return this;
  }
}

/** The public internet, and with it one server of a test on the loopback address. */
class TestReach extends PublicInternet {
  constructor(private readonly server: { port: number }) {
    super();
  }

  /** So that it is by its address that a server is refused. */
  override allowsPort(port: number): boolean {
    return port > 1_023 || super.allowsPort(port);
  }

  override allowsAddress(address: string, port?: number): boolean {
    return (address === '127.0.0.1' && port === this.server.port) || super.allowsAddress(address);
  }
}

/** Names as a test has them; each question is noted. */
export class TestNames extends AddressResolver {
  readonly asked: string[] = [];

  constructor(private readonly names: Record<string, string[]>) {
    super();
  }

  async addressesOf(name: string): Promise<string[]> {
    this.asked.push(name);
    return this.names[name] ?? [];
  }
}

/** The service's own previews, which may reach one server that they could not otherwise. */
export const previewsOf = (server: { port: number }, names: AddressResolver, on = true): LinkPreviews =>
  new LinkPreviews(
    new PageFetcher(new TestReach(server), names),
    storeConfig({ LINK_PREVIEWS: on ? 'on' : 'off' }),
  );

/** Has a running service reach this server, which it could not otherwise, by these names. */
export function letReach(
  nodes: { app: INestApplication }[],
  server: { port: number },
  names: AddressResolver,
): void {
  const reach = new TestReach(server);
  for (const { app } of nodes) {
    Object.assign(app.get(Reach, { strict: false }), {
      allowsPort: (port: number) => reach.allowsPort(port),
      allowsAddress: (address: string, port: number) => reach.allowsAddress(address, port),
    });
    Object.assign(app.get(AddressResolver, { strict: false }), {
      addressesOf: (name: string) => names.addressesOf(name, AbortSignal.timeout(0)),
    });
  }
}
