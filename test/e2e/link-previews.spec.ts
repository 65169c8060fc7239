import { randomUUID } from 'node:crypto';
import type { RequestListener, ServerResponse } from 'node:http';
import type { Capabilities, MessageView, SyncedRoom } from '../../src/contracts/index.js';
import type { Dealer } from '../factories/marketplace.js';
import { openJobs } from '../support/jobs.js';
import { Scene } from '../support/scene.js';
import { talkIn, type Talk } from '../support/talk.js';
import { until } from '../support/until.js';
import { formWith, PNG, sendForm } from '../support/uploads.js';
import { letReach, TestNames, WebServer } from '../support/web.js';

let web: WebServer;
let inside: WebServer;
let answer: RequestListener;

const page = (response: ServerResponse, title: string): unknown =>
  response.setHeader('content-type', 'text/html').end(`<title>${title}</title>`);
const link = (path: string): string => `http://galeri.test:${web.port}${path}`;
const previewOf = (path: string) => ({
  url: link(path),
  title: `Sayfa ${path}`,
  description: null,
  site_name: null,
  image_url: null,
});

beforeAll(async () => {
  web = await WebServer.start((request, response) => answer(request, response));
  inside = await WebServer.start((_, response) => page(response, 'Gizli'));
});
beforeEach(() => {
  web.requests.length = 0;
  answer = ({ url }, response) => page(response, `Sayfa ${url}`);
});
afterAll(() => Promise.all([web.stop(), inside.stop()]));

