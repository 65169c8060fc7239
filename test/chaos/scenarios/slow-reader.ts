import { setTimeout as delay } from 'node:timers/promises';
import type { Socket } from 'node:net';
import { sample } from '../soak/samples.ts';
import { recount } from '../load/recount.ts';
import type { Stage } from '../load/stage.ts';
import { atMost, noted, slowdown } from '../report/figure.ts';
import type { ChatClient } from '../client/chat-client.ts';
import { onStage, PAIRS, RATE, type Scenario } from './scenario.ts';

/** The full form has five minutes: so many times the load of other scenarios. */
const LONGER = 5;
/** Milliseconds. */
const INTERVAL = 1_000;
/** Of the load while everyone reads, in loads: memory finds its level, and the others' p99 is taken from it. */
const BASELINE = 2;
const MB = 1024 * 1024;

export const slowReader: Scenario = {
  name: 'slow-reader',
  fault: 'a client to whom everything is sent stops reading for the length of five loads (5 min in full)',
  run: ({ cluster, seconds: length, say }) =>
    onStage(cluster, async (stage) => {
      const node = cluster.node(0);
      const conversations = await stage.conversations(PAIRS, node.door);
      const talkers = [...stage.actors];
      // Somebody of support, as it were: a gallery that is in every one of these rooms.
      const reader = await stage.market.person();
      const rooms = await Promise.all(conversations.map(({ seller }) => stage.market.room(reader, seller)));
      const actor = await stage.enter(reader, rooms, { door: node.door });
      const senders = await Promise.all(
        conversations.map(({ seller }, index) =>
          stage.enter(seller, rooms.slice(index, index + 1), { door: node.door }),
        ),
      );
      const everyone = [...talkers, ...senders];
      say('the same load while everyone reads');
      const baseline = await measured(stage, length * BASELINE, everyone);
      const before = Math.max(...baseline.rss);
      say(`the reader stops reading for ${length * LONGER} s`);
      const wire = wireOf(actor.client);
      wire.pause();
      const slow = await measured(stage, length * LONGER, everyone);
      wire.resume();
      // What the service has cut off meanwhile is noticed now.
      await delay(2_000);
      await stage.drain();
      await stage.settle();
      return [
        atMost('growth of the node meanwhile', (Math.max(...slow.rss) - before) / MB, 50, 'MB'),
        ...slowdown(baseline.p99, slow.p99, 1.2),
        noted('the reader was cut off', actor.watch.breaks.length > 0 ? 'yes' : 'no'),
        ...(await recount(stage)),
      ];
    }),
};

/** The connection under the client. */
function wireOf({ socket }: ChatClient): Socket {
  const { transport } = socket.io.engine as unknown as { transport: { ws: { _socket: Socket } } };
  return transport.ws._socket;
}

async function measured(stage: Stage, length: number, talkers: Stage['actors']) {
  const began = performance.now();
  const load = stage.talk(length, RATE, talkers);
  const rss: number[] = [];
  while (performance.now() - began < length * 1000) {
    rss.push((await sample(stage.cluster.node(0), 0)).rss);
    await delay(INTERVAL);
  }
  await load;
  return { rss, p99: stage.ledger.p99(began, performance.now()) };
}
