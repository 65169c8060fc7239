import { setTimeout as delay } from 'node:timers/promises';
import type { ServiceNode } from '../cluster/service-node.ts';

/** What a node said of itself at a moment. */
export interface Sample {
  /** Seconds since the load began. */
  at: number;
  node: string;
  /** Bytes. */
  rss: number;
  /** Bytes in use by JavaScript. */
  heap: number;
  sockets: number;
  rooms: number;
}

/** Samples every node until it is told to end. */
export async function sampleUntil(
  nodes: ServiceNode[],
  interval: number,
  ended: Promise<unknown>,
): Promise<Sample[]> {
  const samples: Sample[] = [];
  const began = performance.now();
  const state = { over: false };
  void ended.finally(() => (state.over = true));
  while (!state.over) {
    const at = (performance.now() - began) / 1000;
    samples.push(...(await Promise.all(nodes.map((node) => sample(node, at)))));
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
    heap: value('nodejs_heap_size_used_bytes'),
    sockets: value('chat_sockets_connected'),
    rooms: value('chat_rooms_joined'),
  };
}

/**
 * How much a figure grew from the beginning to the end of the samples, as a part of its level: the straight line that
 * fits best, so that neither a single sample nor the saw of the garbage collector decides.
 */
export function growth(samples: Sample[], figure: 'rss' | 'heap'): number {
  const points = samples.map((one) => [one.at, one[figure]] as const);
  const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [time, level] = [mean(points.map(([at]) => at)), mean(points.map(([, value]) => value))];
  const spread = points.reduce((sum, [at]) => sum + (at - time) ** 2, 0);
  const slope = points.reduce((sum, [at, value]) => sum + (at - time) * (value - level), 0) / spread;
  const length = (points.at(-1)?.[0] ?? 0) - (points[0]?.[0] ?? 0);
  return (slope * length) / level;
}
