import { setTimeout as delay } from 'node:timers/promises';
import type { ServiceNode } from '../cluster/service-node.ts';

/** What a node said of itself at a moment. */
export interface Sample {
  /** Seconds since the load began. */
  at: number;
  node: string;
  /** Bytes. */
  rss: number;
  sockets: number;
  rooms: number;
}

/** Takes a sample of every node each so many milliseconds until it is told to end. */
export async function sampleUntil<T>(
  nodes: ServiceNode[],
  interval: number,
  take: (node: ServiceNode, at: number) => Promise<T>,
  ended: Promise<unknown>,
): Promise<T[]> {
  const samples: T[] = [];
  const began = performance.now();
  const state = { over: false };
  void ended.finally(() => (state.over = true));
  while (!state.over) {
    const at = (performance.now() - began) / 1000;
    samples.push(...(await Promise.all(nodes.map((node) => take(node, at)))));
    await Promise.race([delay(interval), ended]);
  }
  return samples;
}

export async function sample(node: ServiceNode, at: number): Promise<Sample> {
  const metrics = await node.metrics();
  const value = (name: string): number => metrics.get(name) ?? Number.NaN;
  return {
    at,
    node: node.name,
    rss: value('process_resident_memory_bytes'),
    sockets: value('chat_sockets_connected'),
    rooms: value('chat_rooms_joined'),
  };
}

/** What JavaScript keeps in a node once its garbage is collected. */
export interface Kept {
  /** Seconds since the load began. */
  at: number;
  node: string;
  /** Bytes. */
  heap: number;
}

export async function kept(node: ServiceNode, at: number): Promise<Kept> {
  return { at, node: node.name, heap: await node.heapKept() };
}

/**
 * How much a figure grew from the beginning to the end, as a part of its level: the straight line that fits best, so
 * that no single sample decides.
 */
export function growth(points: (readonly [at: number, value: number])[]): number {
  const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [time, level] = [mean(points.map(([at]) => at)), mean(points.map(([, value]) => value))];
  const spread = points.reduce((sum, [at]) => sum + (at - time) ** 2, 0);
  const slope = points.reduce((sum, [at, value]) => sum + (at - time) * (value - level), 0) / spread;
  const length = (points.at(-1)?.[0] ?? 0) - (points[0]?.[0] ?? 0);
  return (slope * length) / level;
}
