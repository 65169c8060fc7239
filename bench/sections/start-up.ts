import type { Ground } from '../ground.ts';
import { quietly } from '../machine.ts';
import { table } from '../report/table.ts';
import { spread, type Spread } from '../statistics.ts';
import { startService } from '../systems/service.ts';
import type { Section } from './section.ts';

/** How long the process takes from its start until it takes traffic, on a migrated database. */
export const startUp: Section = {
  name: 'start-up',
  waitsForDisk: false,
  measure: async (ground, { rounds, say }) => {
    const took: number[] = [];
    for (let round = 1; round <= rounds; round++) {
      took.push(await quietly(say, () => startedIn(ground)));
    }
    const measured = spread(took);
    return { title: 'Start-up', table: startUpTable(measured), figures: measured, targets: [] };
  },
};

async function startedIn(ground: Ground): Promise<number> {
  const service = await startService(ground);
  await service.stop();
  return service.startedIn;
}

const startUpTable = ({ median, min, max }: Spread): string =>
  table(
    ['', 's'],
    [['from the start of the process to "ready"', `${seconds(median)} (${seconds(min)}–${seconds(max)})`]],
  );

const seconds = (milliseconds: number): string => (milliseconds / 1000).toFixed(2);
