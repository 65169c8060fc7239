import { fork, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { signToken } from '../../dev/sign.ts';
import type { Ground } from '../ground.ts';
import type { Order } from '../idle/main.ts';
import { table } from '../report/table.ts';
import { atMost } from '../report/target.ts';
import { startService, type RunningService } from '../systems/service.ts';
import { withStops, type Section } from './section.ts';

const HOLDER = fileURLToPath(new URL('../idle/main.ts', import.meta.url));
const CONNECTIONS = 15_000;
/** Processes that hold them. */
const HOLDERS = 2;
/** Files that a process has open beside its connections. */
const OTHER_FILES = 500;
/** Connections before, so that what is made once is there already. */
const WARM_UP = 500;
/** Milliseconds until what came with the connecting has settled. */
const SETTLE = 5_000;
const KB = 1024;

interface Idle {
  connections: number;
  /** Bytes of the process. */
  before: number;
  after: number;
}

/** What a service needs for people who are connected and silent, each with a token of their own. */
export const idle: Section = {
  name: 'idle',
  waitsForDisk: false,
  measure: (ground, { say }) =>
    withStops(async (stops) => {
      const service = await startService(ground, { inspected: true });
      stops.push(() => service.stop());
      const connect = async (tokens: string[]): Promise<void> => {
        const holder = await hold(service, tokens);
        stops.push(async () => void holder.kill());
      };
      const connections = Math.min(CONNECTIONS, openFiles() - OTHER_FILES);
      const tokens = await people(ground, service, WARM_UP + connections);
      await connect(tokens.splice(0, WARM_UP));
      const before = await settled(service);
      say(`connecting ${connections} people`);
      const share = Math.ceil(connections / HOLDERS);
      for (let n = 0; n < HOLDERS; n++) await connect(tokens.slice(n * share, (n + 1) * share));
      const measured = { connections, before, after: await settled(service) };
      return {
        title: 'Idle connections',
        table: idleTable(measured),
        figures: measured,
        targets: [atMost(`memory of each of ${connections} idle connections`, 30, each(measured), 'KB')],
      };
    }),
};

/** As many people of as many galleries. @returns their tokens */
async function people({ pool }: Ground, { secret }: RunningService, count: number): Promise<string[]> {
  const ids = Array.from({ length: count }, () => ({ userId: randomUUID(), galleryId: randomUUID() }));
  const [users, galleries] = [ids.map(({ userId }) => userId), ids.map(({ galleryId }) => galleryId)];
  await pool.query(`INSERT INTO galleries (id, name) SELECT unnest($1::uuid[]), 'Galeri'`, [galleries]);
  await pool.query(
    `INSERT INTO users (id, gallery_id, first_name, last_name)
     SELECT u, g, 'Ayşe', 'Yılmaz' FROM unnest($1::uuid[], $2::uuid[]) AS people (u, g)`,
    [users, galleries],
  );
  return ids.map(({ userId, galleryId }) =>
    signToken({ userId, galleryIds: [galleryId], hours: 24 }, secret, {}),
  );
}

async function hold({ node }: RunningService, tokens: string[]): Promise<ChildProcess> {
  const child = fork(HOLDER, { stdio: 'inherit' });
  const exited = once(child, 'exit').then(() => Promise.reject(new Error('A holder of connections ended')));
  child.send({ url: node.url, tokens } satisfies Order);
  await Promise.race([once(child, 'message'), exited]);
  exited.catch(() => undefined);
  return child;
}

/** @returns bytes of the service's process, once its garbage is collected */
async function settled({ node }: RunningService): Promise<number> {
  await delay(SETTLE);
  await node.heapKept();
  return (await node.metrics()).get('process_resident_memory_bytes') ?? Number.NaN;
}

/** How many a process may have; what is started here inherits it. */
function openFiles(): number {
  try {
    return Number(/Max open files\s+(\d+)/.exec(readFileSync('/proc/self/limits', 'utf8'))?.[1]);
  } catch {
    // Systems without /proc have low limits as a rule.
    return 1_024;
  }
}

const each = ({ before, after, connections }: Idle): number => (after - before) / connections / KB;

const idleTable = (measured: Idle): string =>
  table(
    ['Connections', 'MB before', 'MB after', 'KB for each'],
    [
      [
        String(measured.connections),
        ...[measured.before, measured.after].map((bytes) => (bytes / KB / KB).toFixed(0)),
        each(measured).toFixed(1),
      ],
    ],
  );
