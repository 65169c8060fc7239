import 'fake-indexeddb/auto';
import { randomUUID } from 'node:crypto';
import type { MessageView } from '../../../src/contracts/index.js';
import { ChatError } from '../errors.js';
import { Outbox, type UnsentMessage } from './outbox.js';
import { IndexedDbOutbox, MemoryOutbox, type OutboxStorage, type StoredMessage } from './storage.js';

const OWNER = 'user:gallery';
const offline = new ChatError({ code: 'NETWORK', message: 'away' });
const refused = new ChatError({ code: 'ROOM_FORBIDDEN', message: 'no' });

let order = 0;
function written(content: string, roomId = 'room'): UnsentMessage {
  const clientMessageId = randomUUID();
  order += 1;
  return {
    ...{ clientMessageId, order, replyTo: null, createdAt: new Date().toISOString(), error: null },
    body: { roomId, content, clientMessageId },
  };
}

/** An outbox before a service that answers as `answer` says, and what got there. */
function outboxFor(
  answer: (message: StoredMessage, attempt: number) => void,
  storage: OutboxStorage = new MemoryOutbox(),
) {
  const arrived: string[] = [];
  const delivered: string[] = [];
  const changes: (() => void)[] = [];
  const outbox = new Outbox(storage, {
    deliver: async (message) => {
      arrived.push(message.body.content ?? '');
      answer(message, arrived.length);
      return { content: message.body.content, room_id: message.body.roomId } as MessageView;
    },
    delivered: ({ content }) => delivered.push(content ?? ''),
    changed: () => changes.splice(0).forEach((changed) => changed()),
  });
  const until = async (is: () => boolean): Promise<void> => {
    while (!is()) await new Promise<void>((resolve) => changes.push(resolve));
  };
  return { outbox, arrived, delivered, until };
}

