import type { Server } from 'socket.io';

/** An event of the tests' own, which no client of the service ever gets. */
export const SETTLED = 'test_settled';

/** The nodes behind each address. */
const servers = new Map<string, Server[]>();

export function settleThrough(url: string, nodes: Server[]): void {
  servers.set(new URL(url).origin, nodes);
}

/**
 * Has every node emit an event to one socket. What a node emits keeps its order on the way to a socket, wherever that
 * is connected, so this comes after everything that the node emitted before; what two nodes emit can cross.
 * @returns how many such events are to come
 */
export function emitFromEachNode(url: string, socketId: string): number {
  const nodes = servers.get(new URL(url).origin) ?? [];
  for (const node of nodes) node.to(socketId).emit(SETTLED);
  return nodes.length;
}
