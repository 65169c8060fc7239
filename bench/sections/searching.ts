import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { signToken } from '../../dev/sign.ts';
import { HttpConnection } from '../../test/chaos/client/http-connection.ts';
import { fillHistory, withoutIndexes, type History } from '../history/fill.ts';
import { quietly } from '../machine.ts';
import { table } from '../report/table.ts';
import { atMost } from '../report/target.ts';
import { percentile } from '../../test/chaos/report/figure.ts';
import { spread, type Spread } from '../statistics.ts';
import { startService, type RunningService } from '../systems/service.ts';
import { withStops, type Section } from './section.ts';

const SIZE = 1_000_000;
/** Milliseconds, of 95 in 100 searches. */
const LIMIT = 50;
/** Requests for each of `WORKS` in each round; as many before, which do not count. */
const TIMES = 20;

/** What people look for; each search of a kind is for something else. */
const WORKS: { name: string; q: (n: number) => string; more?: (history: History) => string }[] = [
  { name: 'a word that is said all the time', q: (n) => nth(['araç', 'fiyat', 'merhaba', 'teklif'], n) },
  { name: 'two of them', q: (n) => nth(['araç fiyat', 'merhaba teklif', 'fiyat ekspertiz'], n) },
  {
    name: 'three words',
    q: (n) => nth(['ekspertiz raporu tavan', 'boya değişen kapı', 'motor vites yağ'], n),
  },
  { name: 'a word with its suffixes', q: (n) => nth(['kilometresinden', 'plakaların', 'galerimizde'], n) },
  {
    name: 'a word typed without its accents',
    q: (n) => nth(['degisen', 'camurluk', 'sifir', 'dosemesi'], n),
  },
  { name: 'a word that is hardly ever said', q: (n) => nth(['puanlik', 'reklamiz', 'vitrinden'], n) },
  { name: 'two of those', q: (n) => nth(['puanlik vitrin', 'reklam piyasa', 'emsalim usul'], n) },
  { name: 'a word that nobody said', q: (n) => `helikopter${n}` },
  { name: 'a number plate', q: (n) => `34 ${nth(['AB', 'CD', 'KZ'], n)} ${1000 + ((n * 350) % 9000)}` },
  { name: 'the end of a chassis number', q: (n) => String(100_000 + (((1 + 500 * n) * 13) % 900_000)) },
  { name: 'a part of many words', q: (n) => nth(['ometr', 'iyat', 'ksper', 'orti'], n) },
  { name: 'a part of no word', q: (n) => nth(['tavanmotor', 'ragaç', 'arafiyat'], n) },
  { name: 'a phrase', q: (n) => nth(['"araç fiyat"', '"merhaba araç"'], n) },
  {
    name: 'a word of one person',
    q: (n) => nth(['ekspertiz', 'tramer', 'teklif'], n),
    more: ({ userId }) => `&senderId=${userId}`,
  },
  {
    name: 'a word of last year',
    q: (n) => nth(['ekspertiz', 'tramer', 'teklif'], n),
    more: () => `&to=${new Date(Date.now() - 365 * 86_400_000).toISOString()}`,
  },
];

const nth = (items: string[], n: number): string => items[n % items.length] ?? '';

const SCOPES: { name: string; path: (history: History) => string }[] = [
  { name: 'in a room of 510,000', path: ({ roomId }) => `/chats/${roomId}/messages/search` },
  { name: 'in all 10,000 rooms', path: () => '/chats/search' },
];

interface Searched {
  history: History;
  service: RunningService;
  token: string;
}

