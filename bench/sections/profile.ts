import { basename, dirname } from 'node:path';
import type { Ground } from '../ground.ts';
import { load } from '../load-process.ts';
import { partsOf } from '../report/parts.ts';
import { table } from '../report/table.ts';
import { dealerSystems, startService, type RunningService } from '../systems/service.ts';
import type { System } from '../systems/system.ts';
import { IN_FLIGHT, inTurn, sendingTable, type Sending } from './in-turn.ts';
import { PAIRS, withStops, type File, type Rounds, type Section } from './section.ts';

interface Build {
  service: RunningService;
  systems: System[];
}

interface Profiled {
  name: string;
  /** Microseconds of the service for a message, by what they go into. */
  parts: Map<string, number>;
  /** As DevTools open it. */
  file: File;
}

/** What a message costs the service and what that goes into; beside another build, when one is given: before and after. */
export const profile: Section = {
  name: 'profile',
  waitsForDisk: false,
  measure: (ground, rounds) =>
    withStops(async (stops) => {
      const builds: Build[] = [];
      for (const main of rounds.beside === undefined ? [undefined] : [rounds.beside, undefined]) {
        const service = await startService(ground, { inspected: true, ...(main !== undefined && { main }) });
        stops.push(() => service.stop());
        const name = main === undefined ? 'this build' : nameOf(main);
        const [socket, rest] = await dealerSystems(service, PAIRS);
        const systems = [
          { ...socket, name: `${name}, by socket` },
          { ...rest, name: `${name}, by REST` },
        ];
        builds.push({ service, systems });
      }
      const all = builds.flatMap(({ systems }) => systems);
      const results = await inTurn(ground, all, [], rounds);
      const profiled: Profiled[] = [];
      for (const { service, systems } of builds) {
        for (const system of systems) {
          const result = results.find(({ name }) => name === system.name);
          profiled.push(await lookInto(ground, service, system, result, rounds));
        }
      }
      return {
        title: 'What a message costs the service, and what that goes into',
        table: [sendingTable(results), partsTable(profiled)].join('\n\n'),
        figures: { results, parts: profiled.map(({ name, parts }) => ({ name, parts: [...parts] })) },
        targets: [],
        files: profiled.map(({ file }) => file),
      };
    }),
};

/** The folder of the checkout whose build it is. */
const nameOf = (main: string): string => basename(dirname(dirname(dirname(main))));

/** What the time goes into is looked at in a round of its own, since looking costs time itself. */
async function lookInto(
  { postgresPid }: Ground,
  { node }: RunningService,
  { name, wire, url, pairs, pids }: System,
  result: Sending | undefined,
  { seconds, warmUp }: Rounds,
): Promise<Profiled> {
  const order = { wire, url, pairs, pace: { inFlight: IN_FLIGHT }, warmUp, length: seconds };
  const seen = await node.profile(() => load(order, { system: pids, postgres: [postgresPid] }));
  const cost = ((result?.cores?.system ?? Number.NaN) / (result?.perSecond.median ?? Number.NaN)) * 1_000_000;
  const parts = new Map([...partsOf(seen)].map(([part, share]) => [part, share * cost]));
  const file = { name: `${name.replace(/\W+/g, '-')}.cpuprofile`, content: JSON.stringify(seen) };
  return { name, parts, file };
}

function partsTable(profiled: Profiled[]): string {
  const names = [...new Set(profiled.flatMap(({ parts }) => [...parts.keys()]))];
  const total = ({ parts }: Profiled): number => [...parts.values()].reduce((sum, part) => sum + part, 0);
  return table(
    ['Microseconds of the service for a message', ...profiled.map(({ name }) => name)],
    [
      ...names.map((part) => [part, ...profiled.map(({ parts }) => (parts.get(part) ?? 0).toFixed(0))]),
      ['all', ...profiled.map((one) => total(one).toFixed(0))],
    ],
  );
}