describe('the preview of a link', () => {
  let scene: Scene;

  beforeAll(async () => {
    scene = await Scene.open({ LINK_PREVIEWS: 'on', RATE_LIMIT_ENABLED: 'false' });
    const names = new TestNames({ 'galeri.test': ['127.0.0.1'], 'inside.test': ['127.0.0.1'] });
    letReach(scene.service.nodes, web, names);
  });
  afterEach(() => scene.hangUp());
  afterAll(() => scene.close());

  const settled = () => until(async () => (await openJobs(scene.service.db)) === 0);

  /** The message as both sides hear of it once it is like this. */
  async function heard(
    room: Talk,
    messageId: string,
    like: (message: MessageView) => boolean,
  ): Promise<MessageView> {
    const [atBuyer, atSeller] = await Promise.all(
      [room.buyerSocket, room.sellerSocket].map((socket) =>
        socket.next('message_updated', (update) => update.messageId === messageId && like(update.message)),
      ),
    );
    expect(atBuyer).toEqual(atSeller);
    return atBuyer!.message;
  }

  const shown = (room: Talk, messageId: string, path: string) =>
    heard(room, messageId, ({ link_preview }) => link_preview?.url === link(path));
  const pathOf = (room: Talk, message: MessageView): string => `${room.path}/messages/${message.id}`;
  const edit = (room: Talk, message: MessageView, content: string, by: Dealer = room.buyer) =>
    scene.as(by).patch<MessageView>(pathOf(room, message), { content });
  const send = async (room: Talk, content: string): Promise<MessageView> => {
    const { status, body } = await room.send(room.buyer, content);
    expect([status, body.data.link_preview]).toEqual([201, null]);
    return body.data;
  };

  it('comes to both sides, and everybody who asks finds it', async () => {
    const room = await talkIn(scene);
    const before = await room.listed(room.seller);
    const sent = await send(room, `Bakın: ${link('/ilan')}.`);
    const updated = await shown(room, sent.id, '/ilan');
    expect(updated).toEqual({ ...sent, link_preview: previewOf('/ilan') });

    for (const dealer of [room.buyer, room.seller]) {
      const { body } = await scene.as(dealer).get<MessageView[]>(`${room.path}/messages`);
      expect(body.data.at(-1)).toEqual(updated);
      expect((await scene.as(dealer).get<MessageView>(pathOf(room, sent))).body.data).toEqual(updated);
    }
    const [synced] = await room.sellerSocket.ask<SyncedRoom[]>('sync', {
      rooms: [{ roomId: room.roomId, afterSeq: sent.seq, afterRev: 0 }],
    });
    expect(synced?.changes).toEqual([updated]);
    const after = await room.listed(room.seller);
    expect(after?.unread_count).toBe((before?.unread_count ?? 0) + 1);
    expect(web.requests).toHaveLength(1);
  });

  it('is of the first link, over a socket too, and is asked for once when the send is repeated', async () => {
    const room = await talkIn(scene);
    const event = {
      roomId: room.roomId,
      content: `${link('/bir')} ve ${link('/iki')}`,
      clientMessageId: randomUUID(),
    };
    const sent = await room.buyerSocket.ask<MessageView>('send_message', event);
    const updated = await shown(room, sent.id, '/bir');
    expect(await room.buyerSocket.ask('send_message', event)).toEqual(updated);
    await settled();
    expect(web.requests.map(({ url }) => url)).toEqual(['/bir']);
  });

  it('follows an edit: stays with its link, goes without it, and comes for another', async () => {
    const room = await talkIn(scene);
    const sent = await send(room, link('/eski'));
    await shown(room, sent.id, '/eski');

    const kept = await edit(room, sent, `Burada: ${link('/eski')}`);
    expect(kept.body.data.link_preview).toEqual(previewOf('/eski'));
    const changed = await edit(room, sent, `Burada: ${link('/yeni')}`);
    expect(changed.body.data.link_preview).toBeNull();
    expect(await shown(room, sent.id, '/yeni')).toMatchObject({ edited_at: changed.body.data.edited_at });
    const without = await edit(room, sent, 'Vazgeçtim');
    expect(without.body.data.link_preview).toBeNull();
    await settled();
    expect(web.requests.map(({ url }) => url)).toEqual(['/eski', '/yeni']);
    expect(
      (await scene.as(room.seller).get<MessageView>(pathOf(room, sent))).body.data.link_preview,
    ).toBeNull();
  });

  it('comes with the edit that brings the link', async () => {
    const room = await talkIn(scene);
    expect((await edit(room, room.sent, `Şurada: ${link('/sonra')}`)).status).toBe(200);
    await shown(room, room.sent.id, '/sonra');
  });

  it('goes with the message', async () => {
    const room = await talkIn(scene);
    const sent = await send(room, link('/ilan'));
    await shown(room, sent.id, '/ilan');
    const deleted = await scene.as(room.buyer).delete<MessageView>(pathOf(room, sent));
    expect(deleted.body.data).toMatchObject({ content: null, link_preview: null });
  });

  it('does not come to what was changed or deleted while the page was asked for', async () => {
    const room = await talkIn(scene);
    const waiting: (() => void)[] = [];
    answer = ({ url }, response) => {
      waiting.push(() => page(response, `Sayfa ${url}`));
    };
    const asked = async (count: number) => until(() => Promise.resolve(waiting.length >= count));
    const [first, second] = [await send(room, link('/silinen')), await send(room, link('/degisen'))];
    await asked(1);
    await scene.as(room.buyer).delete(pathOf(room, first));
    await edit(room, second, 'bağlantısız');
    const later = await edit(room, room.sent, link('/kalan'));
    answer = ({ url }, response) => page(response, `Sayfa ${url}`);
    for (const give of waiting) give();
    await shown(room, room.sent.id, '/kalan');
    await settled();
    for (const message of [first, second]) {
      const { body } = await scene.as(room.seller).get<MessageView>(pathOf(room, message));
      expect(body.data.link_preview).toBeNull();
    }
    expect(later.status).toBe(200);
  });

  it('comes again where the message is passed on to', async () => {
    const room = await talkIn(scene);
    const sent = await send(room, link('/ilan'));
    await shown(room, sent.id, '/ilan');
    const { buyer: third, ...other } = await scene.room(room.seller);
    const thirdSocket = await scene.connect(third);
    const passed = await scene
      .as(room.seller)
      .post<MessageView>(`${pathOf(room, sent)}/forward`, { toRoomId: other.roomId });
    expect([passed.status, passed.body.data.link_preview]).toEqual([201, null]);
    const { message } = await thirdSocket.next('message_updated', ({ roomId }) => roomId === other.roomId);
    expect(message).toEqual({ ...passed.body.data, link_preview: previewOf('/ilan') });
  });

  it.each([
    ['leads inside', () => `http://inside.test:${inside.port}/`],
    ['leads inside by an address', () => `http://127.0.0.1:${inside.port}/`],
    ['is redirected inside', () => link('/iceri')],
    ['leads to no page', () => link('/yok')],
  ])('does not come for a link that %s', async (_, url) => {
    answer = (request, response) => {
      if (request.url === '/iceri') {
        response.writeHead(302, { location: `http://inside.test:${inside.port}/` }).end();
      } else response.writeHead(404).end();
    };
    const room = await talkIn(scene);
    const sent = await send(room, url());
    await settled();
    const { body } = await scene.as(room.seller).get<MessageView>(pathOf(room, sent));
    expect(body.data).toEqual(sent);
    expect(inside.connections).toBe(0);
  });

  it('is for texts, not for the captions of files', async () => {
    const room = await scene.room();
    const form = formWith(PNG, 'a.png', 'image/png');
    form.append('caption', link('/altyazi'));
    const sent = await sendForm(scene, room.buyer, room.path, form);
    expect(sent.status).toBe(201);
    const message = `${room.path}/messages/${sent.body.data.id}`;
    expect((await scene.as(room.buyer).patch(message, { content: link('/yeni') })).status).toBe(200);
    await settled();
    expect(web.requests).toEqual([]);
  });

  it('is among what the installation can do', async () => {
    const { body } = await scene.as({ token: '' }).get<Capabilities>('/chats/capabilities');
    expect(body.data.features.link_previews).toBe(true);
  });
});

describe('links where previews are switched off', () => {
  it('are asked by nobody, and promised to nobody', async () => {
    const scene = await Scene.open();
    try {
      letReach(scene.service.nodes, web, new TestNames({ 'galeri.test': ['127.0.0.1'] }));
      const room = await scene.room();
      const sent = (await room.send(room.buyer, link('/ilan'))).body.data;
      expect(sent.link_preview).toBeNull();
      await scene.as(room.buyer).patch(`${room.path}/messages/${sent.id}`, { content: link('/yeni') });
      const { rows } = await scene.service.db.query(`SELECT FROM chat_jobs.job WHERE name = 'preview-link'`);
      expect([rows.length, web.requests.length]).toEqual([0, 0]);
      const { body } = await scene.as(room.buyer).get<Capabilities>('/chats/capabilities');
      expect(body.data.features.link_previews).toBe(false);
    } finally {
      await scene.close();
    }
  });
});