/** Searches, one after the other, of a gallery to which most of a million messages belong. */
export const searching: Section = {
  name: 'searching',
  waitsForDisk: false,
  measure: (ground, { rounds, say }) =>
    withStops(async (stops) => {
      say(`filling a database with ${SIZE.toLocaleString('en')} messages that differ`);
      const history = await fillHistory(ground.databaseUrl, 'history_searched', SIZE, 'many texts');
      const service = await startService(ground, { databaseUrl: history.databaseUrl, searchIndexShare: 100 });
      stops.push(() => service.stop());
      const size = await fillIndex(history.databaseUrl, say);
      const { userId, galleryId } = history;
      const token = signToken({ userId, galleryIds: [galleryId], hours: 24 }, service.secret, {});
      const took = SCOPES.map(() => WORKS.map((): number[] => []));
      for (let round = 1; round <= rounds; round++) {
        for (const [n, { path }] of SCOPES.entries()) {
          const measured = await quietly(say, () => searchAll({ history, service, token }, path(history)));
          for (const [work, times] of measured.entries()) took[n]?.[work]?.push(...times);
        }
        say(`round ${round}: searching`);
      }
      const all = took.map((works) => percentile(works.flat(), 0.95));
      return {
        title: `Searching ${SIZE.toLocaleString('en')} messages: one request after the other`,
        table: [searchTable(took), `The index: ${size}.`].join('\n\n'),
        figures: { took: took.map((works) => works.map(spread)), p95: all },
        targets: SCOPES.map(({ name }, n) => atMost(`p95 of a search ${name}`, LIMIT, all[n], 'ms')),
      };
    }),
};

/** Waits until the service has brought everything into the index, whose tree is made when all is there. */
async function fillIndex(databaseUrl: string, say: (text: string) => void): Promise<string> {
  const db = new pg.Client({ connectionString: databaseUrl });
  await db.connect();
  try {
    say('filling the search index');
    const began = performance.now();
    await withoutIndexes(db, 'chat_message_search', async () => {
      const behind = () =>
        db.query(
          `SELECT FROM chat_rooms r LEFT JOIN chat_room_search p ON p.room_id = r.id
           WHERE r.last_seq > COALESCE(p.indexed_seq, 0) LIMIT 1`,
        );
      while ((await behind()).rows.length > 0) await delay(1_000);
    });
    await db.query('VACUUM (ANALYZE) chat_message_search, chat_room_search');
    const { rows } = await db.query<{ bytes: number }>(
      `SELECT pg_total_relation_size('chat_message_search') / (SELECT count(*) FROM chat_message_search) AS bytes`,
    );
    const seconds = (performance.now() - began) / 1_000;
    return `${rows[0]?.bytes} bytes a message on the disk; made in ${seconds.toFixed(0)} s with SEARCH_INDEX_SHARE=100`;
  } finally {
    await db.end();
  }
}

/** @returns milliseconds of each search, for each of `WORKS` */
async function searchAll(searched: Searched, path: string): Promise<number[][]> {
  const took: number[][] = [];
  for (const { q, more } of WORKS) {
    const base = `${path}?limit=20${more?.(searched.history) ?? ''}&q=`;
    const paths = Array.from({ length: TIMES }, (_, n) => base + encodeURIComponent(q(n)));
    took.push(await search(searched, paths));
  }
  return took;
}

/** @returns milliseconds of each */
async function search({ service, token }: Searched, paths: string[]): Promise<number[]> {
  const connection = await HttpConnection.open(service.node.url);
  const took: number[] = [];
  for (const [n, path] of [...paths, ...paths].entries()) {
    const began = performance.now();
    const { status } = await connection.get(path, token);
    if (status !== 200) throw new Error(`GET ${path} was answered ${status}`);
    if (n >= paths.length) took.push(performance.now() - began);
  }
  connection.close();
  return took;
}

const searchTable = (took: number[][][]): string =>
  table(
    ['ms, median and p95', ...SCOPES.map(({ name }) => name)],
    [
      ...WORKS.map(({ name }, work) => [name, ...took.map((works) => cell(works[work] ?? []))]),
      ['all of them', ...took.map((works) => cell(works.flat()))],
    ],
  );

function cell(values: number[]): string {
  const { median }: Spread = spread(values);
  return `${median.toFixed(1)}, ${percentile(values, 0.95).toFixed(1)}`;
}
