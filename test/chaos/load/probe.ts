import { setTimeout as delay } from 'node:timers/promises';
import { ForeignAnswer, request, type Door } from '../client/request.ts';
import type { Pair } from './market.ts';

/** Milliseconds between two questions. */
const PAUSE = 100;

/** One answer of the service or its gateway; status 0 when none came. */
export interface Probe {
  status: number;
  /** Milliseconds until the answer. */
  took: number;
}

/** Asks once. */
export async function probe(ask: () => Promise<{ status: number }>): Promise<Probe> {
  const began = performance.now();
  const { status } = await ask().catch((error: unknown) =>
    error instanceof ForeignAnswer ? error : { status: 0 },
  );
  return { status, took: performance.now() - began };
}

/** Asks again and again until it is time to stop. */
export async function probeUntil(
  ask: () => Promise<{ status: number }>,
  isOver: (last: Probe) => boolean,
): Promise<Probe[]> {
  const probes: Probe[] = [];
  for (;;) {
    const last = await probe(ask);
    probes.push(last);
    if (isOver(last)) return probes;
    await delay(PAUSE);
  }
}

/** Sends a text by REST that no ledger knows of, in a room apart. */
export const sendText =
  (door: Door, { buyer, roomId }: Pair, content = 'Orada mısınız?') =>
  (): Promise<{ status: number }> =>
    request(door, buyer.token, 'POST', `/${roomId}/messages`, { content });

/** Sends a small file through the service. */
export const sendFile =
  (door: Door, { buyer, roomId }: Pair) =>
  (): Promise<{ status: number }> => {
    const form = new FormData();
    form.append('file', new Blob(['Ekspertiz raporu\n'], { type: 'text/plain' }), 'ekspertiz.txt');
    return request(door, buyer.token, 'POST', `/${roomId}/upload`, form);
  };

export const otherThan = (probes: Probe[], status: number): number =>
  probes.filter((one) => one.status !== status).length;

export const slowest = (probes: Probe[]): number => Math.max(0, ...probes.map(({ took }) => took));
