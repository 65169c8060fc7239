import { recount } from '../load/recount.ts';
import { inBatches, until } from '../load/stage.ts';
import { atLeast, atMost, noted, percentile, seconds } from '../report/figure.ts';
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
      const talking = await inBatches(TALKERS / 2, 5, async (number) => {
        const door = cluster.node(number % cluster.nodes.length).door;
        return (await stage.conversations(1, door)).flatMap(({ actors }) => actors);
      });
      const talkers = talking.flat();
      say(`${count} clients connect`);
      const storm = (await stage.conversations(count / 2)).flatMap(({ actors }) => actors);
      const load = stage.talk(Math.min(length, TARGET / 1000), RATE, talkers);

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
      await load;
      await stage.drain();
      return [
        atMost(`99 % of ${count} joined and complete again`, seconds(took), seconds(TARGET), 's'),
        noted('all of them', `${seconds(all).toFixed(1)} s`),
        atLeast('of them, in the end', share() * 100, 100, '%'),
        atMost(
          'p99 of a send meanwhile',
          seconds(percentile(stage.ledger.latencies(began, began + all), 0.99)),
          1,
          's',
        ),
        ...(await recount(stage)),
      ];
    }),
};
