import { Outbox } from '../client/outbox.ts';
import { request, type Door } from '../client/request.ts';
import type { MessageView } from '../../../src/contracts/index.ts';
import type { Person } from './market.ts';
import type { Stage } from './stage.ts';

/**
 * Sends many messages by REST, as fast as they are answered: each sender one after the other, all of them side by side. What
 * is refused for now, as while the disk of the database stands still, is sent again like any client does.
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
      const outbox = new Outbox(async ({ roomId, ...message }) => {
        const path = `/${roomId}/messages`;
        return (await request<MessageView>(doorOf(sender), person.token, 'POST', path, message)).body;
      });
      while (next < count) {
        const number = next++;
        const roomId = rooms[number % rooms.length] ?? '';
        const content = stage.newText();
        await stage.ledger.follow(roomId, content, () => outbox.send(roomId, content));
      }
    }),
  );
  return count / ((performance.now() - began) / 1000);
}
