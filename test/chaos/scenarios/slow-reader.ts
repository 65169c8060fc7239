import { setTimeout as delay } from 'node:timers/promises';
import type { Socket } from 'node:net';
import { sample } from '../soak/samples.ts';
import { recount } from '../load/recount.ts';
import type { Actor, Stage } from '../load/stage.ts';
import { atMost, noted, slowdown, type P99 } from '../report/figure.ts';
import type { ServiceNode } from '../cluster/service-node.ts';
import type { ChatClient } from '../client/chat-client.ts';
import { onStage, PAIRS, RATE, type Scenario } from './scenario.ts';

/** The full form has five minutes: so many times the load of other scenarios. */
const LONGER = 5;
/** Milliseconds. */
const INTERVAL = 1_000;
/** Of the load while everyone reads, in loads: memory finds its level. */
const BASELINE = 2;
const MB = 1024 * 1024;

/** The people of one node: pairs who talk, and somebody of support, as it were, to whom the sellers talk as well. */
interface Side {
  node: ServiceNode;
  reader: Actor;
  talkers: Actor[];
  rooms: ReadonlySet<string>;
}

/** Two nodes with the same load at the same time, of which only one has the slow reader: all else happens to both. */
export const slowReader: Scenario = {
  name: 'slow-reader',
  fault: 'a client to whom everything is sent stops reading for the length of five loads (5 min in full)',
  run: ({ cluster, seconds: length, say }) =>
    onStage(cluster, async (stage) => {
      const near = await side(stage, cluster.node(0));
      const far = await side(stage, cluster.node(1));
      say('the load while everyone reads');
      const baseline = await measured(stage, length * BASELINE, near, far);
      say(`the reader stops reading for ${length * LONGER} s`);
      const wire = wireOf(near.reader.client);
      wire.pause();
      const slow = await measured(stage, length * LONGER, near, far);
      wire.resume();
      // What the service has cut off meanwhile is noticed now.
      await delay(2_000);
      await stage.drain();
      await stage.settle();
      return [
        atMost(
          'growth of the node meanwhile',
          (Math.max(...slow.rss) - Math.max(...baseline.rss)) / MB,
          50,
          'MB',
        ),
        ...slowdown('its node against the other one', slow.far, slow.near, 1.2),
        ...slowdown('the same while everyone read', baseline.far, baseline.near),
        noted('the reader was cut off', near.reader.watch.breaks.length > 0 ? 'yes' : 'no'),
        ...(await recount(stage)),
      ];
    }),
};

async function side(stage: Stage, node: ServiceNode): Promise<Side> {
  const { door } = node;
  const conversations = await stage.conversations(PAIRS / 2, door);
  const support = await stage.market.person();
  const rooms = await Promise.all(conversations.map(({ seller }) => stage.market.room(support, seller)));
  const reader = await stage.enter(support, rooms, { door });
  const sellers = await Promise.all(
    conversations.map(({ seller }, index) => stage.enter(seller, rooms.slice(index, index + 1), { door })),
  );
  return {
    node,
    reader,
    talkers: [...conversations.flatMap(({ actors }) => actors), ...sellers],
    rooms: new Set([...rooms, ...conversations.map(({ roomId }) => roomId)]),
  };
}

/** The connection under the client. */
function wireOf({ socket }: ChatClient): Socket {
  const { transport } = socket.io.engine as unknown as { transport: { ws: { _socket: Socket } } };
  return transport.ws._socket;
}

async function measured(stage: Stage, length: number, near: Side, far: Side) {
  const began = performance.now();
  const inTurn = near.talkers.flatMap((talker, n) => [talker, ...far.talkers.slice(n, n + 1)]);
  const load = stage.talk(length, RATE, inTurn);
  const rss: number[] = [];
  while (performance.now() - began < length * 1000) {
    rss.push((await sample(near.node, 0)).rss);
    await delay(INTERVAL);
  }
  await load;
  const p99 = ({ rooms }: Side): P99 => stage.ledger.p99(began, performance.now(), rooms);
  return { rss, near: p99(near), far: p99(far) };
}
