import { randomUUID } from 'node:crypto';
import type { MessageVersion, MessageView } from '../../src/contracts/index.js';
import { refusalOf, Scene } from '../support/scene.js';
import { talkIn, type Talk } from '../support/talk.js';
import { settledFiles, uploaded } from '../support/uploads.js';

describe('changing what was sent', () => {
  let scene: Scene;

  beforeAll(async () => {
    scene = await Scene.open({ RATE_LIMIT_ENABLED: 'false' });
  });
  afterEach(() => scene.hangUp());
  afterAll(() => scene.close());

  const talk = (content?: string) => talkIn(scene, content);

  /** Both ways in which a person does it. */
  const WAYS = ['REST', 'socket'] as const;
  type Way = (typeof WAYS)[number];
  async function edit(way: Way, room: Talk, content: string | null): Promise<MessageView> {
    if (way === 'REST')
      return (await scene.as(room.buyer).patch<MessageView>(room.messagePath, { content })).body.data;
    const payload = { roomId: room.roomId, messageId: room.sent.id, content };
    return room.buyerSocket.ask<MessageView>('update_message', payload);
  }
  async function remove(way: Way, room: Talk): Promise<MessageView> {
    if (way === 'REST') return (await scene.as(room.buyer).delete<MessageView>(room.messagePath)).body.data;
    return room.buyerSocket.ask<MessageView>('delete_message', {
      roomId: room.roomId,
      messageId: room.sent.id,
    });
  }

  describe.each(WAYS)('by %s', (way) => {
    it('edits a text for both sides, live and in the history, and keeps what it said before', async () => {
      const room = await talk();
      const edited = await edit(way, room, 'Merhaba, araç hâlâ satılık mı?');
      expect(edited).toEqual({
        ...room.sent,
        content: 'Merhaba, araç hâlâ satılık mı?',
        edited_at: expect.stringMatching(/^\d{4}-.*\.\d{3}Z$/) as string,
      });
      for (const socket of [room.buyerSocket, room.sellerSocket]) {
        const event = { roomId: room.roomId, messageId: edited.id, message: edited, afterRev: 0, rev: 1 };
        expect(await socket.next('message_updated')).toEqual(event);
      }
      for (const dealer of [room.buyer, room.seller]) {
        expect(await room.read(dealer)).toEqual(edited);
        const { body } = await scene.as(dealer).get<MessageVersion[]>(`${room.messagePath}/edits`);
        expect(body.data).toEqual([
          {
            version: 1,
            content: room.sent.content,
            written_at: room.sent.created_at,
            replaced_at: edited.edited_at,
          },
        ]);
      }
    });

    it('deletes a message: it keeps its number, says nothing any more, and nothing of it can be read', async () => {
      const room = await talk('Fiyat 850.000 TL');
      await edit(way, room, 'Fiyat 840.000 TL');
      const deleted = await remove(way, room);
      expect(deleted).toMatchObject({ id: room.sent.id, seq: 1, content: null, metadata: null });
      expect(deleted.deleted_at).not.toBeNull();
      for (const socket of [room.buyerSocket, room.sellerSocket]) {
        const event = { roomId: room.roomId, messageId: deleted.id, message: deleted, afterRev: 1, rev: 2 };
        expect(await socket.next('message_deleted')).toEqual(event);
      }
      expect(await room.read(room.seller)).toEqual(deleted);
      const { body } = await scene.as(room.seller).get<MessageVersion[]>(`${room.messagePath}/edits`);
      expect(body.data).toEqual([]);
      const { rows } = await scene.service.db.query(
        `SELECT count(*)::int AS traces FROM (
           SELECT m::text AS row FROM chat_messages m UNION ALL SELECT e::text FROM chat_message_edits e
           UNION ALL SELECT r::text FROM chat_rooms r) AS everything WHERE row LIKE '%40.000 TL%'`,
      );
      expect(rows).toEqual([{ traces: 0 }]);
    });
  });

  it('edits several times, and keeps every version in order', async () => {
    const room = await talk('bir');
    for (const content of ['iki', 'üç', 'dört']) await edit('REST', room, content);
    const { body } = await scene.as(room.seller).get<MessageVersion[]>(`${room.messagePath}/edits`);
    expect(body.data.map(({ version, content }) => [version, content])).toEqual([
      [1, 'bir'],
      [2, 'iki'],
      [3, 'üç'],
    ]);
    for (const [n, version] of body.data.entries()) {
      const next = body.data[n + 1];
      if (next) expect(next.written_at).toBe(version.replaced_at);
    }
  });

  it('changes nothing when the same is asked for again, so that a client can repeat what was not answered', async () => {
    const room = await talk();
    const edited = await edit('REST', room, 'Başka');
    expect(await edit('socket', room, 'Başka')).toEqual(edited);
    const deleted = await remove('socket', room);
    expect(await remove('REST', room)).toEqual(deleted);
    const marker = await room.send(room.buyer, 'son');
    const heard = async () => {
      await room.sellerSocket.next('new_message', ({ message }) => message.id === marker.body.data.id);
      return room.sellerSocket.arrivals.filter(({ event }) => event.startsWith('message_')).length;
    };
    expect(await heard()).toBe(2);
    const { rows } = await scene.service.db.query('SELECT rev FROM chat_rooms WHERE id = $1', [room.roomId]);
    expect(rows).toEqual([{ rev: 2 }]);
  });

  it('answers a repeated send with the message as it stands now', async () => {
    const room = await talk();
    const once = { clientMessageId: randomUUID() };
    const first = (await room.send(room.buyer, 'Bir kez', once)).body.data;
    await scene.as(room.buyer).patch(`${room.path}/messages/${first.id}`, { content: 'Düzeltildi' });
    const again = await room.send(room.buyer, 'Bir kez', once);
    expect([again.status, again.body.data.id, again.body.data.content]).toEqual([
      200,
      first.id,
      'Düzeltildi',
    ]);
  });

  it.each([
    ['the other side', ({ seller }: Talk) => seller],
    ['a colleague', async ({ buyer }: Talk) => scene.market.dealer({ galleryId: buyer.galleryId })],
  ])('lets %s change nothing', async (_, who) => {
    const room = await talk();
    const dealer = await who(room);
    expect(refusalOf(await scene.as(dealer).patch(room.messagePath, { content: 'x' }))).toEqual([
      403,
      'NOT_OWN_MESSAGE',
    ]);
    expect(refusalOf(await scene.as(dealer).delete(room.messagePath))).toEqual([403, 'NOT_OWN_MESSAGE']);
    expect(await room.read(room.buyer)).toEqual(room.sent);
  });

  it('refuses what cannot be edited', async () => {
    const room = await talk();
    const offer = (await room.send(room.buyer, 'Yeni teklif', { messageType: 'offer_update' })).body.data;
    const client = scene.as(room.buyer);
    const other = (id: string) => client.patch(`${room.path}/messages/${id}`, { content: 'x' });
    expect(refusalOf(await other(offer.id))).toEqual([400, 'MESSAGE_NOT_EDITABLE']);
    expect(refusalOf(await other(randomUUID()))).toEqual([404, 'MESSAGE_NOT_FOUND']);
    expect(refusalOf(await other('abc'))).toEqual([400, 'VALIDATION_FAILED']);
    for (const content of [null, '', ' \u200b', 'x'.repeat(4001), 5, undefined]) {
      expect(refusalOf(await client.patch(room.messagePath, { content }))).toEqual([
        400,
        'VALIDATION_FAILED',
      ]);
    }
    await remove('REST', room);
    expect(refusalOf(await client.patch(room.messagePath, { content: 'x' }))).toEqual([
      409,
      'MESSAGE_DELETED',
    ]);
    expect(await room.read(room.seller)).toMatchObject({ content: null });
  });

  it('refuses what is too old, and edits that are too many', async () => {
    const room = await talk();
    const age = (seconds: number) =>
      scene.service.db.query(
        `UPDATE chat_messages SET created_at = now() - make_interval(secs => $2) WHERE id = $1`,
        [room.sent.id, seconds],
      );
    const client = scene.as(room.buyer);
    await age(899);
    expect((await client.patch(room.messagePath, { content: 'Son anda' })).status).toBe(200);
    await age(901);
    expect(refusalOf(await client.patch(room.messagePath, { content: 'Geç' }))).toEqual([
      403,
      'CHANGE_WINDOW_OVER',
    ]);
    await age(48 * 3600 + 1);
    expect(refusalOf(await client.delete(room.messagePath))).toEqual([403, 'CHANGE_WINDOW_OVER']);
    await age(48 * 3600 - 60);
    expect((await client.delete(room.messagePath)).status).toBe(200);

    const often = await talk('0');
    await scene.service.db.query(
      `INSERT INTO chat_message_edits SELECT $1, n, n::text, now(), now() FROM generate_series(1, 99) n`,
      [often.sent.id],
    );
    expect((await scene.as(often.buyer).patch(often.messagePath, { content: '100' })).status).toBe(200);
    const oneMore = await scene.as(often.buyer).patch(often.messagePath, { content: '101' });
    expect(refusalOf(oneMore)).toEqual([409, 'EDIT_LIMIT_REACHED']);
  });

  it('keeps the preview and the counts of unread messages in line', async () => {
    const room = await talk('ilk');
    await room.send(room.buyer, 'ikinci');
    await edit('REST', room, 'ilk, düzeltildi');
    expect(await room.listed(room.seller)).toMatchObject({ last_message_preview: 'ikinci', unread_count: 2 });

    const last = (await room.send(room.buyer, 'sonuncu')).body.data;
    await scene.as(room.buyer).patch(`${room.path}/messages/${last.id}`, { content: 'sonuncu, düzeltildi' });
    expect(await room.listed(room.seller)).toMatchObject({
      last_message_preview: 'sonuncu, düzeltildi',
      unread_count: 3,
    });

    await scene.as(room.buyer).delete(`${room.path}/messages/${last.id}`);
    const listed = await room.listed(room.seller);
    expect(listed).toMatchObject({ last_message_preview: 'ikinci', unread_count: 2, last_seq: 3 });
    await room.sellerSocket.next(
      'room_updated',
      ({ room: { unread_count, last_message_preview } }) =>
        unread_count === 2 && last_message_preview === 'ikinci',
    );

    const read = await scene.as(room.seller).post<{ read_count: number }>(`${room.path}/read`);
    expect(read.body.data).toMatchObject({ read_count: 2, unread_count: 0, read_up_to_seq: 3 });
    await remove('REST', room);
    expect(await room.listed(room.seller)).toMatchObject({ unread_count: 0 });
    expect((await scene.as(room.seller).get('/chats/unread-count')).body.data).toEqual({
      total: 0,
      rooms: 0,
    });
  });

  it('removes the file with its message: its link is dead at once', async () => {
    const room = await talk();
    const file = await uploaded(scene, room.buyer, room.path);
    const { body } = await scene
      .as(room.buyer)
      .post<MessageView>(`${room.path}/upload`, { ...file, caption: 'Ön' });
    const { id, file_url: link } = body.data;
    expect((await fetch(link ?? '')).status).toBe(200);
    const captioned = await scene
      .as(room.buyer)
      .patch<MessageView>(`${room.path}/messages/${id}`, { content: null });
    expect(captioned.body.data).toMatchObject({ content: null, file_name: 'araç-görüntüsü.png' });
    expect((await fetch(link ?? '')).status).toBe(200);

    const deleted = await scene.as(room.buyer).delete<MessageView>(`${room.path}/messages/${id}`);
    const gone = { file_url: null, file_name: null, file_size: null, file_type: null, message_type: 'file' };
    expect(deleted.body.data).toMatchObject(gone);
    expect((await fetch(link ?? '')).status).toBe(404);
    expect(await settledFiles(scene, room.roomId)).toEqual([]);
  });

  it('brings a client that was away exactly what a fresh one reads', async () => {
    const room = await talk('1');
    const ids = [room.sent.id];
    for (let n = 2; n <= 6; n++) ids.push((await room.send(room.buyer, String(n))).body.data.id);
    const [before] = await room.sellerSocket.ask<{ messages: MessageView[]; rev: number }[]>('sync', {
      rooms: [{ roomId: room.roomId, afterSeq: 0, afterRev: 0 }],
    });
    await scene.as(room.buyer).patch(`${room.path}/messages/${ids[1]}`, { content: '2, düzeltildi' });
    await scene.as(room.buyer).delete(`${room.path}/messages/${ids[3]}`);
    await room.send(room.seller, '7');
    const [after] = await room.sellerSocket.ask<{ messages: MessageView[]; changes: MessageView[] }[]>(
      'sync',
      {
        rooms: [{ roomId: room.roomId, afterSeq: 6, afterRev: before?.rev }],
      },
    );
    expect(after?.changes.map(({ seq }) => seq)).toEqual([2, 4]);
    const merged = new Map(
      [...(before?.messages ?? []), ...(after?.messages ?? []), ...(after?.changes ?? [])].map((m) => [
        m.seq,
        m,
      ]),
    );
    const fresh = await scene.as(room.seller).get<MessageView[]>(`${room.path}/messages?after=0`);
    expect([...merged.values()].sort((a, b) => a.seq - b.seq)).toEqual(fresh.body.data);
  });

  it('numbers the changes of a crowd without a gap, and loses none', async () => {
    const room = await talk('0');
    const contents = Array.from({ length: 20 }, (_, n) => `Sürüm ${n}`);
    const answers = await Promise.all(
      contents.map((content) => scene.as(room.buyer).patch(room.messagePath, { content })),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    const { body } = await scene.as(room.seller).get<MessageVersion[]>(`${room.messagePath}/edits`);
    const now = (await room.read(room.seller)).content;
    expect([...body.data.map(({ content }) => content), now].sort()).toEqual(['0', ...contents].sort());
    const { rows } = await scene.service.db.query('SELECT rev FROM chat_rooms WHERE id = $1', [room.roomId]);
    expect(rows).toEqual([{ rev: 20 }]);
  });
});
