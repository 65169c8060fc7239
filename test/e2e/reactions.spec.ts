import type { MessageView, Reaction } from '../../src/contracts/index.js';
import type { Dealer } from '../factories/marketplace.js';
import { refusalOf, Scene } from '../support/scene.js';
import type { TestSocket } from '../support/sockets.js';
import { talkIn, type Talk } from '../support/talk.js';

describe('emoji under messages', () => {
  let scene: Scene;

  beforeAll(async () => {
    scene = await Scene.open({ RATE_LIMIT_ENABLED: 'false' });
  });
  afterEach(() => scene.hangUp());
  afterAll(() => scene.close());

  const talk = () => talkIn(scene);

  /** Both ways in which a person does it. */
  const WAYS = {
    REST: {
      add: async (room: Talk, dealer: Dealer, emoji: string) =>
        (await scene.as(dealer).put<MessageView>(`${room.messagePath}/reactions`, { emoji })).body.data,
      remove: async (room: Talk, dealer: Dealer, emoji: string) => {
        const path = `${room.messagePath}/reactions?emoji=${encodeURIComponent(emoji)}`;
        return (await scene.as(dealer).delete<MessageView>(path)).body.data;
      },
    },
    socket: {
      add: (room: Talk, dealer: Dealer, emoji: string) =>
        socketOf(room, dealer).ask<MessageView>('add_reaction', payload(room, emoji)),
      remove: (room: Talk, dealer: Dealer, emoji: string) =>
        socketOf(room, dealer).ask<MessageView>('remove_reaction', payload(room, emoji)),
    },
  };
  const socketOf = (room: Talk, dealer: Dealer): TestSocket =>
    dealer === room.buyer ? room.buyerSocket : room.sellerSocket;
  const payload = (room: Talk, emoji: string) => ({ roomId: room.roomId, messageId: room.sent.id, emoji });
  const of = (emoji: string, ...people: Dealer[]): Reaction => ({
    emoji,
    count: people.length,
    user_ids: people.map(({ userId }) => userId),
  });

  describe.each(Object.entries(WAYS))('by %s', (_, way) => {
    it('are set by either side, heard by both, read by both, and taken off again', async () => {
      const room = await talk();
      const { buyer, seller } = room;
      const first = await way.add(room, seller, '👍🏽');
      expect(first).toEqual({ ...room.sent, reactions: [of('👍🏽', seller)] });
      const second = await way.add(room, buyer, '👍🏽');
      const third = await way.add(room, buyer, '🚗');
      expect(third).toEqual({ ...room.sent, reactions: [of('👍🏽', seller, buyer), of('🚗', buyer)] });
      const fourth = await way.remove(room, seller, '👍🏽');
      expect(fourth).toEqual({ ...room.sent, reactions: [of('👍🏽', buyer), of('🚗', buyer)] });

      for (const socket of [room.buyerSocket, room.sellerSocket]) {
        for (const [n, message] of [first, second, third, fourth].entries()) {
          const event = { roomId: room.roomId, messageId: message.id, message, afterRev: n, rev: n + 1 };
          expect(await socket.next('message_updated')).toEqual(event);
        }
      }
      for (const dealer of [buyer, seller]) expect(await room.read(dealer)).toEqual(fourth);
    });
  });

  it('change nothing when they are set or taken off again', async () => {
    const room = await talk();
    const set = await WAYS.REST.add(room, room.seller, '👍');
    expect(await WAYS.socket.add(room, room.seller, '👍')).toEqual(set);
    expect(await WAYS.socket.remove(room, room.buyer, '👍')).toEqual(set);
    expect(await WAYS.REST.remove(room, room.seller, '🚗')).toEqual(set);
    const { rows } = await scene.service.db.query('SELECT rev FROM chat_rooms WHERE id = $1', [room.roomId]);
    expect(rows).toEqual([{ rev: 1 }]);
  });

  it('are one emoji in any of its spellings', async () => {
    const room = await talk();
    await WAYS.REST.add(room, room.seller, '❤');
    const both = await WAYS.socket.add(room, room.buyer, '❤️');
    expect(both.reactions).toEqual([of('❤️', room.seller, room.buyer)]);
    expect((await WAYS.REST.remove(room, room.seller, '❤')).reactions).toEqual([of('❤️', room.buyer)]);
  });

  it('stay in the order in which they came, in the list, in the room and in a sync', async () => {
    const room = await talk();
    for (const emoji of ['🥇', '🥈', '🥉']) await WAYS.REST.add(room, room.seller, emoji);
    await WAYS.REST.add(room, room.buyer, '🥇');
    await WAYS.REST.remove(room, room.seller, '🥇');
    const expected = [of('🥈', room.seller), of('🥉', room.seller), of('🥇', room.buyer)];
    const { body: list } = await scene.as(room.buyer).get<MessageView[]>(`${room.path}/messages`);
    const { body: opened } = await scene.as(room.buyer).get<{ messages: MessageView[] }>(room.path);
    const [synced] = await room.buyerSocket.ask<{ changes: MessageView[] }[]>('sync', {
      rooms: [{ roomId: room.roomId, afterSeq: 1, afterRev: 0 }],
    });
    for (const messages of [list.data, opened.data.messages, synced?.changes]) {
      expect(messages?.map(({ reactions }) => reactions)).toEqual([expected]);
    }
  });

  it('of a crowd at once are each counted once', async () => {
    const room = await talk();
    const emoji = ['👍', '👎', '🚗', '🎉', '🔥', '👀', '✅', '🙏'];
    const asked = emoji.flatMap((one) => [room.buyer, room.seller].map((dealer) => ({ one, dealer })));
    await Promise.all([...asked, ...asked].map(({ one, dealer }) => WAYS.REST.add(room, dealer, one)));
    const { reactions } = await room.read(room.seller);
    expect(reactions.map((reaction) => reaction.emoji).sort()).toEqual(emoji.toSorted());
    expect(reactions.map(({ count, user_ids }) => [count, new Set(user_ids).size])).toEqual(
      emoji.map(() => [2, 2]),
    );
  });

  it('are at most twenty different ones under a message', async () => {
    const room = await talk();
    const emoji = '😀 😃 😄 😁 😆 😅 😂 🙂 🙃 😉 😊 😇 🥰 😍 🤩 😘 😗 😚 😙 🥲'.split(' ');
    for (const one of emoji) await WAYS.socket.add(room, room.seller, one);
    const put = (dealer: Dealer, one: string) =>
      scene.as(dealer).put(`${room.messagePath}/reactions`, { emoji: one });
    expect(refusalOf(await put(room.buyer, '🚗'))).toEqual([409, 'REACTION_LIMIT_REACHED']);
    expect((await put(room.buyer, '🥲')).status).toBe(200);
  });

  it.each(['', 'tamam', ':+1:', '👍👍', '👍 ', 5, null, ['👍'], '👍'.repeat(50)])(
    'are not %j',
    async (emoji) => {
      const room = await talk();
      expect(refusalOf(await scene.as(room.seller).put(`${room.messagePath}/reactions`, { emoji }))).toEqual([
        400,
        'VALIDATION_FAILED',
      ]);
      expect(await room.sellerSocket.refusal('add_reaction', { ...payload(room, ''), emoji })).toMatchObject({
        code: 'VALIDATION_FAILED',
        details: [{ field: 'emoji' }],
      });
      expect(await room.read(room.seller)).toEqual(room.sent);
    },
  );

  it('go with a message that is deleted, and cannot be set under it any more', async () => {
    const room = await talk();
    await WAYS.REST.add(room, room.seller, '👍');
    const { body } = await scene.as(room.buyer).delete<MessageView>(room.messagePath);
    expect(body.data).toMatchObject({ reactions: [], content: null });
    const again = await scene.as(room.seller).put(`${room.messagePath}/reactions`, { emoji: '👍' });
    expect(refusalOf(again)).toEqual([409, 'MESSAGE_DELETED']);
    expect((await WAYS.REST.remove(room, room.seller, '👍')).reactions).toEqual([]);
    const { rows } = await scene.service.db.query(
      'SELECT FROM chat_message_reactions WHERE message_id = $1',
      [room.sent.id],
    );
    expect(rows).toEqual([]);
  });

  it('under a message that there is not are refused', async () => {
    const [room, other] = [await talk(), await talk()];
    const path = `${room.path}/messages/${other.sent.id}/reactions`;
    expect(refusalOf(await scene.as(room.seller).put(path, { emoji: '👍' }))).toEqual([
      404,
      'MESSAGE_NOT_FOUND',
    ]);
    expect(refusalOf(await scene.as(room.seller).delete(`${path}?emoji=%F0%9F%91%8D`))).toEqual([
      404,
      'MESSAGE_NOT_FOUND',
    ]);
  });
});
