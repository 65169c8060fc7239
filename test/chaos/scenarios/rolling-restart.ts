import { setTimeout as delay } from 'node:timers/promises';
import { request } from '../client/request.ts';
import { recount } from '../load/recount.ts';
import type { Stage } from '../load/stage.ts';
import { probeUntil, sendText, type Probe } from '../load/probe.ts';
import { atMost, largest, none, notThere, noted, percentile, seconds, sum } from '../report/figure.ts';
import { onStage, PAIRS, RATE, type Scenario } from './scenario.ts';

/** People who ask by REST all the while, one request after the other each. */
const ASKERS = 8;

export const rollingRestart: Scenario = {
  name: 'rolling-restart',
  fault: 'SIGTERM to one node after the other under load, each started again',
  run: ({ cluster, seconds: length, say }) =>
    onStage(cluster, async (stage) => {
      await stage.conversations(PAIRS);
      const state = { over: false };
      const asking = ask(stage, () => state.over);
      const load = stage.talk(length, RATE);
      const ends: { code: number | null; took: number }[] = [];
      for (const node of cluster.nodes) {
        await delay((length / 4) * 1000);
        say(`SIGTERM to ${node.name}`);
        ends.push(await node.terminate());
        await node.start();
      }
      await load;
      state.over = true;
      const requests = await asking;
      await stage.drain();
      const settled = await stage.settle();
      const failed = requests.filter(({ status }) => status < 200 || status > 299);
      const watches = stage.actors.map(({ watch }) => watch);
      const breaks = watches.flatMap((watch) => watch.breaks);
      const told = sum(watches.map(({ announcements }) => announcements));
      return [
        none(`of ${requests.length} requests by REST`, {
          failed: failed.length,
        }),
        noted('what those were answered', failed.map(({ status }) => status).join(', ') || 'none'),
        atMost('slowest exit', seconds(largest(ends.map(({ took }) => took))), 30, 's'),
        none('exit codes', { 'other than 0': ends.filter(({ code }) => code !== 0).length }),
        atMost(
          `sockets back with their rooms, slowest of ${breaks.length}`,
          seconds(largest(breaks)),
          10,
          's',
        ),
        told === 0
          ? notThere('clients told by server_shutdown', 'all')
          : none(`of ${breaks.length} breaks`, { 'not announced by server_shutdown': breaks.length - told }),
        noted(
          'p99 of a send, repeats included',
          `${Math.round(percentile(stage.ledger.latencies(), 0.99))} ms`,
        ),
        atMost('after the load, until all clients have all', seconds(settled), 5, 's'),
        ...(await recount(stage)),
      ];
    }),
};

/** Reads and sends by REST, each in a room apart. */
async function ask(stage: Stage, isOver: () => boolean): Promise<Probe[]> {
  const { door } = stage.cluster;
  const asked = await Promise.all(
    Array.from({ length: ASKERS }, async (_, number) => {
      const pair = await stage.market.pair();
      const read = () => request(door, pair.buyer.token, 'GET', `/${pair.roomId}/messages`);
      return probeUntil(number % 2 === 0 ? read : sendText(door, pair), isOver);
    }),
  );
  return asked.flat();
}
