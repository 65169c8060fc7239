import { request, type Door } from '../client/request.ts';
import type { MessageView } from '../../../src/contracts/index.ts';
import type { Person } from './market.ts';
import type { Stage } from './stage.ts';

/**
 * Sends many messages by REST, as fast as they are answered: each sender one after the other, all of them side by side.
 * @param rooms in turn
 * @returns messages a second
 */
export async function crowd(
  stage: Stage,
  senders: { person: Person; rooms: string[] }[],
  count: number,
  doorOf: (sender: number) => Door,
): Promise<number> {
  const began = performance.now();
  let next = 0;
  await Promise.all(
    senders.map(async ({ person, rooms }, sender) => {
      while (next < count) {
        const number = next++;
        const roomId = rooms[number % rooms.length] ?? '';
        const content = stage.newText();
        await stage.ledger.follow(roomId, content, async () => {
          const { body } = await request<MessageView>(
            doorOf(sender),
            person.token,
            'POST',
            `/${roomId}/messages`,
            { content },
          );
          if (!body.success) throw new Error(body.error.code);
          return body.data;
        });
      }
    }),
  );
  return count / ((performance.now() - began) / 1000);
}