describe('the outbox', () => {
  it('sends nothing before it is known whose messages these are', async () => {
    const { outbox, arrived, delivered, until } = outboxFor(() => undefined);
    outbox.add(written('one'));
    await new Promise(setImmediate);
    expect(arrived).toEqual([]);
    await outbox.restore(OWNER);
    await until(() => delivered.length === 1);
    expect(outbox.in('room')).toEqual([]);
  });

  it('keeps the order of a room while its first message cannot be delivered, and holds up no other room', async () => {
    const { outbox, delivered, until } = outboxFor(({ body }, attempt) => {
      if (body.roomId === 'room' && attempt < 4) throw offline;
    });
    await outbox.restore(OWNER);
    for (const content of ['one', 'two', 'three']) outbox.add(written(content));
    outbox.add(written('elsewhere', 'other'));
    await until(() => delivered.length === 4);
    expect(delivered.filter((content) => content !== 'elsewhere')).toEqual(['one', 'two', 'three']);
    expect(delivered[0]).toBe('elsewhere');
  });

  it('goes on at once when the connection is back', async () => {
    let isAway = true;
    const { outbox, arrived, delivered, until } = outboxFor(() => {
      if (isAway) throw offline;
    });
    await outbox.restore(OWNER);
    outbox.add(written('one'));
    while (arrived.length < 4) {
      await new Promise(setImmediate);
      outbox.wake();
    }
    isAway = false;
    outbox.wake();
    await until(() => delivered.length === 1);
  });

  it('keeps what was refused for good until it is retried or discarded, and goes on with the next', async () => {
    let isClosed = true;
    const { outbox, delivered, until } = outboxFor(({ body }) => {
      if (isClosed && body.content !== 'two') throw refused;
    });
    await outbox.restore(OWNER);
    const one = outbox.add(written('one'));
    outbox.add(written('two'));
    const three = outbox.add(written('three'));
    await until(() => outbox.in('room').filter(({ error }) => error !== null).length === 2);
    expect(delivered).toEqual(['two']);
    expect(outbox.in('room')[0]?.error?.code).toBe('ROOM_FORBIDDEN');
    outbox.discard('room', one.clientMessageId);
    isClosed = false;
    outbox.retry('room', three.clientMessageId);
    await until(() => delivered.length === 2);
    expect([delivered, outbox.in('room')]).toEqual([['two', 'three'], []]);
  });

  it.each([
    ['IndexedDB', () => new IndexedDbOutbox(randomUUID())],
    ['the memory', () => new MemoryOutbox()],
  ])('in %s outlives the program that wrote, for its owner only', async (_, make) => {
    const storage = make();
    const before = outboxFor(() => {
      throw offline;
    }, storage);
    await before.outbox.restore(OWNER);
    const texts = ['bir', 'iki', 'üç'];
    for (const content of texts) before.outbox.add(written(content));
    while ((await storage.load(OWNER)).length < 3) await new Promise(setImmediate);
    before.outbox.close();

    const stranger = outboxFor(() => undefined, storage);
    await stranger.outbox.restore('somebody:else');
    expect(stranger.outbox.in('room')).toEqual([]);

    const after = outboxFor(() => undefined, storage);
    after.outbox.add(written('dört'));
    await after.outbox.restore(OWNER);
    await after.until(() => after.delivered.length === 4);
    expect(after.delivered).toEqual([...texts, 'dört']);
    while ((await storage.load(OWNER)).length > 0) await new Promise(setImmediate);
  });

  it('takes up what another tab has left behind, and drops what it has brought to its end', async () => {
    const storage = new MemoryOutbox();
    let isAway = true;
    const offlineFor = () => {
      if (isAway) throw offline;
    };
    const [one, other] = [outboxFor(offlineFor, storage), outboxFor(offlineFor, storage)];
    await Promise.all([one.outbox.restore(OWNER), one.outbox.restore(OWNER), other.outbox.restore(OWNER)]);
    const [left, discarded] = [one.outbox.add(written('left')), one.outbox.add(written('discarded'))];
    while ((await storage.load(OWNER)).length < 2) await new Promise(setImmediate);
    await other.outbox.restore(OWNER);
    expect(other.outbox.in('room').map(({ body }) => body.content)).toEqual(['left', 'discarded']);
    one.outbox.discard('room', discarded.clientMessageId);
    one.outbox.close();

    isAway = false;
    await other.outbox.restore(OWNER);
    other.outbox.wake();
    await other.until(() => other.outbox.in('room').length === 0);
    expect(other.delivered).toEqual(['left']);
    expect(left.owner).toBe(OWNER);
  });

  it('loses nothing that is written while the storage is being read', async () => {
    const storage = new MemoryOutbox();
    const load = storage.load.bind(storage);
    // Read at once, and answered late.
    let answer = (): void => undefined;
    storage.load = async (owner) => {
      const read = await load(owner);
      await new Promise<void>((resolve) => (answer = resolve));
      return read;
    };
    let isAway = true;
    const { outbox, delivered, until } = outboxFor(() => {
      if (isAway) throw offline;
    }, storage);
    for (const content of ['first', 'second']) {
      const restored = outbox.restore(OWNER);
      await new Promise(setImmediate);
      outbox.add(written(content));
      await new Promise(setImmediate);
      answer();
      await restored;
    }
    expect(outbox.in('room').map(({ body }) => body.content)).toEqual(['first', 'second']);
    isAway = false;
    outbox.wake();
    await until(() => delivered.length === 2);
  });

  it('loses nothing that is written while what was there is being kept', async () => {
    const storage = new MemoryOutbox();
    const put = storage.put.bind(storage);
    let goOn = (): void => undefined;
    const held = new Promise<void>((resolve) => (goOn = resolve));
    storage.put = (message) => held.then(() => put(message));
    const { outbox, delivered, until } = outboxFor(() => undefined, storage);
    outbox.add(written('before'));
    const restored = outbox.restore(OWNER);
    await new Promise(setImmediate);
    outbox.add(written('meanwhile'));
    expect(outbox.in('room').map(({ body }) => body.content)).toEqual(['before', 'meanwhile']);
    goOn();
    await restored;
    await until(() => delivered.length === 2);
    expect(delivered).toEqual(['before', 'meanwhile']);
  });

  it('drops nothing because the storage cannot be read', async () => {
    const storage = new MemoryOutbox();
    let isAway = true;
    const { outbox, delivered, until } = outboxFor(() => {
      if (isAway) throw offline;
    }, storage);
    await outbox.restore(OWNER);
    outbox.add(written('one'));
    while ((await storage.load(OWNER)).length === 0) await new Promise(setImmediate);
    storage.load = () => Promise.reject(new Error('broken'));
    await outbox.restore(OWNER);
    expect(outbox.in('room').map(({ body }) => body.content)).toEqual(['one']);
    isAway = false;
    outbox.wake();
    await until(() => delivered.length === 1);
  });

  it('sends although nothing can be kept', async () => {
    const broken: OutboxStorage = {
      load: () => Promise.reject(new Error('full')),
      put: () => Promise.reject(new Error('full')),
      remove: () => Promise.reject(new Error('full')),
    };
    const { outbox, delivered, until } = outboxFor(() => undefined, broken);
    await outbox.restore(OWNER);
    outbox.add(written('one'));
    await until(() => delivered.length === 1);
  });
});
