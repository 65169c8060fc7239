import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { MessageView } from '../../../src/contracts/index.ts';
import { request } from '../client/request.ts';
import { recount } from '../load/recount.ts';
import { none } from '../report/figure.ts';
import { onStage, type Scenario } from './scenario.ts';

const AT_ONCE = 50;
const ROUNDS = 20;
/** Milliseconds in which a second event would have come. */
const QUIET = 1_000;

export const sameId: Scenario = {
  name: 'same-id',
  fault: `the same clientMessageId ${AT_ONCE} times at once, over all nodes, ${ROUNDS} rounds`,
  run: ({ cluster }) =>
    onStage(cluster, async (stage) => {
      const { buyer, seller, roomId } = await stage.market.pair();
      const doors = cluster.nodes.map(({ door }) => door);
      const listeners = await Promise.all(doors.map((door) => stage.enter(seller, [roomId], { door })));
      const events = listeners.map(() => new Map<string, number>());
      for (const [index, { client }] of listeners.entries()) {
        client.socket.on('new_message', ({ message: { id } }) => {
          events[index]?.set(id, (events[index].get(id) ?? 0) + 1);
        });
      }
      let [ids, created] = [0, 0];
      for (let round = 1; round <= ROUNDS; round++) {
        const body = { content: `round ${round}`, clientMessageId: randomUUID() };
        await stage.ledger.follow(roomId, body.content, async () => {
          const answers = await Promise.all(
            Array.from({ length: AT_ONCE }, (_, number) => doors[number % doors.length]).map((door) =>
              request<MessageView>(door ?? cluster.door, buyer.token, 'POST', `/${roomId}/messages`, body),
            ),
          );
          const messages = answers.flatMap(({ body: answer }) => (answer.success ? [answer.data] : []));
          ids += new Set(messages.map(({ id }) => id)).size;
          created += answers.filter(({ status }) => status === 201).length;
          const [first] = messages;
          if (!first || messages.length < AT_ONCE) throw new Error('A repeat was refused');
          return first;
        });
      }
      await stage.settle();
      await delay(QUIET);
      const { rows } = await cluster.database.pool.query<{ count: number }>(
        'SELECT count(*)::int AS count FROM chat_messages WHERE room_id = $1',
        [roomId],
      );
      const heard = events.map((counts) => [...counts.values()]);
      return [
        none(`of ${ROUNDS} rounds, too many or too few`, {
          rows: (rows[0]?.count ?? 0) - ROUNDS,
          ids: ids - ROUNDS,
          'answers 201': created - ROUNDS,
        }),
        none(`events at a listener on each of ${doors.length} nodes`, {
          missing: heard.reduce((missing, counts) => missing + ROUNDS - counts.length, 0),
          'more than once': heard.flat().filter((count) => count > 1).length,
        }),
        ...(await recount(stage)),
      ];
    }),
};
