import { crowd } from '../load/crowd.ts';
import { recount } from '../load/recount.ts';
import { inBatches } from '../load/stage.ts';
import { atMost, exactly, noted, seconds } from '../report/figure.ts';
import { FULL, onStage, type Scenario } from './scenario.ts';

const SENDERS = 100;
const MESSAGES = 10_000;
const SHORT_MESSAGES = 2_000;

export const oneRoom: Scenario = {
  name: 'one-room',
  fault: `${SENDERS} people of both sides write into one room at once, over all nodes`,
  run: ({ cluster, seconds: length }) =>
    onStage(cluster, async (stage) => {
      const { buyer, seller, roomId } = await stage.market.pair();
      const people = await inBatches(SENDERS, 20, (number) =>
        stage.market.person((number % 2 === 0 ? buyer : seller).galleryId),
      );
      await Promise.all(
        cluster.nodes.flatMap(({ door }) => [
          stage.enter(buyer, [roomId], { door }),
          stage.enter(seller, [roomId], { door }),
        ]),
      );
      const count = length >= FULL ? MESSAGES : SHORT_MESSAGES;
      const senders = people.map((person) => ({ person, rooms: [roomId] }));
      const rate = await crowd(stage, senders, count, () => cluster.door);
      const settled = await stage.settle();
      const { rows } = await cluster.database.pool.query<{ right: number }>(
        `SELECT count(*)::int AS right FROM generate_series(1, $2) n
         JOIN chat_messages m ON m.room_id = $1 AND m.seq = n`,
        [roomId, count],
      );
      return [
        exactly(`numbers from 1 to ${count} in the room`, rows[0]?.right ?? 0, count),
        noted('sent', `${Math.round(rate)} messages/s`),
        atMost('afterwards, until all listeners have all', seconds(settled), 5, 's'),
        ...(await recount(stage)),
      ];
    }),
};
