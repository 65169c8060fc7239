import { randomUUID } from 'node:crypto';
import { createChatClient, MemoryOutbox, type ChatClient, type Readable, type Room } from '../src/index.js';
import { Scene } from '../../test/support/scene.js';
import { signToken } from '../../test/support/tokens.js';

/** Resolves when what is followed is as asked for. */
const until = <T>(readable: Readable<T>, is: (value: T) => boolean): Promise<T> =>
  new Promise((resolve) => {
    const look = (): void => {
      if (!is(readable.get())) return;
      stop();
      resolve(readable.get());
    };
    const stop = readable.subscribe(look);
    queueMicrotask(look);
  });

describe('the client', () => {
  let scene: Scene;
  const clients: ChatClient[] = [];

  beforeAll(async () => {
    scene = await Scene.open();
  });
  afterEach(() => {
    for (const client of clients.splice(0)) client.close();
  });
  afterAll(() => scene.close());

  function clientOf(token: string | (() => string), more: object = {}): ChatClient {
    const url = scene.service.url;
    const getToken = typeof token === 'string' ? () => token : token;
    const client = createChatClient({ url, getToken, outbox: new MemoryOutbox(), ...more });
    clients.push(client);
    return client;
  }

  /** A room with both sides looking at it. */
  async function conversation(more: object = {}) {
    const room = await scene.room();
    const [buyer, seller] = [clientOf(room.buyer.token, more), clientOf(room.seller.token)];
    await Promise.all([buyer.open(), seller.open()]);
    const open = (client: ChatClient): Room => {
      const opened = client.room(room.roomId);
      opened.open();
      return opened;
    };
    const [ours, theirs] = [open(buyer), open(seller)];
    await Promise.all([ours, theirs].map(({ state }) => until(state, ({ status }) => status === 'ready')));
    return { ...room, buyer, seller, ours, theirs, buyerToken: room.buyer.token };
  }

  const texts = (room: Room): (string | null)[] => room.state.get().messages.map(({ content }) => content);

  it('shows a message at once, and both sides have it once when it is stored', async () => {
    const { ours, theirs } = await conversation();
    const outgoing = ours.send('Araç hâlâ satılık mı?');
    expect(ours.state.get().outgoing).toEqual([
      expect.objectContaining({ clientMessageId: outgoing.clientMessageId, status: 'waiting' }),
    ]);
    await until(theirs.state, ({ messages }) => messages.length === 1);
    const { messages } = await until(ours.state, ({ outgoing: left }) => left.length === 0);
    expect(messages.map(({ seq, client_message_id }) => [seq, client_message_id])).toEqual([
      [1, outgoing.clientMessageId],
    ]);
    expect(texts(theirs)).toEqual(['Araç hâlâ satılık mı?']);
  });

  it('keeps the order of many messages written at once', async () => {
    const { ours, theirs } = await conversation();
    const written = Array.from({ length: 40 }, (_, i) => `mesaj ${i}`);
    for (const text of written) ours.send(text);
    await until(theirs.state, ({ messages }) => messages.length === 40);
    expect(texts(theirs)).toEqual(written);
  });

  it('tells the sender what was read, and the badge of the reader goes', async () => {
    const { ours, theirs, seller, roomId } = await conversation();
    ours.send('Okundu mu?');
    await until(
      seller.rooms.state,
      ({ unread, rooms }) => unread.total === 1 && rooms[0]?.unread_count === 1,
    );
    await until(theirs.state, ({ messages }) => messages.length === 1);
    await theirs.markRead();
    const { messages } = await until(ours.state, ({ readUpTo }) => readUpTo === 1);
    expect(messages[0]?.read_at).not.toBeNull();
    await until(seller.rooms.state, ({ unread }) => unread.total === 0);
    expect(seller.rooms.find(roomId)?.unread_count).toBe(0);
  });

  it('brings what was said, edited and read while it was away, and what was written offline goes out', async () => {
    const { ours, theirs, buyer } = await conversation();
    ours.send('bir');
    await until(theirs.state, ({ messages }) => messages.length === 1);
    buyer.close();
    ours.send('yokken yazıldı');
    const [first] = theirs.state.get().messages;
    theirs.send('iki');
    await until(theirs.state, ({ outgoing }) => outgoing.length === 0);
    await theirs.react(first!.id, '👍', true);
    await buyer.open();
    await until(
      ours.state,
      ({ messages, outgoing }) => outgoing.length === 0 && messages.at(-1)?.content === 'yokken yazıldı',
    );
    await until(ours.state, ({ messages }) => messages[0]?.reactions.length === 1);
    await until(theirs.state, ({ messages }) => messages.at(-1)?.content === 'yokken yazıldı');
    expect(texts(ours)).toEqual(texts(theirs));
  });

  it('shows what the other side types and when they stop, and who is online', async () => {
    const { ours, theirs, ...room } = await conversation();
    await until(ours.state, ({ online }) => online.length === 1);
    theirs.typing();
    await until(ours.state, ({ typing }) => typing.length === 1);
    theirs.send('yazdım');
    await until(ours.state, ({ typing }) => typing.length === 0);
    room.seller.close();
    await until(ours.state, ({ online }) => online.length === 0);
  });

  it('scrolls back to the first message, and jumps to one in between', async () => {
    const room = await scene.room();
    for (let i = 1; i <= 130; i++) await room.send(room.seller, `mesaj ${i}`);
    const client = clientOf(room.buyer.token);
    await client.open();
    const opened = client.room(room.roomId);
    opened.open();
    await until(opened.state, ({ status }) => status === 'ready');
    expect([opened.state.get().messages.length, opened.state.get().hasOlder]).toEqual([50, true]);
    await opened.showAround(40);
    expect(opened.state.get().atEnd).toBe(false);
    expect(texts(opened)).toContain('mesaj 40');
    while (!opened.state.get().atEnd) await opened.loadNewer();
    while (opened.state.get().hasOlder) await opened.loadOlder();
    expect(texts(opened)).toEqual(Array.from({ length: 130 }, (_, i) => `mesaj ${i + 1}`));
  });

  it.each(['presigned', 'multipart'] as const)(
    'sends a file, %s, and one that is taken back is never sent',
    async (uploads) => {
      const { ours, theirs } = await conversation({ uploads });
      const file = new File(['Ekspertiz raporu\n'], 'ekspertiz.txt', { type: 'text/plain' });
      ours.sendFile(file, { caption: 'Rapor' });
      const { messages } = await until(theirs.state, (state) => state.messages.length === 1);
      expect(messages[0]).toMatchObject({
        message_type: 'file',
        content: 'Rapor',
        file_name: 'ekspertiz.txt',
        file_size: 17,
      });
      expect(await (await fetch(messages[0]!.file_url!)).text()).toBe('Ekspertiz raporu\n');
      await until(ours.state, ({ outgoing }) => outgoing.length === 0);

      const { clientMessageId } = ours.sendFile(file);
      ours.discard(clientMessageId);
      expect(ours.state.get().outgoing).toEqual([]);
      ours.send('sonra');
      await until(theirs.state, (state) => state.messages.length === 2);
      expect(texts(theirs)).toEqual(['Rapor', 'sonra']);
    },
  );

  it('says why a file is refused, and keeps it to be tried again', async () => {
    const { ours } = await conversation();
    ours.sendFile(new File(['<svg/>'], 'resim.svg', { type: 'image/svg+xml' }));
    const { outgoing } = await until(ours.state, (state) => state.outgoing[0]?.status === 'failed');
    expect(outgoing[0]?.error?.code).toBe('FILE_INVALID');
  });

  it('opens the same room for the same offer, and hears of a room that is closed', async () => {
    const room = await conversation();
    const again = await room.buyer.startRoom({ roomType: 'offer', offerId: room.offerId });
    expect(again.id).toBe(room.roomId);
    await room.ours.close();
    await until(room.theirs.state, ({ status }) => status === 'closed');
    await until(room.seller.rooms.state, ({ rooms }) => rooms.every(({ id }) => id !== room.roomId));
  });

  it('finds what was said, in one room and in all', async () => {
    const { ours, buyer, roomId } = await conversation();
    const word = `ışıklı${randomUUID().slice(0, 8)}`;
    ours.send(`Far ${word.toUpperCase()} mı`);
    await until(ours.state, ({ outgoing }) => outgoing.length === 0);
    let found = await buyer.search(word);
    // The index follows about a second behind.
    while (found.items.length === 0) found = await buyer.search(word);
    expect(found.items[0]?.room.id).toBe(roomId);
    expect((await ours.search(word)).items.length).toBe(1);
  });

  it('says plainly that a room is not ours', async () => {
    const [room, other] = [await scene.room(), await scene.room()];
    const client = clientOf(room.buyer.token);
    await client.open();
    const foreign = client.room(other.roomId);
    foreign.open();
    await until(foreign.state, ({ status }) => status === 'refused');
    await expect(foreign.pins()).rejects.toMatchObject({ code: 'ROOM_FORBIDDEN', status: 403 });
  });

  it('closes, and sends nothing in their name, when somebody else has signed in', async () => {
    const { buyer, seller, roomId, path } = await scene.room();
    // So short that it is renewed for the first call.
    const tokens = [signToken({ ...buyer, expiresIn: 10 }), seller.token];
    const client = clientOf(() => (tokens.length > 1 ? tokens.shift()! : tokens[0]!));
    void client.open();
    await until(client.connection, ({ status }) => status === 'closed');
    client.room(roomId).send('Benden değil');
    client.reconnect();
    expect(client.me.get()?.userId).toBe(buyer.userId);
    const { body } = await scene.as(seller).get<{ messages: unknown[] }>(path);
    expect([body.data.messages, client.connection.get().status]).toEqual([[], 'closed']);
  });

  it('asks for a new token when the first is refused', async () => {
    const room = await scene.room();
    const tokens = ['not.a.token', room.buyer.token];
    const client = clientOf(() => (tokens.length > 1 ? tokens.shift()! : tokens[0]!));
    const opened = client.open();
    await until(client.connection, ({ status }) => status === 'unauthorized');
    await opened;
    expect(client.connection.get()).toEqual({ status: 'online' });
    expect(client.me.get()).toMatchObject({ userId: room.buyer.userId, galleryId: room.buyer.galleryId });
  });
});
