import { join } from 'node:path';
import { ROOT } from '../../dev/settings.ts';
import { chart } from '../report/chart.ts';
import { atLeast, type Target } from '../report/target.ts';
import { baselineSystem } from '../systems/baseline.ts';
import { relaySystem, routeSystem, storeSystem } from '../systems/bare.ts';
import { canRunEjabberd, ejabberdSystem } from '../systems/ejabberd.ts';
import { canRunPgbench, PgbenchSend } from '../systems/pgbench.ts';
import { dealerSystems, startService } from '../systems/service.ts';
import type { System } from '../systems/system.ts';
import { inTurn, ratio, sendingTable, type Counted, type Sending } from './in-turn.ts';
import { PAIRS, withStops, type Section } from './section.ts';

/** Of the systems, how many are this service. */
const OWN = 2;

/** As many messages as each system takes: stored, acknowledged and delivered. */
export const sending: Section = {
  name: 'sending',
  waitsForDisk: true,
  measure: (ground, rounds) =>
    withStops(async (stops) => {
      const open = async (starting: Promise<System>): Promise<System> => {
        const system = await starting;
        stops.push(() => system.stop());
        return system;
      };
      const service = await startService(ground);
      stops.push(() => service.stop());
      const [socket, rest] = await dealerSystems(service, PAIRS);
      const ejabberd = canRunEjabberd() ? await open(ejabberdSystem(ground, PAIRS)) : undefined;
      const baseline = await open(baselineSystem(ground, PAIRS));
      const bare = [
        await open(storeSystem(ground, PAIRS)),
        await open(relaySystem(PAIRS)),
        await open(routeSystem(PAIRS)),
      ];
      const counted: Counted[] = canRunPgbench()
        ? [await PgbenchSend.prepare(ground, service.market, await sendStatement())]
        : [];
      const systems = [socket, rest, ...(ejabberd ? [ejabberd] : []), baseline, ...bare];
      const results = await inTurn(ground, systems, counted, rounds);
      const find = (one: { name: string } | undefined) => results.find(({ name }) => name === one?.name);
      return {
        title: `Sending: ${PAIRS} pairs, 32 in flight, ${rounds.rounds} rounds of ${rounds.seconds} s: median (min–max)`,
        table: sendingTable(results),
        figures: results,
        files: [{ name: 'sending.svg', content: picture(results, [...bare, ...counted]) }],
        targets: targets({
          socket: find(socket),
          rest: find(rest),
          ejabberd: find(ejabberd),
          baseline: find(baseline),
          pgbench: find(counted[0]),
        }),
      };
    }),
};

/** @param left what is no service that anybody could use */
const picture = (results: Sending[], left: { name: string }[]): string =>
  chart(
    'Messages a second: stored, acknowledged and delivered (median, smallest and largest round)',
    results
      .filter(({ name }) => !left.some((one) => one.name === name))
      .map(({ name, perSecond }) => ({ name, ...perSecond })),
    OWN,
  );

async function sendStatement(): Promise<string> {
  const built = join(ROOT, 'dist', 'src', 'messages', 'messages.statements.js');
  return ((await import(built)) as { SEND: { text: string } }).SEND.text;
}

interface Compared {
  socket: Sending | undefined;
  rest: Sending | undefined;
  ejabberd: Sending | undefined;
  pgbench: Sending | undefined;
  baseline: Sending | undefined;
}

function targets({ socket, rest, ejabberd, pgbench, baseline }: Compared): Target[] {
  return [
    atLeast('send by socket against ejabberd', 3, ratio(socket, ejabberd)),
    atLeast('send by socket against the same statement by pgbench', 0.6, ratio(socket, pgbench)),
    atLeast('send by REST against ejabberd', 2, ratio(rest, ejabberd)),
    atLeast('send by REST against the tutorial-style service', 15, ratio(rest, baseline)),
  ];
}
