import { signToken } from '../../dev/sign.ts';
import { fillHistory, OWN_ROOMS, type History } from '../history/fill.ts';
import type { Ground } from '../ground.ts';
import { HttpConnection } from '../../test/chaos/client/http-connection.ts';
import { quietly } from '../machine.ts';
import { table } from '../report/table.ts';
import { atMost } from '../report/target.ts';
import { spread, type Spread } from '../statistics.ts';
import { startService, type RunningService } from '../systems/service.ts';
import { withStops, type Section } from './section.ts';

/** Messages: each work is done in both, and must not cost more than `GROWTH` times as much in the larger. */
const SIZES = [1_000_000, 10_000_000] as const;
const GROWTH = 1.2;
/** Requests of each work in each round; half as many before, which do not count. */
const TIMES = 200;
/** Rooms on a page of the list, messages on a page of a room. */
const PAGE = 50;

const WORKS: { name: string; path: (roomId: string) => string }[] = [
  { name: `the first ${PAGE} of ${OWN_ROOMS} rooms`, path: () => `/chats?limit=${PAGE}` },
  { name: 'the first page of messages', path: (id) => `/chats/${id}/messages?limit=${PAGE}` },
  { name: 'page 10,000 of messages', path: (id) => `/chats/${id}/messages?page=10000&limit=${PAGE}` },
  { name: 'unread counts', path: () => '/chats/unread-count' },
];

interface Reading {
  work: string;
  /** Milliseconds of a request, for each of `SIZES`. */
  costs: Spread[];
}

interface Filled {
  history: History;
  service: RunningService;
  token: string;
}

/** The same requests, one after the other, to a service with few messages and to one with many, in turn. */
export const reading: Section = {
  name: 'reading',
  waitsForDisk: false,
  measure: (ground, { rounds, say }) =>
    withStops(async (stops) => {
      const filled: Filled[] = [];
      for (const size of SIZES) {
        say(`filling a database with ${size.toLocaleString('en')} messages`);
        const one = await open(ground, size);
        stops.push(() => one.service.stop());
        filled.push(one);
      }
      const medians = WORKS.map(() => SIZES.map((): number[] => []));
      for (let round = 1; round <= rounds; round++) {
        for (const [work, { path }] of WORKS.entries()) {
          for (const [size, one] of filled.entries()) {
            medians[work]?.[size]?.push(await quietly(say, () => median(one, path(one.history.roomId))));
          }
        }
        say(`round ${round}: reading`);
      }
      const measured = WORKS.map(({ name }, n) => ({ work: name, costs: (medians[n] ?? []).map(spread) }));
      return {
        title: 'Reading: one request after the other, median (min–max) of the rounds',
        table: [readingTable(measured), sizeTable(filled)].join('\n\n'),
        figures: { measured, sizes: filled.map(({ history: { size } }) => size) },
        targets: measured.map((one) => atMost(`${one.work}, for 10 × the data`, GROWTH, growth(one), '×')),
      };
    }),
};

async function open(ground: Ground, size: number): Promise<Filled> {
  const history = await fillHistory(ground.databaseUrl, `history_${size}`, size);
  const service = await startService(ground, { databaseUrl: history.databaseUrl });
  const { userId, galleryId } = history;
  const token = signToken({ userId, galleryIds: [galleryId], hours: 24 }, service.secret, {});
  return { history, service, token };
}

/** @returns milliseconds */
async function median({ service, token }: Filled, path: string): Promise<number> {
  const connection = await HttpConnection.open(service.node.url);
  const took: number[] = [];
  for (let n = -TIMES / 2; n < TIMES; n++) {
    const began = performance.now();
    const { status } = await connection.get(path, token);
    if (status !== 200) throw new Error(`GET ${path} was answered ${status}`);
    if (n >= 0) took.push(performance.now() - began);
  }
  connection.close();
  return spread(took).median;
}

const growth = ({ costs }: Reading): number =>
  (costs.at(-1)?.median ?? Number.NaN) / (costs[0]?.median ?? Number.NaN);

const readingTable = (readings: Reading[]): string =>
  table(
    ['GET', ...SIZES.map((size) => `ms, ${size / 1_000_000} M messages`), 'growth'],
    readings.map((reading) => [
      reading.work,
      ...reading.costs.map(
        ({ median: middle, min, max }) => `${middle.toFixed(2)} (${min.toFixed(2)}–${max.toFixed(2)})`,
      ),
      `${growth(reading).toFixed(2)} ×`,
    ]),
  );

const sizeTable = (filled: Filled[]): string =>
  table(
    ['Bytes on the disk, indexes included', ...SIZES.map((size) => `${size / 1_000_000} M messages`)],
    (['message', 'room'] as const).map((what) => [
      `a ${what}`,
      ...filled.map(({ history: { size } }) => size[what].toFixed(0)),
    ]),
  );
