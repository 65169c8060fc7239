import type { Server } from './common.ts';

/** A gateway of the deployment, as a process of its own. */
export interface Gateway extends Server {
  /** Without a path. */
  readonly url: string;
  /** Everything that it has logged so far. */
  log(): string;
}

export interface GatewaySettings {
  /** An empty folder. */
  folder: string;
  /** host:port of each of the two nodes. */
  nodes: [string, string];
  /** A port to take again after a stop; any free one by default. */
  port?: number;
}
