import { setTimeout as delay } from 'node:timers/promises';
import { recount } from '../load/recount.ts';
import type { Stage } from '../load/stage.ts';
import { atMost, largest, none, noted, percentile, seconds, sum, type Figure } from '../report/figure.ts';
import { FULL, onStage, PAIRS, RATE, type Run, type Scenario } from './scenario.ts';

const FULL_RUNS = 5;
/** Milliseconds that a node stays away. */
const AWAY = 5_000;

export const nodeKill: Scenario = {
  name: 'node-kill',
  fault: 'kill -9 of a node under load; it comes back after 5 s',
  run: ({ cluster, seconds: length, say }: Run) =>
    onStage(cluster, async (stage) => {
      await stage.conversations(PAIRS);
      const runs = length >= FULL ? FULL_RUNS : 1;
      for (let run = 0; run < runs; run++) {
        const victim = cluster.node(run % cluster.nodes.length);
        say(`run ${run + 1} of ${runs}: ${length} s at ${RATE}/s, kill -9 of ${victim.name} in the middle`);
        const load = stage.talk(length, RATE);
        await delay((length / 2) * 1000);
        await victim.kill();
        await delay(AWAY);
        await victim.start();
        await load;
        await stage.drain();
        if (run < runs - 1) await spread(stage);
      }
      const settled = await stage.settle();
      const watches = stage.actors.map(({ watch }) => watch);
      const figures: Figure[] = [
        atMost(
          `from a reconnect to complete, slowest of ${sum(watches.map(({ catchUps }) => catchUps.length))}`,
          seconds(largest(watches.flatMap(({ catchUps }) => catchUps))),
          5,
          's',
        ),
        none('rooms at those moments', {
          'behind what was acknowledged before': sum(watches.map(({ incomplete }) => incomplete)),
        }),
        atMost('after the load, until all clients have all', seconds(settled), 5, 's'),
        noted(
          'p99 of a send, repeats included',
          `${Math.round(percentile(stage.ledger.latencies(), 0.99))} ms`,
        ),
      ];
      return [...figures, ...(await recount(stage))];
    }),
};

/** The clients have all gone to the other node: some return, so that the next kill finds clients on both. */
async function spread(stage: Stage): Promise<void> {
  for (const { client } of stage.actors.filter((_, index) => index % 2 === 0)) {
    client.socket.io.engine.close();
  }
  await delay(100);
  await stage.drain();
}
