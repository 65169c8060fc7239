import { setTimeout as delay } from 'node:timers/promises';
import type { PresenceEvent } from '../../../src/contracts/index.ts';
import { recount } from '../load/recount.ts';
import { until } from '../load/stage.ts';
import { atMost, exactly, none, notThere, seconds, type Figure } from '../report/figure.ts';
import { onStage, type Scenario } from './scenario.ts';

const PEOPLE = 20;
/** Milliseconds. */
const TARGET = 30_000;
const PATIENCE = 45_000;

export const presenceNodeDeath: Scenario = {
  name: 'presence-node-death',
  fault: 'kill -9 of a node with people online who do not come back',
  run: ({ cluster, say }) =>
    onStage(cluster, async (stage) => {
      const [dying, living] = [cluster.node(0), cluster.node(1)];
      const watched = await Promise.all(
        Array.from({ length: PEOPLE }, async () => {
          const { buyer, seller, roomId } = await stage.market.pair();
          const watcher = await stage.enter(seller, [roomId], { door: living.door });
          const offline = { at: 0 };
          let online = false;
          watcher.client.socket.on('presence', ({ userId, status }: PresenceEvent) => {
            if (userId !== buyer.userId) return;
            online ||= status === 'online';
            offline.at = status === 'offline' ? performance.now() : 0;
          });
          const gone = await stage.enter(buyer, [roomId], { door: dying.door });
          return { watcher, gone, roomId, buyer, offline, wasOnline: () => online };
        }),
      );
      const seen = await until(() => watched.every(({ wasOnline }) => wasOnline()), 5_000);

      say(`kill -9 of ${dying.name} with ${PEOPLE} people`);
      for (const { gone } of watched) {
        // They do not come back: neither to this node nor to another.
        gone.client.socket.io.reconnection(false);
      }
      const began = performance.now();
      await dying.kill();
      await until(() => watched.every(({ offline }) => offline.at > 0), PATIENCE);
      const slowest = Math.max(...watched.map(({ offline }) => offline.at || Infinity)) - began;
      await delay(100);
      const stillOnline = await Promise.all(
        watched.map(async ({ watcher, roomId, buyer }) => {
          const answer = await watcher.client.socket.timeout(6_000).emitWithAck('join_room', { roomId });
          return answer.success && answer.data.online.includes(buyer.userId);
        }),
      );
      await dying.start();
      for (const { gone } of watched) await gone.client.open();
      await stage.drain();
      const figures: Figure[] = seen
        ? [
            Number.isFinite(slowest)
              ? atMost(`all ${PEOPLE} told to be offline`, seconds(slowest), seconds(TARGET), 's')
              : none('presence events', {
                  'missing of offline': watched.filter(({ offline }) => offline.at === 0).length,
                }),
          ]
        : [notThere('presence events', `offline in ${seconds(TARGET)} s`)];
      return [
        ...figures,
        exactly('still online in the answer of join_room', stillOnline.filter(Boolean).length, 0),
        ...(await recount(stage)),
      ];
    }),
};
