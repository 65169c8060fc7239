import { randomUUID } from 'node:crypto';
import type { ErrorBody, SyncAnswer } from '../../src/contracts/index.js';
import { QuietRoom } from '../support/quiet-room.js';
import { Scene } from '../support/scene.js';
import type { TestSocket } from '../support/sockets.js';

const FILE = { fileUrl: 'https://store/x.png', fileName: 'a.png', fileSize: 1, fileType: 'image/png' };

/** Every event that names a room. `MESSAGE` stands for a message of it that is there and unread. */
const EVENTS: [event: string, more: object][] = [
  ['join_room', {}],
  ['leave_room', {}],
  ['typing_start', {}],
  ['typing_stop', {}],
  ['send_message', { content: 'x' }],
  ['send_message', { content: 'x', replyToId: 'MESSAGE' }],
  ['send_message', { content: 'x', messageType: 'system' }],
  ['send_message', { content: 'x', messageType: 'offer_update' }],
  ['send_message', { messageType: 'file', ...FILE }],
  ['mark_read', {}],
  ['mark_read', { messageId: 'MESSAGE' }],
  ['update_message', { messageId: 'MESSAGE', content: 'y' }],
  ['delete_message', { messageId: 'MESSAGE' }],
  ['forward_message', { messageId: 'MESSAGE', toRoomId: 'MESSAGE' }],
  ['add_reaction', { messageId: 'MESSAGE', emoji: '👍' }],
  ['remove_reaction', { messageId: 'MESSAGE', emoji: '👍' }],
  ['pin_message', { messageId: 'MESSAGE' }],
  ['unpin_message', { messageId: 'MESSAGE' }],
  ['sync', { afterSeq: 0 }],
  ['sync', { afterSeq: 0, afterRev: 0 }],
];

describe('a socket in a room that is not its own', () => {
  let scene: Scene;
  let quiet: QuietRoom;
  let stranger: TestSocket;

  beforeAll(async () => {
    scene = await Scene.open();
    quiet = await QuietRoom.open(scene);
    stranger = await scene.connect(await scene.market.dealer());
  });
  afterAll(async () => {
    scene.hangUp();
    await scene.close();
  });

  /** `sync` refuses each room in its place. */
  async function refusalOf(event: string, position: { roomId: string }): Promise<ErrorBody> {
    if (event !== 'sync') return stranger.refusal(event, position);
    const [answer, ...others] = await stranger.ask<SyncAnswer[]>('sync', { rooms: [position] });
    expect(others).toEqual([]);
    expect(answer).toEqual({ room_id: position.roomId, error: expect.any(Object) });
    return (answer as { error: ErrorBody }).error;
  }

  const withMessage = (more: object): object =>
    JSON.parse(JSON.stringify(more).replaceAll('MESSAGE', quiet.message.id)) as object;

  it.each(EVENTS)(
    'of two other galleries is refused %s with %j, and nobody hears of it',
    async (event, more) => {
      const { roomId } = quiet.room;
      await quiet.expectNothingOf(async () => {
        const error = await refusalOf(event, { roomId, ...withMessage(more) });
        expect(error).toEqual({ code: 'ROOM_FORBIDDEN', message: expect.any(String) });
      });
      // What both sides have just heard, nor anything else.
      await stranger.settle();
      expect(stranger.arrivals).toEqual([]);
    },
  );

  it.each(EVENTS)('that nobody knows is refused %s with %j', async (event, more) => {
    await quiet.expectNothingOf(async () => {
      const error = await refusalOf(event, { roomId: randomUUID(), ...withMessage(more) });
      expect(error).toEqual({ code: 'ROOM_NOT_FOUND', message: expect.any(String) });
    });
  });

  it("hears nothing of its messages either, which reach both sides' sockets", async () => {
    const { roomId } = quiet.room;
    await stranger.refusal('join_room', roomId);
    await quiet.sellerSocket.ask('send_message', { roomId, content: 'Selam' });
    for (const socket of [quiet.buyerSocket, quiet.sellerSocket, stranger]) await socket.settle();
    for (const socket of [quiet.buyerSocket, quiet.sellerSocket]) {
      expect(socket.arrivals[0]).toMatchObject({ event: 'new_message', payload: { message: { seq: 2 } } });
    }
    expect(stranger.arrivals).toEqual([]);
  });
});
