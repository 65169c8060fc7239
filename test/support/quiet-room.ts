import type { MessageView } from '../../src/contracts/index.js';
import type { Scene } from './scene.js';
import type { TestSocket } from './sockets.js';

/** A room whose both sides listen, in which nothing happens but what a test does. */
export class QuietRoom {
  private constructor(
    private readonly scene: Scene,
    readonly room: Awaited<ReturnType<Scene['room']>>,
    readonly buyerSocket: TestSocket,
    readonly sellerSocket: TestSocket,
    /** The buyer's, and unread. */
    readonly message: MessageView,
  ) {}

  static async open(scene: Scene): Promise<QuietRoom> {
    const room = await scene.room();
    const [buyerSocket, sellerSocket] = [await scene.connect(room.buyer), await scene.connect(room.seller)];
    for (const socket of [buyerSocket, sellerSocket]) await socket.ask('join_room', room.roomId);
    const message = (await room.send(room.buyer, 'Merhaba')).body.data;
    // The last thing that this brings about.
    for (const socket of [buyerSocket, sellerSocket]) {
      await socket.next('room_updated', ({ room: { last_seq } }) => last_seq === message.seq);
      await socket.settle();
      socket.arrivals.length = 0;
    }
    return new QuietRoom(scene, room, buyerSocket, sellerSocket, message);
  }

  /** Shows that nothing is stored meanwhile, in any room, and that nobody in this one hears of it. */
  async expectNothingOf(work: () => Promise<unknown>): Promise<void> {
    const before = await this.stored();
    try {
      await work();
      expect(await this.stored()).toEqual(before);
      await this.expectSilence();
    } finally {
      // What one case let through is not the next one's fault.
      for (const { arrivals } of [this.buyerSocket, this.sellerSocket]) arrivals.length = 0;
    }
  }

  /** What happens next in the room is also the very next thing that each side hears. */
  private async expectSilence(): Promise<void> {
    const { roomId, buyer, seller } = this.room;
    const sides = [
      { typist: this.buyerSocket, userId: buyer.userId, listener: this.sellerSocket },
      { typist: this.sellerSocket, userId: seller.userId, listener: this.buyerSocket },
    ];
    for (const { typist, userId, listener } of sides) {
      // Across nodes the typing could overtake something.
      await listener.settle();
      await typist.ask('typing_start', { roomId });
      await typist.ask('typing_stop', { roomId });
      await listener.waitFor('user_stopped_typing', () => true);
      expect(listener.arrivals.splice(0)).toEqual([
        { event: 'user_typing', payload: { userId, roomId } },
        { event: 'user_stopped_typing', payload: { userId, roomId } },
      ]);
    }
  }

  /** Every row of the service, past the service: messages, and rooms with their numbers and counters. */
  private async stored(): Promise<unknown[]> {
    const { rows } = await this.scene.service.db.query<Record<string, unknown>>(
      `SELECT to_jsonb(r) AS row FROM chat_rooms r
       UNION ALL SELECT to_jsonb(m) FROM chat_messages m ORDER BY row`,
    );
    return rows;
  }
}
