import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { MessageView, RoomView, UploadGrant } from '../../src/contracts/index.js';
import { Scene } from '../support/scene.js';
import { formWith, PNG, sendForm, uploaded } from '../support/uploads.js';

describe('files', () => {
  let scene: Scene;

  beforeAll(async () => {
    scene = await Scene.open();
  });
  afterEach(() => scene.hangUp());
  afterAll(() => scene.close());

  it('upload-url answers with a form for the store, the URL to name, and its end', async () => {
    const { buyer, path } = await scene.room();
    const { status, body } = await scene.as(buyer).post<UploadGrant>(`${path}/upload-url`, {
      fileName: 'ruhsat.pdf',
      fileSize: 1_024,
      fileType: 'application/pdf',
    });
    expect(status).toBe(201);
    expect(body.data).toEqual({
      upload: {
        url: expect.stringMatching(/^http/),
        method: 'POST',
        fields: expect.objectContaining({ key: expect.any(String) }),
      },
      file_url: expect.stringContaining(scene.service.bucket),
      expires_at: expect.stringMatching(/Z$/),
    });
    expect(Date.parse(body.data.expires_at)).toBeGreaterThan(Date.now());
  });

  it('goes from the browser to the store, to the message, to the other side, and back out of the store', async () => {
    const { buyer, seller, roomId, path } = await scene.room();
    const socket = await scene.connect(seller);
    const file = await uploaded(scene, buyer, path);
    const sent = await scene
      .as(buyer)
      .post<MessageView>(`${path}/upload`, { ...file, caption: 'Ön görünüm' });
    expect(sent.status).toBe(201);
    expect(sent.body.data).toMatchObject({
      room_id: roomId,
      message_type: 'file',
      content: 'Ön görünüm',
      file_name: 'araç-görüntüsü.png',
      file_size: PNG.length,
      file_type: 'image/png',
      seq: 1,
    });
    const live = await socket.next('new_message');
    expect(live.message).toEqual(sent.body.data);

    const link = sent.body.data.file_url ?? '';
    const download = await fetch(link);
    expect(download.status).toBe(200);
    expect(Buffer.from(await download.arrayBuffer()).equals(PNG)).toBe(true);
    expect(download.headers.get('content-type')).toBe('image/png');
    expect(download.headers.get('content-disposition')).toMatch(/^inline/);
    // Without its signature the link is worth nothing, and two reads give the same one.
    expect((await fetch(link.split('?')[0] ?? '')).status).toBe(403);
    const one = await scene.as(seller).get<MessageView>(`${path}/messages/${sent.body.data.id}`);
    expect(one.body.data.file_url).toBe(link);
    const stored = await scene.service.db.query('SELECT file_url FROM chat_messages WHERE id = $1', [
      sent.body.data.id,
    ]);
    expect(stored.rows[0]).toEqual({ file_url: link.split('?')[0] });
  });

  it('messageType "file" is the same as upload, over REST and the socket', async () => {
    const { buyer, roomId, path } = await scene.room();
    const file = await uploaded(scene, buyer, path);
    const rest = await scene
      .as(buyer)
      .post<MessageView>(`${path}/messages`, { messageType: 'file', ...file });
    expect([rest.status, rest.body.data.message_type, rest.body.data.content]).toEqual([201, 'file', null]);
    expect((await scene.as(buyer).get<RoomView>(path)).body.data.last_message_preview).toBe(
      'araç-görüntüsü.png',
    );
    const socket = await scene.connect(buyer);
    const again = await uploaded(scene, buyer, path);
    const sent = await socket.ask<MessageView>('send_message', {
      roomId,
      messageType: 'file',
      content: 'Ek',
      ...again,
    });
    expect(sent).toMatchObject({ seq: 2, content: 'Ek', file_size: PNG.length });
  });

  it('comes as multipart through the service too, the fields before or after the file', async () => {
    const { buyer, path } = await scene.room();
    const first = formWith(PNG, 'İlan fotoğrafı.PNG', 'image/png', {
      caption: 'Önce',
      clientMessageId: randomUUID(),
    });
    const sent = await sendForm(scene, buyer, path, first);
    expect(sent.status).toBe(201);
    expect(sent.body.data).toMatchObject({
      content: 'Önce',
      file_name: 'İlan fotoğrafı.PNG',
      file_size: PNG.length,
    });
    const bytes = Buffer.from(await (await fetch(sent.body.data.file_url ?? '')).arrayBuffer());
    expect(bytes.equals(PNG)).toBe(true);
    const after = formWith(PNG, 'b.png', 'image/png');
    after.append('caption', 'Sonra');
    expect((await sendForm(scene, buyer, path, after)).body.data.content).toBe('Sonra');
  });

  it('takes a large file as a stream, byte for byte', async () => {
    const { buyer, path } = await scene.room();
    const mp4 = Buffer.concat([
      Buffer.from(
        '0000002066747970697 36f6d0000020069736f6d69736f32617663316d703431'.replace(' ', ''),
        'hex',
      ),
      randomBytes(30_000_000),
    ]);
    const sent = await sendForm(scene, buyer, path, formWith(mp4, 'tur.mp4', 'video/mp4'));
    expect([sent.status, sent.body.data.file_size]).toEqual([201, mp4.length]);
    const bytes = Buffer.from(await (await fetch(sent.body.data.file_url ?? '')).arrayBuffer());
    const hash = (data: Buffer) => createHash('sha256').update(data).digest('hex');
    expect(hash(bytes)).toBe(hash(mp4));
  }, 30_000);
});
