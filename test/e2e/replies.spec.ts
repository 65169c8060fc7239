import type { MessageView } from '../../src/contracts/index.js';
import { Scene } from '../support/scene.js';
import { uploaded } from '../support/uploads.js';

describe('a reply', () => {
  let scene: Scene;

  beforeAll(async () => {
    scene = await Scene.open();
  });
  afterEach(() => scene.hangUp());
  afterAll(() => scene.close());

  it('shows what the message that it answers says now, live and in the history', async () => {
    const { buyer, seller, path, send, buyerSocket } = await scene.call();
    const sent = (await send(buyer, `  Araç  ${'çok '.repeat(40)}temiz`)).body.data;
    const { id, seq, sender_id, sender_gallery_id, first_name, last_name, message_type } = sent;
    const whole = { id, seq, sender_id, sender_gallery_id, first_name, last_name, message_type };
    const start = `Araç ${'çok '.repeat(40)}`.slice(0, 99);

    const reply = (await send(seller, 'Teşekkürler', { replyToId: id })).body.data;
    expect(reply.reply_to).toEqual({ ...whole, excerpt: `${start}…`, deleted_at: null });
    const read = async () =>
      (await scene.as(buyer).get<MessageView>(`${path}/messages/${reply.id}`)).body.data;
    expect(await read()).toEqual(reply);
    const heard = await buyerSocket.next('new_message', ({ message }) => message.id === reply.id);
    expect(heard.message).toEqual(reply);

    await scene.as(buyer).patch(`${path}/messages/${id}`, { content: 'Kısa' });
    expect((await read()).reply_to).toEqual({ ...whole, excerpt: 'Kısa', deleted_at: null });
    const { body } = await scene.as(buyer).delete<MessageView>(`${path}/messages/${id}`);
    expect(body.data.deleted_at).not.toBeNull();
    expect((await read()).reply_to).toEqual({ ...whole, excerpt: null, deleted_at: body.data.deleted_at });
  });

  it('names the file of a message without words', async () => {
    const { buyer, seller, path, send } = await scene.room();
    const file = await uploaded(scene, buyer, path);
    const { body } = await scene.as(buyer).post<MessageView>(`${path}/upload`, file);
    const reply = await send(seller, 'Güzel', { replyToId: body.data.id });
    expect(reply.body.data.reply_to).toMatchObject({ excerpt: 'araç-görüntüsü.png', message_type: 'file' });
  });
});
