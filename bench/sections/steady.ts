import { load, type Loaded } from '../load-process.ts';
import { quietly } from '../machine.ts';
import { table } from '../report/table.ts';
import { atMost, type Target } from '../report/target.ts';
import { spread } from '../statistics.ts';
import { dealerSystems, startService } from '../systems/service.ts';
import { PAIRS, withStops, type Section } from './section.ts';

/** Messages a second. */
const RATES = [200, 1_000, 2_000];
const TARGET_RATE = 1_000;

interface Steady {
  rate: number;
  loads: Loaded[];
}

/** How long a message takes when so many come each second, whether or not those before have arrived. */
export const steady: Section = {
  name: 'steady',
  waitsForDisk: true,
  measure: (ground, { rounds, seconds, warmUp, say }) =>
    withStops(async (stops) => {
      const service = await startService(ground);
      stops.push(() => service.stop());
      const [{ wire, url, pairs, pids }] = await dealerSystems(service, PAIRS);
      const measured: Steady[] = RATES.map((rate) => ({ rate, loads: [] }));
      for (let round = 1; round <= rounds; round++) {
        for (const { rate, loads } of measured) {
          const order = { wire, url, pairs, pace: { rate }, warmUp, length: seconds };
          const parts = { system: pids, postgres: [ground.postgresPid] };
          const loaded = await quietly(say, () => load(order, parts));
          loads.push(loaded);
          say(`round ${round}: ${rate}/s: p99 ${loaded.latency.p99.toFixed(1)} ms`);
        }
      }
      return {
        title: 'Steady rates, by socket',
        table: steadyTable(measured),
        figures: measured,
        targets: targets(measured),
      };
    }),
};

const middle = (loads: Loaded[], pick: (one: Loaded) => number): number => spread(loads.map(pick)).median;

const steadyTable = (measured: Steady[]): string =>
  table(
    ['Messages each second', 'p50 ms', 'p99 ms', 'max ms', 'cores: service', 'PostgreSQL'],
    measured.map(({ rate, loads }) => [
      String(rate),
      middle(loads, ({ latency }) => latency.p50).toFixed(1),
      middle(loads, ({ latency }) => latency.p99).toFixed(1),
      middle(loads, ({ latency }) => latency.max).toFixed(1),
      middle(loads, ({ cores }) => cores.system).toFixed(2),
      middle(loads, ({ cores }) => cores.postgres).toFixed(2),
    ]),
  );

function targets(measured: Steady[]): Target[] {
  const loads = measured.find(({ rate }) => rate === TARGET_RATE)?.loads;
  const p99 = loads && middle(loads, ({ latency }) => latency.p99);
  return [atMost(`delivery p99 at a steady ${TARGET_RATE}/s`, 10, p99, 'ms')];
}
