import type { MessageView } from '../../../src/contracts/index.ts';
import { request, type Door } from '../client/request.ts';
import type { Person } from './market.ts';
import type { Stage } from './stage.ts';

/** Of the messages, one in so many is edited, one in so many is deleted, and one in so many gets an emoji. */
const [EDITED, DELETED, MARKED] = [10, 25, 20];

/**
 * Some of what was sent so far is edited, deleted and marked by those who sent it, each person doing one after the other.
 * @returns how many of each
 */
export async function amend(
  stage: Stage,
  people: Person[],
  door: Door,
): Promise<{ edited: number; deleted: number; marked: number }> {
  const sent = stage.ledger.acknowledged.map(({ acknowledged }) => acknowledged);
  const byPerson = Map.groupBy(sent, ({ sender_id }) => sender_id);
  const done = { edited: 0, deleted: 0, marked: 0 };
  const change = async (
    { token }: Person,
    message: MessageView,
    method: string,
    body?: object,
    part = '',
  ): Promise<void> => {
    const path = `/${message.room_id}/messages/${message.id}${part}`;
    const answer = await request<MessageView>(door, token, method, path, body);
    if (!answer.body.success) throw new Error(answer.body.error.code);
    stage.ledger.amend(answer.body.data);
  };
  await Promise.all(
    people.map(async (person) => {
      for (const [n, message] of (byPerson.get(person.userId) ?? []).entries()) {
        if (n % DELETED === 0) {
          await change(person, message, 'DELETE');
          done.deleted += 1;
        } else if (n % EDITED === 1) {
          await change(person, message, 'PATCH', { content: `${message.content ?? ''}, düzeltildi` });
          done.edited += 1;
        } else if (n % MARKED === 2) {
          await change(person, message, 'PUT', { emoji: '👍' }, '/reactions');
          done.marked += 1;
        }
      }
    }),
  );
  return done;
}
