import { DEFAULT_LIMITS, type Cluster } from '../cluster/cluster.ts';
import { flood, type FloodAnswers } from '../load/flood.ts';
import { recount } from '../load/recount.ts';
import type { Stage } from '../load/stage.ts';
import { none, slowdown, type P99 } from '../report/figure.ts';
import { onStage, PAIRS, type Scenario } from './scenario.ts';

/** Requests a second of one user. */
const FLOOD = 1_000;
/** Messages a second of the others: few enough that the machine, which carries the load too, is not full by them. */
const TALK = 50;
/** Seconds. Nodes that have just begun answer slowly until their code is compiled. */
const WARM_UP = 10;

export const oneUserFloods: Scenario = {
  name: 'flood',
  fault: 'one user sends 1,000 requests a second; the limits are those of production',
  run: async ({ cluster, seconds: length, say }) => {
    await restart(cluster, { limits: 'default' });
    try {
      return await onStage(cluster, async (stage) => {
        await stage.conversations(PAIRS);
        const talkAndFlood = async (seconds: number): Promise<[P99, FloodAnswers]> => {
          const { token } = await stage.market.person();
          const url = `${cluster.door.rest}/chats`;
          return Promise.all([talk(stage, seconds), flood({ url, token, rate: FLOOD, seconds })]);
        };
        say('all of it for a moment, which does not count');
        await talkAndFlood(WARM_UP);
        say('the load without the flood');
        const before = await talk(stage, length);
        say(`${FLOOD} requests a second from one user beside it`);
        const [meanwhile, { sent, statuses, withoutRetryAfter }] = await talkAndFlood(length);
        await stage.drain();
        await stage.settle();
        const { 200: served = 0, 429: limited = 0 } = statuses;
        return [
          ...slowdown(before, meanwhile, 2),
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

async function talk(stage: Stage, length: number): Promise<P99> {
  const began = performance.now();
  await stage.talk(length, TALK);
  const ended = performance.now();
  await stage.drain();
  return stage.ledger.p99(began, ended);
}
