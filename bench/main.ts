import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { DATA } from '../dev/settings.ts';
import { withinLimits } from '../test/chaos/run.ts';
import { startGrounds } from './ground.ts';
import { machine } from './machine.ts';
import { write, type Report } from './report/report.ts';
import { SECTIONS } from './sections/index.ts';

/** Seconds after which something is stuck. */
const LIMIT = 120 * 60;
const USAGE = `npm run bench -- [--only NAME,…] [--rounds N] [--seconds N] [--warm-up N] [--beside MAIN] [--out FOLDER]
MAIN: dist/src/main.js of another checkout, which the section "profile" measures beside this one
Sections: ${SECTIONS.map(({ name }) => name).join(', ')}`;

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '10' },
    'warm-up': { type: 'string', default: '3' },
    only: { type: 'string' },
    beside: { type: 'string' },
    out: { type: 'string', default: join(DATA, 'bench') },
  },
});

const say = (text: string): void => console.log(`${new Date().toTimeString().slice(0, 8)} ${text}`);

async function main(stops: (() => Promise<void>)[]): Promise<number> {
  const wanted = values.only?.split(',');
  const sections = SECTIONS.filter(({ name }) => wanted?.includes(name) ?? true);
  const rounds = {
    rounds: Number(values.rounds),
    seconds: Number(values.seconds),
    warmUp: Number(values['warm-up']),
    beside: values.beside && resolve(values.beside),
    say,
  };
  if (sections.length < (wanted?.length ?? 1) || !(rounds.rounds >= 1) || !(rounds.seconds > 0))
    throw new Error(USAGE);
  const grounds = await startGrounds(stops);

  const disks = grounds.map(({ disk, flush }) => ({ disk, flush }));
  const report: Report = { machine: { ...machine(), disks }, parts: [] };
  for (const section of sections) {
    for (const ground of section.waitsForDisk ? grounds : grounds.slice(0, 1)) {
      say(`${section.name}, on ${ground.disk}:`);
      const part = await section.measure(ground, rounds);
      report.parts.push({ name: section.name, disk: ground.disk, ...part });
    }
  }
  write(report, values.out);
  return 0;
}

process.exit(
  await withinLimits(LIMIT, main).catch((error: unknown) => {
    console.error(error);
    return 2;
  }),
);
