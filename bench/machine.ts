import { createHash } from 'node:crypto';
import os from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';

/** The same work each time: what it takes tells how much of the machine is there. */
const WORK = Buffer.alloc(8 * 1024 * 1024, 7);
/** A machine is quiet while the work takes at most so many times the least that it ever took. */
const QUIET = 1.15;
/** Milliseconds. */
const PAUSE = 5_000;
const PATIENCE = 60_000;

let least = Infinity;

function work(): number {
  const began = performance.now();
  for (let n = 0; n < 3; n++) createHash('sha256').update(WORK).digest();
  const took = performance.now() - began;
  least = Math.min(least, took);
  return took;
}

const quiet = (): boolean => Math.min(work(), work(), work()) <= least * QUIET;

/** Waits until nobody else works on the machine. @returns false when it stayed noisy */
async function untilQuiet(say: (text: string) => void): Promise<boolean> {
  for (const deadline = Date.now() + PATIENCE; !quiet();) {
    if (Date.now() > deadline) {
      say('the machine stays noisy: what follows is less certain');
      return false;
    }
    say('the machine is busy with something else: waiting');
    await delay(PAUSE);
  }
  return true;
}

/** Measures while nobody else works on the machine: once more when somebody has begun to meanwhile. */
export async function quietly<T>(say: (text: string) => void, measure: () => Promise<T>): Promise<T> {
  const wasQuiet = await untilQuiet(say);
  const measured = await measure();
  if (!wasQuiet || quiet()) return measured;
  say('the machine became busy meanwhile: once more');
  await untilQuiet(say);
  return measure();
}

export interface Machine {
  cpu: string;
  cores: number;
  memoryGb: number;
  system: string;
  node: string;
  /** What files can lie on, and the milliseconds until a page that was written there is safe. */
  disks: { disk: string; flush: number }[];
}

export const machine = (): Omit<Machine, 'disks'> => ({
  cpu: os.cpus()[0]?.model.trim() ?? 'unknown',
  cores: os.cpus().length,
  memoryGb: Math.round(os.totalmem() / 1024 ** 3),
  system: `${os.type()} ${os.release()}`,
  node: process.version,
});
