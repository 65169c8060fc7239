import { setTimeout as delay } from 'node:timers/promises';
import { otherThan, probeUntil, sendText, slowest } from '../load/probe.ts';
import { recount } from '../load/recount.ts';
import { until, type Actor, type Stage } from '../load/stage.ts';
import { atMost, none, notThere, seconds, type Figure } from '../report/figure.ts';
import { onStage, PAIRS, RATE, type Run, type Scenario } from './scenario.ts';

/** Milliseconds. */
const LIVE_AGAIN = 10_000;
const PATIENCE = 30_000;
/** Rooms in which something is said only while Redis is away. */
const QUIET = 10;

/** Two people of one room, each on a node of their own. */
interface Crossing {
  roomId: string;
  here: Actor;
  there: Actor;
}

export const redisDown: Scenario = {
  name: 'redis-down',
  fault: 'Redis away for the length of the load (60 s in full), then back empty',
  run: ({ cluster, seconds: length, say }: Run) =>
    onStage(cluster, async (stage) => {
      await stage.conversations(PAIRS);
      const talkers = [...stage.actors];
      const apart = await stage.market.pair();
      const crossings = await Promise.all(Array.from({ length: QUIET }, () => crossing(stage)));
      const live = await crossing(stage);
      const crossed = await arrives(stage, live, 5_000);

      say(`Redis away for ${length} s`);
      await cluster.stopRedis();
      const load = stage.talk(length, RATE, talkers);
      const over = performance.now() + length * 1000;
      const sends = await probeUntil(sendText(cluster.door, apart), () => performance.now() > over);
      await Promise.all(crossings.map(({ here, roomId }) => stage.sendOne(here, roomId)));
      await load;

      await cluster.startRedis();
      const began = performance.now();
      const quiet = untilComplete(stage, crossings, began);
      const again = await untilLive(stage, live, began);
      await stage.drain();
      return [
        crossed
          ? none('before', { 'events lost between nodes': 0 })
          : notThere('events between nodes', '0 lost'),
        none(`of ${sends.length} sends by REST while it was away`, {
          'answered other than 201': otherThan(sends, 201),
        }),
        atMost('slowest of them', seconds(slowest(sends)), 5, 's'),
        timed('live between nodes again after its return', again),
        timed(`${QUIET} rooms in which nothing was said since, complete (room_head)`, await quiet),
        ...(await recount(stage)),
      ];
    }),
};

const timed = (what: string, took: number | undefined): Figure =>
  took === undefined
    ? { what, measured: `not in ${seconds(PATIENCE)} s`, target: `≤ ${seconds(LIVE_AGAIN)} s`, met: false }
    : atMost(what, seconds(took), seconds(LIVE_AGAIN), 's');

async function crossing(stage: Stage): Promise<Crossing> {
  const { buyer, seller, roomId } = await stage.market.pair();
  const here = await stage.enter(buyer, [roomId], { door: stage.cluster.node(0).door });
  const there = await stage.enter(seller, [roomId], { door: stage.cluster.node(1).door });
  return { roomId, here, there };
}

/** Whether a message gets from one node to the other as an event, within so many milliseconds. */
async function arrives(stage: Stage, { here, there, roomId }: Crossing, timeout: number): Promise<boolean> {
  let last = 0;
  const hear = (event: { message: { seq: number } }): void => void (last = event.message.seq);
  there.client.socket.on('new_message', hear);
  await stage.sendOne(here, roomId);
  const arrived = await until(() => last >= stage.ledger.head(roomId), timeout);
  there.client.socket.off('new_message', hear);
  return arrived;
}

async function untilLive(stage: Stage, live: Crossing, began: number): Promise<number | undefined> {
  while (performance.now() - began < PATIENCE) {
    if (await arrives(stage, live, 250)) return performance.now() - began;
    await delay(50);
  }
  return undefined;
}

async function untilComplete(stage: Stage, rooms: Crossing[], began: number): Promise<number | undefined> {
  const isComplete = ({ there, roomId }: Crossing): boolean =>
    (there.client.rooms.get(roomId)?.lastSeq ?? 0) >= stage.ledger.head(roomId);
  const complete = await until(() => rooms.every(isComplete), PATIENCE);
  return complete ? performance.now() - began : undefined;
}
