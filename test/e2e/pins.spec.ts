import type { MessageView } from '../../src/contracts/index.js';
import type { Dealer } from '../factories/marketplace.js';
import { refusalOf, Scene } from '../support/scene.js';
import { talkIn, type Talk } from '../support/talk.js';

describe('pinned messages', () => {
  let scene: Scene;

  beforeAll(async () => {
    scene = await Scene.open({ RATE_LIMIT_ENABLED: 'false' });
  });
  afterEach(() => scene.hangUp());
  afterAll(() => scene.close());

  const talk = () => talkIn(scene);
  const pins = async (room: Talk, dealer: Dealer) =>
    (await scene.as(dealer).get<MessageView[]>(`${room.path}/pins`)).body.data;

  /** Both ways in which a person does it. */
  const WAYS = {
    REST: {
      pin: async (room: Talk, dealer: Dealer) =>
        (await scene.as(dealer).put<MessageView>(`${room.messagePath}/pin`)).body.data,
      unpin: async (room: Talk, dealer: Dealer) =>
        (await scene.as(dealer).delete<MessageView>(`${room.messagePath}/pin`)).body.data,
    },
    socket: {
      pin: (room: Talk, dealer: Dealer) => ask(room, dealer, 'pin_message'),
      unpin: (room: Talk, dealer: Dealer) => ask(room, dealer, 'unpin_message'),
    },
  };
  const ask = (room: Talk, dealer: Dealer, event: string): Promise<MessageView> => {
    const socket = dealer === room.buyer ? room.buyerSocket : room.sellerSocket;
    return socket.ask<MessageView>(event, { roomId: room.roomId, messageId: room.sent.id });
  };

  it.each(Object.entries(WAYS))(
    'by %s are heard and listed by both sides, and unpinned by either',
    async (_, way) => {
      const room = await talk();
      const pinned = await way.pin(room, room.seller);
      expect(pinned).toEqual({
        ...room.sent,
        pinned_at: expect.stringMatching(/^\d{4}-.*\.\d{3}Z$/) as string,
        pinned_by: room.seller.userId,
      });
      for (const dealer of [room.buyer, room.seller]) {
        expect(await pins(room, dealer)).toEqual([pinned]);
        expect(await room.read(dealer)).toEqual(pinned);
      }
      expect(await way.unpin(room, room.buyer)).toEqual(room.sent);
      expect(await pins(room, room.seller)).toEqual([]);
      for (const socket of [room.buyerSocket, room.sellerSocket]) {
        for (const [n, message] of [pinned, room.sent].entries()) {
          const event = { roomId: room.roomId, messageId: message.id, message, afterRev: n, rev: n + 1 };
          expect(await socket.next('message_updated')).toEqual(event);
        }
      }
    },
  );

  it('stay as they were pinned first when they are pinned again', async () => {
    const room = await talk();
    const pinned = await WAYS.REST.pin(room, room.seller);
    expect(await WAYS.socket.pin(room, room.buyer)).toEqual(pinned);
    await WAYS.REST.unpin(room, room.seller);
    expect(await WAYS.socket.unpin(room, room.buyer)).toEqual(room.sent);
    const { rows } = await scene.service.db.query('SELECT rev FROM chat_rooms WHERE id = $1', [room.roomId]);
    expect(rows).toEqual([{ rev: 2 }]);
  });

  it('are listed with the last one first, fifty at most', async () => {
    const room = await talk();
    const sent: MessageView[] = [];
    for (let n = 1; n <= 51; n++) sent.push((await room.send(room.buyer, String(n))).body.data);
    const pin = ({ id }: MessageView) => scene.as(room.seller).put(`${room.path}/messages/${id}/pin`);
    const [over, ...most] = sent.toReversed();
    for (const message of most) expect((await pin(message)).status).toBe(200);
    const listed = await pins(room, room.buyer);
    expect(listed.map(({ content }) => content)).toEqual(most.toReversed().map(({ content }) => content));
    expect(refusalOf(await pin(over as MessageView))).toEqual([409, 'PIN_LIMIT_REACHED']);
    expect((await scene.as(room.buyer).delete(`${room.path}/messages/${most[0]?.id}/pin`)).status).toBe(200);
    expect((await pin(over as MessageView)).status).toBe(200);
  });

  it('are no longer when they are deleted, and cannot be pinned then', async () => {
    const room = await talk();
    await WAYS.REST.pin(room, room.seller);
    const { body } = await scene.as(room.buyer).delete<MessageView>(room.messagePath);
    expect(body.data).toMatchObject({ pinned_at: null, pinned_by: null });
    expect(await pins(room, room.seller)).toEqual([]);
    expect(refusalOf(await scene.as(room.seller).put(`${room.messagePath}/pin`))).toEqual([
      409,
      'MESSAGE_DELETED',
    ]);
  });

  it('are messages of the room', async () => {
    const [room, other] = [await talk(), await talk()];
    const path = `${room.path}/messages/${other.sent.id}/pin`;
    expect(refusalOf(await scene.as(room.seller).put(path))).toEqual([404, 'MESSAGE_NOT_FOUND']);
    expect(refusalOf(await scene.as(room.seller).delete(path))).toEqual([404, 'MESSAGE_NOT_FOUND']);
  });
});
