import type { Ground } from '../ground.ts';
import { load, type Loaded } from '../load-process.ts';
import { untilQuiet } from '../machine.ts';
import { table } from '../report/table.ts';
import { atMost, type Target } from '../report/target.ts';
import { spread } from '../statistics.ts';
import type { System } from '../systems/system.ts';
import type { Rounds } from './sending.ts';

/** Messages a second. */
const RATES = [200, 1_000, 2_000];
const TARGET_RATE = 1_000;

export interface Steady {
  rate: number;
  loads: Loaded[];
}

/** How long a message takes when so many come each second, whether or not those before have arrived. */
export async function measureSteady(
  ground: Ground,
  { wire, url, pairs, pids }: System,
  { rounds, seconds, warmUp, say }: Rounds,
): Promise<Steady[]> {
  const measured: Steady[] = RATES.map((rate) => ({ rate, loads: [] }));
  for (let round = 1; round <= rounds; round++) {
    for (const { rate, loads } of measured) {
      await untilQuiet(say);
      const order = { wire, url, pairs, pace: { rate }, warmUp, length: seconds };
      const loaded = await load(order, { system: pids, postgres: [ground.postgresPid] });
      loads.push(loaded);
      say(`round ${round}: ${rate}/s: p99 ${loaded.latency.p99.toFixed(1)} ms`);
    }
  }
  return measured;
}

const middle = (loads: Loaded[], pick: (one: Loaded) => number): number => spread(loads.map(pick)).median;

export const steadyTable = (steady: Steady[]): string =>
  table(
    ['Messages each second', 'p50 ms', 'p99 ms', 'max ms', 'cores: service', 'PostgreSQL'],
    steady.map(({ rate, loads }) => [
      String(rate),
      middle(loads, ({ latency }) => latency.p50).toFixed(1),
      middle(loads, ({ latency }) => latency.p99).toFixed(1),
      middle(loads, ({ latency }) => latency.max).toFixed(1),
      middle(loads, ({ cores }) => cores.system).toFixed(2),
      middle(loads, ({ cores }) => cores.postgres).toFixed(2),
    ]),
  );

export function steadyTargets(steady: Steady[]): Target[] {
  const loads = steady.find(({ rate }) => rate === TARGET_RATE)?.loads;
  const p99 = loads && middle(loads, ({ latency }) => latency.p99);
  return [atMost(`delivery p99 at a steady ${TARGET_RATE}/s`, 10, p99, 'ms')];
}
