import type { Ground } from '../ground.ts';
import { load, type Loaded } from '../load-process.ts';
import { quietly } from '../machine.ts';
import { table } from '../report/table.ts';
import { spread, type Spread } from '../statistics.ts';
import type { System } from '../systems/system.ts';
import type { Rounds } from './section.ts';

/** Sends under way at every moment. */
export const IN_FLIGHT = 32;

/** Something without a wire of its own that gives a figure for each second. */
export interface Counted {
  name: string;
  measure(seconds: number): Promise<number>;
}

export interface Sending {
  name: string;
  perSecond: Spread;
  /** Messages a second of each round. */
  rounds: number[];
  p50: Spread | undefined;
  p99: Spread | undefined;
  cores: Loaded['cores'] | undefined;
  /** Refused, doubled or lost, over all rounds. */
  wrong: number;
}

/** All systems in turn, round after round, so that what changes on the machine meanwhile changes for each. */
export async function inTurn(
  ground: Ground,
  systems: System[],
  counted: Counted[],
  { rounds, seconds, warmUp, say }: Rounds,
): Promise<Sending[]> {
  const loads = new Map<System, Loaded[]>(systems.map((system) => [system, []]));
  const counts = new Map<Counted, number[]>(counted.map((one) => [one, []]));
  for (let round = 1; round <= rounds; round++) {
    for (const system of systems) {
      const { wire, url, pairs, pids } = system;
      const order = { wire, url, pairs, pace: { inFlight: IN_FLIGHT }, warmUp, length: seconds };
      const parts = { system: pids, postgres: [ground.postgresPid] };
      const loaded = await quietly(say, () => load(order, parts));
      loads.get(system)?.push(loaded);
      say(`round ${round}: ${system.name}: ${loaded.perSecond.toFixed(0)}/s`);
    }
    for (const one of counted) {
      const perSecond = await quietly(say, () => one.measure(seconds));
      counts.get(one)?.push(perSecond);
      say(`round ${round}: ${one.name}: ${perSecond.toFixed(0)}/s`);
    }
  }
  return [
    ...[...loads].map(([{ name }, all]) => ofLoads(name, all)),
    ...[...counts].map(([{ name }, all]) => ({
      name,
      perSecond: spread(all),
      rounds: all,
      ...{ p50: undefined, p99: undefined, cores: undefined, wrong: 0 },
    })),
  ];
}

function ofLoads(name: string, all: Loaded[]): Sending {
  const middle = (pick: (one: Loaded) => number): number => spread(all.map(pick)).median;
  return {
    name,
    perSecond: spread(all.map(({ perSecond }) => perSecond)),
    rounds: all.map(({ perSecond }) => perSecond),
    p50: spread(all.map(({ latency }) => latency.p50)),
    p99: spread(all.map(({ latency }) => latency.p99)),
    cores: {
      system: middle(({ cores }) => cores.system),
      postgres: middle(({ cores }) => cores.postgres),
      load: middle(({ cores }) => cores.load),
    },
    wrong: all.reduce((sum, { refused, doubled, lost }) => sum + refused + doubled + lost, 0),
  };
}

/** How many times the one is the other: the median of the rounds, since the machine is another one in each. */
export const ratio = (one: Sending | undefined, other: Sending | undefined): number | undefined =>
  one && other && spread(one.rounds.map((rate, round) => rate / (other.rounds[round] ?? Number.NaN))).median;

const whole = ({ median, min, max }: Spread): string =>
  `${median.toFixed(0)} (${min.toFixed(0)}–${max.toFixed(0)})`;
const milliseconds = (value: Spread | undefined): string => value?.median.toFixed(1) ?? '–';

export const sendingTable = (results: Sending[]): string =>
  table(
    ['System', 'messages/s', 'p50 ms', 'p99 ms', 'cores: system', 'PostgreSQL', 'load', 'wrong'],
    results.map(({ name, perSecond, p50, p99, cores, wrong }) => [
      name,
      whole(perSecond),
      milliseconds(p50),
      milliseconds(p99),
      ...[cores?.system, cores?.postgres, cores?.load].map((one) => one?.toFixed(2) ?? '–'),
      String(wrong),
    ]),
  );
