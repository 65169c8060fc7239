/** How the tests reach the service. The projects of jest.config.js choose it. */
export interface Topology {
  /** In front of two nodes with Redis; without one there is one node alone, without Redis. */
  gateway?: 'caddy' | 'nginx';
  /** What a socket tries, in this order; a later one is an upgrade. */
  transports: ('polling' | 'websocket')[];
}

/** One node, reached directly, unless the project says otherwise. */
export const topology: Topology = (globalThis as { topology?: Topology }).topology ?? {
  transports: ['websocket'],
};
