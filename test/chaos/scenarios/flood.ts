import { DEFAULT_LIMITS, type Cluster } from '../cluster/cluster.ts';
import { flood } from '../load/flood.ts';
import { recount } from '../load/recount.ts';
import type { Stage } from '../load/stage.ts';
import { atMost, none, noted, percentile } from '../report/figure.ts';
import { onStage, PAIRS, RATE, type Scenario } from './scenario.ts';

/** Requests a second of one user. */
const FLOOD = 1_000;

export const oneUserFloods: Scenario = {
  name: 'flood',
  fault: 'one user sends 1,000 requests a second; the limits are those of production',
  run: async ({ cluster, seconds: length, say }) => {
    await restart(cluster, { limits: 'default' });
    try {
      return await onStage(cluster, async (stage) => {
        await stage.conversations(PAIRS);
        say('the load without the flood');
        const before = await talk(stage, length);
        say(`${FLOOD} requests a second from one user beside it`);
        const { token } = await stage.market.person();
        const url = `${cluster.door.rest}/chats`;
        const [meanwhile, { sent, statuses, withoutRetryAfter }] = await Promise.all([
          talk(stage, length),
          flood({ url, token, rate: FLOOD, seconds: length }),
        ]);
        await stage.drain();
        await stage.settle();
        const { 200: served = 0, 429: limited = 0 } = statuses;
        return [
          atMost("the others' p99 against before", meanwhile / before, 2, '×'),
          noted('p99 before and meanwhile', `${Math.round(before)} ms, ${Math.round(meanwhile)} ms`),
          none(`of ${sent} requests of the one, ${served} served and ${limited} limited`, {
            'answered otherwise': sent - served - limited,
            'limited without Retry-After': withoutRetryAfter,
          }),
          ...(await recount(stage)),
        ];
      });
    } finally {
      await restart(cluster, { limits: 'raised' });
    }
  },
};

/** One node after the other, so that the gateway always has one. */
async function restart({ nodes }: Cluster, { limits }: { limits: 'default' | 'raised' }): Promise<void> {
  for (const node of nodes) {
    await node.terminate();
    await node.start(limits === 'default' ? DEFAULT_LIMITS : {});
  }
}

/** @returns milliseconds: the p99 of what was sent meanwhile */
async function talk(stage: Stage, length: number): Promise<number> {
  const began = performance.now();
  await stage.talk(length, RATE);
  await stage.drain();
  return percentile(stage.ledger.latencies(began), 0.99);
}
