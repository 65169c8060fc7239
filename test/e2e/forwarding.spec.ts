import { randomUUID } from 'node:crypto';
import type { MessageView } from '../../src/contracts/index.js';
import { refusalOf, Scene } from '../support/scene.js';
import { talkIn, type Talk } from '../support/talk.js';
import { sentFiles, uploaded } from '../support/uploads.js';

describe('passing a message on', () => {
  let scene: Scene;

  beforeAll(async () => {
    scene = await Scene.open({ RATE_LIMIT_ENABLED: 'false' });
  });
  afterEach(() => scene.hangUp());
  afterAll(() => scene.close());

  /** A room in which the seller was told something, and another one of the seller's, with somebody else. */
  async function told(content?: string) {
    const room = await talkIn(scene, content);
    const { buyer: third, roomId, path } = await scene.room(room.seller);
    const thirdSocket = await scene.connect(third);
    return { ...room, other: { third, thirdSocket, roomId, path } };
  }
  type Told = Awaited<ReturnType<typeof told>>;

  const forward = (room: Told, body: object, messagePath = room.messagePath) =>
    scene.as(room.seller).post<MessageView>(`${messagePath}/forward`, body);
  const WAYS = {
    REST: async (room: Told) => (await forward(room, { toRoomId: room.other.roomId })).body.data,
    socket: (room: Told) =>
      room.sellerSocket.ask<MessageView>('forward_message', {
        roomId: room.roomId,
        messageId: room.sent.id,
        toRoomId: room.other.roomId,
      }),
  };

  it.each(Object.entries(WAYS))('by %s sends what it says, and not who said it', async (_, way) => {
    const room = await told('  Fiyat son 850.000 TL  ');
    const passedOn = await way(room);
    expect(passedOn).toMatchObject({
      room_id: room.other.roomId,
      seq: 1,
      sender_id: room.seller.userId,
      sender_gallery_id: room.seller.galleryId,
      message_type: 'text',
      content: '  Fiyat son 850.000 TL  ',
      forwarded: true,
      reply_to_id: null,
      metadata: null,
    });
    expect(JSON.stringify(passedOn)).not.toMatch(
      new RegExp([room.roomId, room.sent.id, room.buyer.userId].join('|')),
    );
    const event = { roomId: room.other.roomId, message: passedOn };
    expect(await room.other.thirdSocket.next('new_message')).toEqual(event);
    const { body } = await scene.as(room.other.third).get<MessageView[]>(`${room.other.path}/messages`);
    expect(body.data).toEqual([passedOn]);
    expect(await room.read(room.seller)).toEqual(room.sent);
  });

  it('gives the file a copy of its own: deleting either leaves the other', async () => {
    const room = await told();
    const file = await uploaded(scene, room.buyer, room.path);
    const { body } = await scene
      .as(room.buyer)
      .post<MessageView>(`${room.path}/upload`, { ...file, caption: 'Ön görünüm' });
    const { data: passedOn } = (
      await forward(room, { toRoomId: room.other.roomId }, `${room.path}/messages/${body.data.id}`)
    ).body;
    const { file_name, file_size, file_type } = body.data;
    const same = {
      content: 'Ön görünüm',
      message_type: 'file',
      file_name,
      file_size,
      file_type,
      forwarded: true,
    };
    expect(passedOn).toMatchObject(same);
    const bytes = async (link: string | null) => Buffer.from(await (await fetch(link ?? '')).arrayBuffer());
    expect(await bytes(passedOn.file_url)).toEqual(await bytes(body.data.file_url));

    await scene.as(room.buyer).delete(`${room.path}/messages/${body.data.id}`);
    expect((await fetch(body.data.file_url ?? '')).status).toBe(404);
    expect((await fetch(passedOn.file_url ?? '')).status).toBe(200);
    await scene.as(room.seller).delete(`${room.other.path}/messages/${passedOn.id}`);
    expect((await fetch(passedOn.file_url ?? '')).status).toBe(404);
    expect(await sentFiles(scene, room.other.roomId)).toEqual([]);
  });

  it('is done once when it is asked for again, whatever has become of the message', async () => {
    const room = await told('bir');
    const once = { toRoomId: room.other.roomId, clientMessageId: randomUUID() };
    const first = await forward(room, once);
    expect(first.status).toBe(201);
    await scene.as(room.buyer).patch(room.messagePath, { content: 'iki' });
    const again = await forward(room, once);
    expect([again.status, again.body.data]).toEqual([200, first.body.data]);
    await scene.as(room.buyer).delete(room.messagePath);
    const after = await forward(room, once);
    expect([after.status, after.body.data]).toEqual([200, first.body.data]);

    const { sent, messagePath } = await (async () => {
      const message = (await room.send(room.buyer, 'bir')).body.data;
      return { sent: message, messagePath: `${room.path}/messages/${message.id}` };
    })();
    expect(sent.seq).toBe(2);
    expect(refusalOf(await forward(room, once, messagePath))).toEqual([409, 'IDEMPOTENCY_CONFLICT']);
    const own = { content: 'bir', clientMessageId: once.clientMessageId };
    const sentAnew = await scene.as(room.seller).post(`${room.other.path}/messages`, own);
    expect(refusalOf(sentAnew)).toEqual([409, 'IDEMPOTENCY_CONFLICT']);
    const { body } = await scene.as(room.seller).get<MessageView[]>(`${room.other.path}/messages`);
    expect(body.data).toEqual([first.body.data]);
  });

  it('takes its place among what the socket says in either room', async () => {
    const room = await told('ilk');
    const { roomId, sent, sellerSocket: socket } = room;
    const { roomId: toRoomId, path } = room.other;
    await Promise.all(
      Array.from({ length: 5 }, (_, n) => [
        socket.ask('send_message', { roomId: toRoomId, content: `${n} önce` }),
        socket.ask('forward_message', { roomId, messageId: sent.id, toRoomId }),
        socket.ask('send_message', { roomId: toRoomId, content: `${n} sonra` }),
      ]).flat(),
    );
    const { body } = await scene.as(room.seller).get<MessageView[]>(`${path}/messages`);
    const expected = Array.from({ length: 5 }, (_, n) => [`${n} önce`, 'ilk', `${n} sonra`]).flat();
    expect(body.data.map(({ content }) => content)).toEqual(expected);
  });

  it('goes into the same room, too', async () => {
    const room = await told();
    const { body } = await forward(room, { toRoomId: room.roomId });
    expect(body.data).toMatchObject({
      room_id: room.roomId,
      seq: 2,
      content: room.sent.content,
      forwarded: true,
    });
  });

  it('holds a file from before this service to the rules of a new one', async () => {
    const room = await told();
    const file = await uploaded(scene, room.buyer, room.path);
    const { body } = await scene.as(room.buyer).post<MessageView>(`${room.path}/upload`, file);
    const path = `${room.path}/messages/${body.data.id}`;
    const { db, ground } = scene.service;
    const set = (column: string, value: string) =>
      db.query(`UPDATE chat_messages SET ${column} = $2 WHERE id = $1`, [body.data.id, value]);
    const asked = async () => refusalOf(await forward(room, { toRoomId: room.other.roomId }, path));
    await set('file_type', 'image/svg+xml');
    expect(await asked()).toEqual([400, 'FILE_INVALID']);
    await set('file_type', 'application/pdf');
    await set('file_name', 'rapor.pdf');
    expect(await asked()).toEqual([400, 'FILE_INVALID']);
    await set('file_type', 'image/png');
    await set('file_name', 'rapor.png');
    const { rows } = await db.query<{ url: string }>(
      'SELECT file_url AS url FROM chat_messages WHERE id = $1',
      [body.data.id],
    );
    await set('file_url', rows[0]?.url.replace(`/${ground.bucket.name}/`, '/another-bucket/') ?? '');
    expect(await asked()).toEqual([400, 'FILE_INVALID']);
    await set('message_type', 'offer_update');
    expect(await asked()).toEqual([400, 'MESSAGE_NOT_FORWARDABLE']);
    expect(await sentFiles(scene, room.other.roomId)).toEqual([]);
  });

  it('copies no file for a repeat', async () => {
    const room = await told();
    const file = await uploaded(scene, room.buyer, room.path);
    const { body } = await scene.as(room.buyer).post<MessageView>(`${room.path}/upload`, file);
    const path = `${room.path}/messages/${body.data.id}`;
    const once = { toRoomId: room.other.roomId, clientMessageId: randomUUID() };
    const answers = await Promise.all(Array.from({ length: 4 }, () => forward(room, once, path)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 200, 201]);
    expect(new Set(answers.map(({ body }) => body.data.id)).size).toBe(1);
    expect(await sentFiles(scene, room.other.roomId)).toHaveLength(1);
  });

  describe('is refused', () => {
    const refusal = async (room: Talk, path: string, toRoomId: string) =>
      refusalOf(await scene.as(room.seller).post(`${path}/forward`, { toRoomId }));

    it('into a room of others, or none', async () => {
      const room = await told();
      const { roomId: foreign, seller } = await scene.room();
      expect(await refusal(room, room.messagePath, foreign)).toEqual([403, 'ROOM_FORBIDDEN']);
      expect(await refusal(room, room.messagePath, randomUUID())).toEqual([404, 'ROOM_NOT_FOUND']);
      const { body } = await scene.as(seller).get<MessageView[]>(`/chats/${foreign}/messages`);
      expect(body.data).toEqual([]);
    });

    it('out of a room of others', async () => {
      const room = await told();
      const { path, send, buyer } = await scene.room();
      const secret = (await send(buyer, 'gizli')).body.data;
      const asked = await refusal(room, `${path}/messages/${secret.id}`, room.other.roomId);
      expect(asked).toEqual([403, 'ROOM_FORBIDDEN']);
      const smuggled = await refusal(room, `${room.path}/messages/${secret.id}`, room.other.roomId);
      expect(smuggled).toEqual([404, 'MESSAGE_NOT_FOUND']);
    });

    it('for what was deleted, and for what the service or an offer said', async () => {
      const room = await told();
      const update = await scene
        .as(room.buyer)
        .post<MessageView>(`${room.path}/messages`, { content: 'Yeni fiyat', messageType: 'offer_update' });
      const path = `${room.path}/messages/${update.body.data.id}`;
      expect(await refusal(room, path, room.other.roomId)).toEqual([400, 'MESSAGE_NOT_FORWARDABLE']);
      await scene.as(room.buyer).delete(room.messagePath);
      expect(await refusal(room, room.messagePath, room.other.roomId)).toEqual([409, 'MESSAGE_DELETED']);
    });
  });
});
