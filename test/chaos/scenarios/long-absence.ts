import { request } from '../client/request.ts';
import { amend } from '../load/amendments.ts';
import { crowd } from '../load/crowd.ts';
import { recount } from '../load/recount.ts';
import { inBatches } from '../load/stage.ts';
import { atMost, exactly, noted, seconds } from '../report/figure.ts';
import { FULL, onStage, type Scenario } from './scenario.ts';

const ROOMS = 10;
const MESSAGES = 10_000;
const SHORT_MESSAGES = 2_000;

export const longAbsence: Scenario = {
  name: 'long-absence',
  fault:
    'a client is away for thousands of messages, edits, deletions and reads in its ten rooms, then returns',
  run: ({ cluster, seconds: length, say }) =>
    onStage(cluster, async (stage) => {
      const count = length >= FULL ? MESSAGES : SHORT_MESSAGES;
      const { market } = stage;
      const traveller = await market.person();
      const rooms = await inBatches(ROOMS, ROOMS, async () => {
        const other = await market.person();
        return { other, roomId: await market.room(traveller, other) };
      });
      const { client } = await stage.enter(
        traveller,
        rooms.map(({ roomId }) => roomId),
      );
      const colleague = await market.person(traveller.galleryId);
      const senders = [
        ...rooms.map(({ other, roomId }) => ({ person: other, rooms: [roomId] })),
        ...rooms.map(({ roomId }) => ({ person: colleague, rooms: [roomId] })),
      ];
      const readAll = () =>
        Promise.all(
          rooms.flatMap(({ other, roomId }) =>
            [other, colleague].map(({ token }) => request(cluster.door, token, 'POST', `/${roomId}/read`)),
          ),
        );
      const talk = (messages: number) => crowd(stage, senders, messages, () => cluster.door);

      say(`${count / 5} messages while it is there`);
      await talk(count / 5);
      await stage.settle();
      client.socket.disconnect();
      const had = await changesOf(cluster, rooms);
      say(`${count} messages, edits, deletions and reads while it is away`);
      await readAll();
      await talk(count);
      const people = [...rooms.map(({ other }) => other), colleague];
      const amended = await amend(stage, people, cluster.door);
      await readAll();
      const changed = (await changesOf(cluster, rooms)) - had;

      client.catchUp.received = 0;
      const began = performance.now();
      await client.open();
      const took = performance.now() - began;
      const { received } = client.catchUp;
      const missing = [...client.rooms.values()].filter(
        ({ roomId, lastSeq }) => lastSeq < stage.ledger.head(roomId),
      );
      client.catchUp.received = 0;
      await client.catchUp.want(client.rooms.keys());
      return [
        exactly('rooms incomplete when it says that it is complete', missing.length, 0),
        atMost(`from its connect to complete, ${count} messages`, seconds(took), 10, 's'),
        atMost(`messages transferred, of ${count} new and ${changed} changes`, received, count + changed, ''),
        exactly('transferred when it asks again', client.catchUp.received, 0),
        noted(
          'of the changes',
          `${amended.edited} edits, ${amended.deleted} deletions, ${amended.marked} emoji`,
        ),
        ...(await recount(stage)),
      ];
    }),
};

async function changesOf(
  { database }: Parameters<typeof onStage>[0],
  rooms: { roomId: string }[],
): Promise<number> {
  const { rows } = await database.pool.query<{ changes: number }>(
    'SELECT sum(rev)::int AS changes FROM chat_rooms WHERE id = ANY ($1)',
    [rooms.map(({ roomId }) => roomId)],
  );
  return rows[0]?.changes ?? 0;
}
