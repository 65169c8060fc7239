import type { MessageView, RoomView } from '../../src/contracts/index.js';
import type { Dealer } from '../factories/marketplace.js';
import type { Scene } from './scene.js';

export type Talk = Awaited<ReturnType<typeof talkIn>>;

/** A room with both sides in it, and a message of the buyer's. */
export async function talkIn(scene: Scene, content = 'Merhaba, araç satılık mı?') {
  const room = await scene.call();
  for (const socket of [room.buyerSocket, room.sellerSocket]) await socket.ask('join_room', room.roomId);
  const sent = (await room.send(room.buyer, content)).body.data;
  const path = `${room.path}/messages/${sent.id}`;
  const read = async (dealer: Dealer) => (await scene.as(dealer).get<MessageView>(path)).body.data;
  const listed = async (dealer: Dealer) =>
    (await scene.as(dealer).get<RoomView[]>('/chats')).body.data.find(({ id }) => id === room.roomId);
  return { ...room, sent, messagePath: path, read, listed };
}
