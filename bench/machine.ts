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

/** Waits until nobody else works on the machine. @returns false when it stayed noisy */
export async function untilQuiet(say: (text: string) => void): Promise<boolean> {
  for (const deadline = Date.now() + PATIENCE; ;) {
    const took = Math.min(work(), work(), work());
    if (took <= least * QUIET) return true;
    if (Date.now() > deadline) {
      say('the machine stays noisy: what follows is less certain');
      return false;
    }
    say(`the machine is busy with something else (${(took / least).toFixed(2)} × the time): waiting`);
    await delay(PAUSE);
  }
}

export interface Machine {
  cpu: string;
  cores: number;
  memoryGb: number;
  system: string;
  node: string;
}

export const machine = (): Machine => ({
  cpu: os.cpus()[0]?.model.trim() ?? 'unknown',
  cores: os.cpus().length,
  memoryGb: Math.round(os.totalmem() / 1024 ** 3),
  system: `${os.type()} ${os.release()}`,
  node: process.version,
});
