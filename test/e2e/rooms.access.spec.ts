import { randomUUID } from 'node:crypto';
import {
  callRoom,
  CALLS_ABOUT_ANY_ROOM,
  ROOM_CALLS,
  type Caller,
  type RoomCall,
  type Subject,
} from '../support/room-calls.js';
import { refusalOf, Scene } from '../support/scene.js';
import { SUPPORT_GALLERY_ID } from '../support/service.js';
import { storedBy } from '../support/stored.js';
import { signToken } from '../support/tokens.js';
import { placedUpload } from '../support/uploads.js';

/** Somebody who asks, and what for. */
type Asking = [name: string, caller: Caller, subject: Subject];

const ALL_CALLS = [...ROOM_CALLS, ...CALLS_ABOUT_ANY_ROOM];

describe('a call that names a room', () => {
  let scene: Scene;
  let room: Awaited<ReturnType<Scene['call']>>;
  let messageId: string;

  beforeAll(async () => {
    scene = await Scene.open({ RATE_LIMIT_ENABLED: 'false' });
    await scene.market.gallery('Destek', SUPPORT_GALLERY_ID);
    room = await scene.call();
    messageId = (await room.send(room.buyer, 'Merhaba')).body.data.id;
    const { buyerSocket, sellerSocket } = room;
    await sellerSocket.next('new_message');
    // The last that is told of a message.
    for (const socket of [buyerSocket, sellerSocket]) {
      await socket.next('room_updated', ({ room: { last_seq } }) => last_seq === 1);
      await socket.settle();
      socket.arrivals.splice(0);
    }
  });
  afterAll(async () => {
    scene.hangUp();
    await scene.close();
  });

  /** Everybody gets this refusal, nothing is stored, and neither side hears of it. */
  async function expectRefusals(asked: RoomCall, asking: Asking[], refusal: [number, string]) {
    const before = await storedBy(scene.service);
    for (const [name, caller, subject] of asking) {
      const answer = await callRoom(scene, caller, asked, subject);
      expect([name, subject.roomId, ...refusalOf(answer)]).toEqual([name, subject.roomId, ...refusal]);
    }
    expect(await storedBy(scene.service)).toEqual(before);
    for (const socket of [room.buyerSocket, room.sellerSocket]) {
      await socket.settle();
      expect(socket.arrivals.splice(0)).toEqual([]);
    }
  }

  it('is one of those that are called here', async () => {
    // The gateways do not route it.
    const answer = await fetch(`${scene.service.nodes[0]!.url}/docs-json`);
    const { paths } = (await answer.json()) as { paths: Record<string, object> };
    const described = Object.entries(paths)
      .filter(([path]) => path.includes('{roomId}'))
      .flatMap(([path, methods]) => Object.keys(methods).map((name) => `${name.toUpperCase()} ${path}`));
    const called = new Set(ALL_CALLS.map(([, route]) => route.split('?')[0]));
    expect([...called].sort()).toEqual(described.sort());
  });

  const file = (roomId: string, galleryId: string) => placedUpload(scene, roomId, galleryId);

  describe('of two other galleries', () => {
    const strangers: Asking[] = [];

    beforeAll(async () => {
      const { market } = scene;
      const add = async (name: string, galleryId: string, caller: Caller) => {
        const fileUrl = await file(room.roomId, galleryId);
        strangers.push([name, caller, { roomId: room.roomId, messageId, fileUrl }]);
      };
      const { buyer } = await scene.room();
      await add('a dealer with rooms of its own', buyer.galleryId, { token: buyer.token });
      const admin = await market.dealer({ role: 'admin' });
      await add('an admin of another gallery', admin.galleryId, { token: admin.token });
      const { token } = await market.dealer({ galleryId: SUPPORT_GALLERY_ID, role: 'support' });
      await add('support', SUPPORT_GALLERY_ID, { token });
      const third = await market.gallery('Üçüncü Galeri');
      const service = await market.serviceToken();
      await add('a service for another gallery', third, {
        token: service.token,
        headers: { 'x-gallery-id': third },
      });
    });

    it.each(ROOM_CALLS)('is 403 whoever asks, and nothing is stored: %s', (...asked) =>
      expectRefusals(asked, strangers, [403, 'ROOM_FORBIDDEN']),
    );
  });

  describe('of anybody', () => {
    it.each(CALLS_ABOUT_ANY_ROOM)(
      'is 403 to whoever is not of support, and is not recorded: %s',
      async (...asked) => {
        const { market } = scene;
        const { token } = await market.serviceToken();
        const headers = { 'x-gallery-id': await market.gallery('Hizmet') };
        const subject = { roomId: room.roomId, messageId, fileUrl: '' };
        const asking: Asking[] = [
          ['a side of the room', { token: room.buyer.token }, subject],
          ['a dealer', { token: (await market.dealer()).token }, subject],
          ['a service', { token, headers }, subject],
        ];
        await expectRefusals(asked, asking, [403, 'ROLE_FORBIDDEN']);
      },
    );
  });

  describe('that nobody has', () => {
    const lost: Asking[] = [];

    beforeAll(async () => {
      const { buyer, roomId, path, send } = await scene.room();
      const { id } = (await send(buyer, 'Merhaba')).body.data;
      expect((await scene.as(buyer).delete(path)).status).toBe(200);
      for (const [name, lostId] of [
        ['unknown', randomUUID()],
        ['deleted', roomId],
      ] as const) {
        const fileUrl = await file(lostId, buyer.galleryId);
        lost.push([name, { token: buyer.token }, { roomId: lostId, messageId: id, fileUrl }]);
      }
    });

    it.each(ROOM_CALLS)('is 404, and nothing is stored: %s', (...asked) =>
      expectRefusals(asked, lost, [404, 'ROOM_NOT_FOUND']),
    );
  });

  describe('by a malformed id', () => {
    it.each(ALL_CALLS)('is 400, and nothing is stored: %s', async (...asked) => {
      const { roomId, buyer } = room;
      const fileUrl = await file(roomId, buyer.galleryId);
      const malformed = ['abc', '5', `${roomId}0`, `{${roomId}}`, roomId.replaceAll('-', '')];
      const subjects = malformed.map((id) => ({ roomId: id, messageId, fileUrl }));
      if (asked[1].includes('{id}')) {
        subjects.push(...malformed.map((id) => ({ roomId, messageId: id, fileUrl })));
      }
      const asking = subjects.map((subject): Asking => ['somebody', { token: buyer.token }, subject]);
      await expectRefusals(asked, asking, [400, 'VALIDATION_FAILED']);
    });
  });

  // What the refusals above are worth: but for the room, each of these calls is in order.
  it.each(ROOM_CALLS)('is answered in a room of the own gallery: %s', async (...asked) => {
    const { roomId, buyer, seller, send } = await scene.room();
    // What one reads is the other side's; what one changes is one's own.
    const changes = /^(PATCH|DELETE) .*\{id\}/.test(asked[1]);
    const sent = await send(changes ? buyer : seller, 'Merhaba');
    const fileUrl = await file(roomId, buyer.galleryId);
    const { userId, galleryId } = buyer;
    const token = signToken({ userId, galleryId, role: 'support' });
    const answer = await callRoom(scene, { token }, asked, { roomId, messageId: sent.body.data.id, fileUrl });
    expect(answer.status).toBeLessThan(300);
  });
});
