import { chmodSync, mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { DATA, ROOT } from '../dev/settings.ts';
import { withinLimits } from '../test/chaos/run.ts';
import { startGround } from './ground.ts';
import { machine } from './machine.ts';
import { write, type Report } from './report/report.ts';
import { measureSending, sendingTable, sendingTargets, type Counted } from './sections/sending.ts';
import { measureSteady, steadyTable, steadyTargets } from './sections/steady.ts';
import { baselineSystem } from './systems/baseline.ts';
import { relaySystem, routeSystem } from './systems/bare.ts';
import { canRunEjabberd, ejabberdSystem } from './systems/ejabberd.ts';
import { canRunPgbench, PgbenchSend } from './systems/pgbench.ts';
import { dealerSystems, startService } from './systems/service.ts';
import type { System } from './systems/system.ts';

const PAIRS = 64;
/** Seconds after which something is stuck. */
const LIMIT = 80 * 60;

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '10' },
    'warm-up': { type: 'string', default: '3' },
    only: { type: 'string' },
    out: { type: 'string', default: join(DATA, 'bench') },
  },
});

const say = (text: string): void => console.log(`${new Date().toTimeString().slice(0, 8)} ${text}`);
const isWanted = (name: string): boolean =>
  values.only === undefined || values.only.split(',').includes(name);

async function main(stops: (() => Promise<void>)[]): Promise<number> {
  const rounds = {
    rounds: Number(values.rounds),
    seconds: Number(values.seconds),
    warmUp: Number(values['warm-up']),
    say,
  };
  const folder = mkdtempSync(join(tmpdir(), 'dealer-messaging-bench-'));
  // PostgreSQL may run as another user.
  chmodSync(folder, 0o755);
  stops.push(() => rm(folder, { recursive: true, force: true }));
  const ground = await startGround(folder);
  stops.push(() => ground.stop());
  const open = async (starting: Promise<System>): Promise<System> => {
    const system = await starting;
    stops.push(() => system.stop());
    return system;
  };

  const report: Report = { machine: machine(), parts: [], targets: [] };
  const service = await startService(ground);
  stops.push(() => service.stop());
  const [socket, rest] = await dealerSystems(service, PAIRS);
  if (isWanted('sending')) {
    const ejabberd = canRunEjabberd() ? await open(ejabberdSystem(ground, PAIRS)) : undefined;
    const baseline = await open(baselineSystem(ground, PAIRS));
    const bare = [await open(relaySystem(PAIRS)), await open(routeSystem(PAIRS))];
    const counted: Counted[] = [];
    if (canRunPgbench())
      counted.push(await PgbenchSend.prepare(ground, service.market, await sendStatement()));
    const systems = [socket, rest, ...(ejabberd ? [ejabberd] : []), baseline, ...bare];
    const results = await measureSending(ground, systems, counted, rounds);
    const find = (one: { name: string } | undefined) => results.find(({ name }) => name === one?.name);
    report.parts.push({
      title: `Sending: 64 pairs, 32 in flight, ${rounds.rounds} rounds of ${rounds.seconds} s: median (min–max)`,
      table: sendingTable(results),
      figures: results,
    });
    report.targets.push(
      ...sendingTargets({
        socket: find(socket),
        rest: find(rest),
        ejabberd: find(ejabberd),
        baseline: find(baseline),
        pgbench: find(counted[0]),
      }),
    );
  }
  if (isWanted('steady')) {
    const steady = await measureSteady(ground, socket, rounds);
    report.parts.push({ title: 'Steady rates, by socket', table: steadyTable(steady), figures: steady });
    report.targets.push(...steadyTargets(steady));
  }
  write(report, values.out);
  return 0;
}

async function sendStatement(): Promise<string> {
  const built = join(ROOT, 'dist', 'src', 'messages', 'messages.statements.js');
  return ((await import(built)) as { SEND: { text: string } }).SEND.text;
}

process.exit(
  await withinLimits(LIMIT, main).catch((error: unknown) => {
    console.error(error);
    return 2;
  }),
);
