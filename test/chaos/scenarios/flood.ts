import { setTimeout as delay } from 'node:timers/promises';
import { DEFAULT_LIMITS, type Cluster } from '../cluster/cluster.ts';
import { flood, type FloodAnswers } from '../load/flood.ts';
import { recount } from '../load/recount.ts';
import type { Stage } from '../load/stage.ts';
import { none, p99Of, slowdown, sum } from '../report/figure.ts';
import { onStage, PAIRS, type Scenario } from './scenario.ts';

/** Requests a second of one user. */
const FLOOD = 1_000;
/** Messages a second of the others: few enough that the machine, which carries the load too, is not full by them. */
const TALK = 50;
/** Seconds after which what everybody may ask for at once, which is served, is used up. */
const BURST = 2;
/**
 * Seconds that each part lasts: the disk of a machine that others share stands still now and then, for everybody who
 * writes at that moment. Most parts are without that, and the median is of those.
 */
const PART = 2;
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
        const talkAndFlood = async (seconds: number): Promise<number[]> => {
          const { token } = await stage.market.person();
          const url = `${cluster.door.rest}/chats`;
          const [latencies, answers] = await Promise.all([
            delay(BURST * 1000).then(() => talk(stage, seconds)),
            flood({ url, token, rate: FLOOD, seconds: BURST + seconds }),
          ]);
          floods.push(answers);
          return latencies;
        };
        const floods: FloodAnswers[] = [];
        say('all of it for a moment, which does not count');
        await talkAndFlood(WARM_UP);
        floods.length = 0;
        const parts = { without: [] as number[][], meanwhile: [] as number[][] };
        say(
          `${PART} s of the load alone, then with ${FLOOD} requests a second from one user beside it, in turns`,
        );
        for (let part = 0; part < length / PART; part++) {
          parts.without.push(await talk(stage, PART));
          parts.meanwhile.push(await talkAndFlood(PART));
        }
        await stage.settle();
        const sent = sum(floods.map((one) => one.sent));
        const served = sum(floods.map(({ statuses }) => statuses[200] ?? 0));
        const limited = sum(floods.map(({ statuses }) => statuses[429] ?? 0));
        return [
          ...slowdown('against that without it', p99Of(parts.without), p99Of(parts.meanwhile), 2),
          none(`of ${sent} requests of the one, ${served} served and ${limited} limited`, {
            'answered otherwise': sent - served - limited,
            'limited without Retry-After': sum(floods.map(({ withoutRetryAfter }) => withoutRetryAfter)),
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

/** @returns the latencies of the sends, in milliseconds */
async function talk(stage: Stage, length: number): Promise<number[]> {
  const began = performance.now();
  await stage.talk(length, TALK);
  const ended = performance.now();
  await stage.drain();
  return stage.ledger.latencies(began, ended);
}
