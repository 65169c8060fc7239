import { setTimeout as delay } from 'node:timers/promises';
import { otherThan, probeUntil, sendText, slowest } from '../load/probe.ts';
import { recount } from '../load/recount.ts';
import { atMost, none, noted, seconds } from '../report/figure.ts';
import { onStage, PAIRS, RATE, type Scenario } from './scenario.ts';

/** Milliseconds that the database is away, at most. */
const AWAY = 15_000;

export const postgresKill: Scenario = {
  name: 'postgres-kill',
  fault: 'kill -9 of every process of PostgreSQL under load, started again after a while',
  run: ({ cluster, seconds: length, say }) =>
    onStage(cluster, async (stage) => {
      await stage.conversations(PAIRS);
      const apart = await stage.market.pair();
      const ask = sendText(cluster.door, apart);
      const load = stage.talk(length, RATE);
      await delay((length / 3) * 1000);

      const away = Math.min(AWAY, (length / 3) * 1000);
      say(`kill -9 of PostgreSQL for ${seconds(away).toFixed(1)} s`);
      await cluster.database.kill();
      const back = performance.now() + away;
      const refusals = await probeUntil(ask, () => performance.now() > back);

      const began = performance.now();
      await cluster.database.restart();
      const accepting = performance.now();
      await probeUntil(ask, ({ status }) => status === 201);
      const writing = performance.now();
      await load;
      await stage.drain();
      const settled = await stage.settle();
      return [
        none(`of ${refusals.length} sends while it was down`, {
          'answered other than 503': otherThan(refusals, 503),
        }),
        atMost('slowest 503', seconds(slowest(refusals)), 5, 's'),
        atMost('from its start to the first 201', seconds(writing - began), 10, 's'),
        noted('of which its own recovery', `${Math.round(accepting - began)} ms`),
        atMost('after the load, until all clients have all', seconds(settled), 5, 's'),
        ...(await recount(stage)),
      ];
    }),
};
