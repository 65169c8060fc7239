import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { DATA } from '../../dev/settings.ts';
import type { PresenceView } from '../../src/contracts/index.ts';
import { Cluster } from './cluster/cluster.ts';
import { request } from './client/request.ts';
import { Market, type Pair } from './load/market.ts';
import { inBatches } from './load/stage.ts';
import { atMost, none, noted, percentile, type Figure } from './report/figure.ts';
import { missed, table, writeJson } from './report/report.ts';
import { withinLimits } from './run.ts';
import { growth, kept, sample, sampleUntil, type Kept, type Sample } from './soak/samples.ts';
import { visit, type Visits } from './soak/visits.ts';

const FOLDER = join(DATA, 'chaos');
/** Rooms that the visitors spread over. */
const PAIRS = 200;
/** Milliseconds between two samples. */
const INTERVAL = 5_000;
/** Milliseconds between two collections of all garbage, which halt a node for a moment; a short run has ten of them. */
const collectionInterval = (minutes: number): number => Math.min(60_000, (minutes * 60_000) / 10);
/** The part of a run in which memory still finds its level: what is cached fills, and code is compiled. */
const WARM_UP = 0.2;
const MOST_WARM_UP = 600;
/** Growth that is allowed over the run, in percent of the level. */
const ALLOWED = 5;
/** A run shorter than this many minutes says nothing of slow leaks. */
const MEANINGFUL = 20;
/** Seconds until nothing of the last visitors may be left. */
const REST = 35;

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      minutes: { type: 'string', default: '60' },
      rate: { type: 'string', default: '50' },
      json: { type: 'string', default: join(FOLDER, 'soak.json') },
    },
  });
  const [minutes, rate] = [Number(values.minutes), Number(values.rate)];
  if (!(minutes > 0 && rate > 0)) {
    throw new Error('npm run soak -- [--minutes N] [--rate N] [--json FILE]');
  }
  return withinLimits(minutes * 60 + 300, async (stops) => {
    const cluster = new Cluster();
    stops.push(() => cluster.stop());
    await cluster.start({ gateway: 'caddy', logs: FOLDER, inspected: true });
    const market = new Market(cluster.database.pool, cluster.jwtSecret, cluster.door);
    const pairs = await inBatches(PAIRS, 20, () => market.pair());
    console.log(
      `${cluster.nodes.length} nodes behind ${cluster.gateway.kind}: ${rate} visits a second for ${minutes} min. Each connects, joins ` +
        'a room, types, sends, reads, stays a second on average and leaves. Rate limits are raised.',
    );

    const visiting = visit(pairs, cluster.door, rate, minutes * 60);
    const [samples, heaps] = await Promise.all([
      sampleUntil(cluster.nodes, INTERVAL, sample, visiting),
      sampleUntil(cluster.nodes, collectionInterval(minutes), kept, visiting),
    ]);
    const visits = await visiting;
    const left = await untilEmpty(cluster);

    const figures = [
      ...judge(samples, heaps, minutes),
      leftOver(left, await untilOffline(cluster, pairs)),
      ...aboutVisits(visits),
    ];
    const outcome = { scenario: 'soak', fault: `${minutes} min at ${rate}/s`, figures, took: minutes * 60 };
    const misses = missed([outcome]);
    writeJson(values.json, {
      at: new Date().toISOString(),
      minutes,
      rate,
      nodes: cluster.nodes.length,
      missed: misses,
      outcome,
      samples,
      heaps,
    });
    console.log(
      `\n${table([outcome])}\n\n${misses === 0 ? 'Every target met' : `${misses} MISSED`}. Figures: ${values.json}`,
    );
    return misses === 0 ? 0 : 1;
  });
}

/** Memory after the warm-up, for each node: what the system sees, and what JavaScript keeps. */
function judge(samples: Sample[], heaps: Kept[], minutes: number): Figure[] {
  const warm = Math.min(minutes * 60 * WARM_UP, MOST_WARM_UP);
  const figure = (what: string, points: (readonly [number, number])[]): Figure => {
    const counted = points.filter(([at]) => at >= warm);
    const percent = growth(counted) * 100;
    const level = Math.round((counted.at(-1)?.[1] ?? 0) / 1024 / 1024);
    const name = `growth of the ${what} after ${Math.round(warm)} s, to ${level} MB`;
    return minutes >= MEANINGFUL
      ? atMost(name, percent, ALLOWED, '%')
      : noted(name, `${percent.toFixed(1)} %; too short a run to judge`);
  };
  const nodes = [...new Set(samples.map(({ node }) => node))];
  return nodes.flatMap((name) => {
    const own = <T extends { node: string }>(list: T[]): T[] => list.filter(({ node }) => node === name);
    return [
      figure(
        `${name}'s memory (rss)`,
        own(samples).map(({ at, rss }) => [at, rss]),
      ),
      figure(
        `${name}'s heap without garbage`,
        own(heaps).map(({ at, heap }) => [at, heap]),
      ),
    ];
  });
}

/** Looks until no socket and no membership is left, or the time for it is over. */
async function untilEmpty({ nodes }: Cluster): Promise<Sample[]> {
  for (const deadline = performance.now() + REST * 1000; ;) {
    const left = await Promise.all(nodes.map((node) => sample(node, 0)));
    const empty = left.every(({ sockets, rooms }) => sockets === 0 && rooms === 0);
    if (empty || performance.now() > deadline) return left;
    await delay(500);
  }
}

/** Who left is online a little longer, in case they return at once. */
async function untilOffline(cluster: Cluster, pairs: Pair[]): Promise<number> {
  for (const deadline = performance.now() + REST * 1000; ;) {
    const online = await countOnline(cluster, pairs);
    if (online === 0 || performance.now() > deadline) return online;
    await delay(1_000);
  }
}

/** As each pair sees each other. */
async function countOnline({ door }: Cluster, pairs: Pair[]): Promise<number> {
  const views = await inBatches(pairs.length, 10, async (number) => {
    const pair = pairs[number];
    const path = `/presence?userIds=${pair?.seller.userId},${pair?.buyer.userId}`;
    const { body } = await request<PresenceView[]>(door, pair?.buyer.token ?? '', 'GET', path);
    if (!body.success) throw new Error(`${path} was refused: ${body.error.code}`);
    return body.data;
  });
  return views.flat().filter(({ status }) => status === 'online').length;
}

const leftOver = (left: Sample[], online: number): Figure =>
  none('left at the end', {
    sockets: left.reduce((sum, { sockets }) => sum + sockets, 0),
    'rooms joined': left.reduce((sum, { rooms }) => sum + rooms, 0),
    'people online': online,
  });

const aboutVisits = ({ begun, failed, sends, lastFailure }: Visits): Figure[] => [
  none(`of ${begun} visits${lastFailure === undefined ? '' : ` (the last: ${lastFailure})`}`, { failed }),
  noted('p99 of a send', `${Math.round(percentile(sends, 0.99))} ms`),
];

process.exit(
  await main().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    return 2;
  }),
);
