import { recount } from '../load/recount.ts';
import { inBatches, until } from '../load/stage.ts';
import { talkSteadily } from '../load/steady-talk.ts';
import { atLeast, atMost, none, noted, percentile, seconds } from '../report/figure.ts';
import { FULL, onStage, type Scenario } from './scenario.ts';

const CLIENTS = 2_000;
const SHORT_CLIENTS = 400;
/** Milliseconds. */
const TARGET = 30_000;
const PATIENCE = 90_000;
/** Messages a second of people whose connections do not break. */
const RATE = 50;
const TALKERS = 10;

export const reconnectStorm: Scenario = {
  name: 'reconnect-storm',
  fault: 'the gateway ends and starts again: all clients (2,000 in full) reconnect at once',
  run: ({ cluster, seconds: length, say }) =>
    onStage(cluster, async (stage) => {
      const count = length >= FULL ? CLIENTS : SHORT_CLIENTS;
      // Straight to the nodes: what a send takes there is the service's alone.
      const speakers = await inBatches(TALKERS, TALKERS, async (number) => {
        const { buyer, roomId } = await stage.market.pair();
        return { url: cluster.node(number % cluster.nodes.length).url, token: buyer.token, roomId };
      });
      say(`${count} clients connect`);
      const storm = (await stage.conversations(count / 2)).flatMap(({ actors }) => actors);
      const endTalk = await talkSteadily(speakers, RATE);

      say('the gateway is stopped and started again');
      const began = performance.now();
      await cluster.gateway.stop();
      await cluster.gateway.restart();
      const share = (): number => storm.filter(({ watch }) => watch.whole).length / storm.length;
      await until(() => share() === 0, 5_000);
      await until(() => share() >= 0.99, PATIENCE);
      const took = performance.now() - began;
      await until(() => share() === 1, PATIENCE);
      const all = performance.now() - began;
      const { latencies, refused } = await endTalk();
      return [
        atMost(`99 % of ${count} joined and complete again`, seconds(took), seconds(TARGET), 's'),
        noted('all of them', `${seconds(all).toFixed(1)} s`),
        atLeast('of them, in the end', share() * 100, 100, '%'),
        atMost('p99 of a send meanwhile', seconds(percentile(latencies, 0.99)), 1, 's'),
        none(`of ${latencies.length} sends`, { refused }),
        ...(await recount(stage)),
      ];
    }),
};
