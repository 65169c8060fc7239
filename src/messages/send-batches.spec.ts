import { newMessage } from './message-draft.js';
import type { MessagesRepository, Sending, SentRow } from './messages.repository.js';
import type { PreviewPromises } from './preview-promises.js';
import { SendBatches } from './send-batches.js';

/** A text for a room of its own. */
function sending(): Sending {
  const draft = {
    messageType: 'text',
    content: 'x',
    metadata: null,
    clientMessageId: null,
    replyToId: null,
    forwardedId: null,
  } as const;
  const sender = { userId: 'user', galleryId: 'gallery', role: 'dealer' } as const;
  return { roomId: 'room', sender, message: newMessage(draft, null, null) };
}

describe('SendBatches', () => {
  let statements: { messages: number; store: () => void }[];
  let batches: SendBatches;
  beforeEach(() => {
    statements = [];
    const sendMany = (sendings: Sending[]) =>
      new Promise<Map<string, SentRow>>((resolve) => {
        const rows = sendings.map(({ message: { id } }) => [id, { id } as SentRow] as const);
        statements.push({ messages: sendings.length, store: () => resolve(new Map(rows)) });
      });
    batches = new SendBatches(
      { sendMany } as MessagesRepository,
      { isLookedAt: () => false } as unknown as PreviewPromises,
    );
  });

  const begun = () => statements.map(({ messages }) => messages);
  /** Resolves when so many statements have begun. */
  async function until(count: number): Promise<void> {
    while (statements.length < count) await new Promise((resolve) => setImmediate(resolve));
  }

  it('sends a lone message at once, and joins those that come meanwhile', async () => {
    const first = batches.send(sending());
    const others = [sending(), sending(), sending()].map((one) => batches.send(one));
    expect(begun()).toEqual([1]);
    statements[0]?.store();
    await first;
    await until(2);
    expect(begun()).toEqual([1, 3]);
    statements[1]?.store();
    await Promise.all(others);
  });

  it('does not wait for a statement that is held up', async () => {
    const stuck = batches.send(sending());
    const others = [sending(), sending()].map((one) => batches.send(one));
    await until(2);
    expect(begun()).toEqual([1, 2]);
    statements[1]?.store();
    await Promise.all(others);
    statements[0]?.store();
    await stuck;
  });

  it('has at most four statements under way', async () => {
    const sends = [];
    for (let n = 1; n <= 4; n++) {
      sends.push(batches.send(sending()));
      await until(n);
    }
    sends.push(batches.send(sending()));
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(begun()).toEqual([1, 1, 1, 1]);
    statements[2]?.store();
    await until(5);
    for (const { store } of statements) store();
    await Promise.all(sends);
  });
});
