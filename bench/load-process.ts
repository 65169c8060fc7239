import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { cpuSeconds } from './cpu.ts';
import type { Order, Report } from './load/main.ts';
import type { Measured } from './load/measure.ts';

const LOAD = fileURLToPath(new URL('load/main.ts', import.meta.url));

/** Cores that were busy with each part while it was counted. */
export interface Cores {
  system: number;
  postgres: number;
  load: number;
}

export interface Loaded extends Measured {
  cores: Cores;
}

/** Runs one measurement in a process of its own, and watches what each part of the machine's time goes into. */
export async function load(order: Order, parts: { system: number[]; postgres: number[] }): Promise<Loaded> {
  const child = fork(LOAD, { stdio: 'inherit' });
  const pids = { ...parts, load: [child.pid ?? 0] };
  const look = () => ({
    at: performance.now(),
    system: cpuSeconds(pids.system),
    postgres: cpuSeconds(pids.postgres),
    load: cpuSeconds(pids.load),
  });
  const looks: ReturnType<typeof look>[] = [];
  const measured = new Promise<Measured>((resolve, reject) => {
    child.on('message', (report: Report) => {
      if ('counting' in report) looks.push(look());
      else resolve(report.measured);
    });
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`The load generator ended with ${code}`)));
  });
  child.send(order);
  const outcome = await measured;
  const [before, after] = looks;
  if (before === undefined || after === undefined) throw new Error('The load generator counted nothing');
  const seconds = (after.at - before.at) / 1000;
  const cores = (part: keyof Cores): number => (after[part] - before[part]) / seconds;
  return { ...outcome, cores: { system: cores('system'), postgres: cores('postgres'), load: cores('load') } };
}
