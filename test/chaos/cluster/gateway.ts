import { mkdirSync } from 'node:fs';
import { freePort } from '../../../dev/ports.ts';
import { startCaddy } from '../../support/servers/caddy.ts';
import type { Gateway as RunningGateway, GatewaySettings } from '../../support/servers/gateway.ts';
import { startNginx } from '../../support/servers/nginx.ts';
import type { Door } from '../client/request.ts';

const START = { caddy: startCaddy, nginx: startNginx };

export type GatewayKind = keyof typeof START;

export const GATEWAYS = Object.keys(START) as GatewayKind[];

/** The gateway of the deployment, with its very files, on the same port at every start. */
export class Gateway {
  readonly kind: GatewayKind;
  private readonly settings: GatewaySettings;
  private server: RunningGateway | undefined;

  private constructor(kind: GatewayKind, settings: GatewaySettings) {
    this.kind = kind;
    this.settings = settings;
  }

  /** @param nodes URLs of the two nodes */
  static async start(kind: GatewayKind, folder: string, nodes: [string, string]): Promise<Gateway> {
    mkdirSync(folder);
    const [one, other] = nodes;
    const gateway = new Gateway(kind, {
      folder,
      nodes: [new URL(one).host, new URL(other).host],
      port: await freePort(),
    });
    await gateway.restart();
    return gateway;
  }

  /** Where clients come in. */
  get door(): Door {
    const url = `http://127.0.0.1:${this.settings.port}`;
    return { rest: `${url}/api/v1`, socket: url };
  }

  get running(): boolean {
    return this.server !== undefined;
  }

  async restart(): Promise<void> {
    this.server = await START[this.kind](this.settings);
  }

  /** It is given a second; then every connection through it breaks. */
  async stop(): Promise<void> {
    await this.server?.stop();
    this.server = undefined;
  }
}
