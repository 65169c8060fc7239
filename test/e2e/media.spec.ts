import type { MessageView, SeqPagination } from '../../src/contracts/index.js';
import { refusalOf, Scene } from '../support/scene.js';
import { talkIn, type Talk } from '../support/talk.js';
import { formWith, PNG, sendForm } from '../support/uploads.js';

describe('files in messages', () => {
  let scene: Scene;

  beforeAll(async () => {
    scene = await Scene.open({ RATE_LIMIT_ENABLED: 'false' });
  });
  afterEach(() => scene.hangUp());
  afterAll(() => scene.close());

  async function send(room: Talk, bytes: Buffer, name: string, type: string): Promise<MessageView> {
    const { status, body } = await sendForm(scene, room.buyer, room.path, formWith(bytes, name, type));
    expect(status).toBe(201);
    return body.data;
  }

  /** The message once its file was looked into, as both sides hear it. */
  async function lookedInto(room: Talk, { id }: MessageView): Promise<MessageView> {
    const updates = [room.buyerSocket, room.sellerSocket].map((socket) =>
      socket.next('message_updated', ({ messageId, message }) => messageId === id && message.media !== null),
    );
    const [atBuyer, atSeller] = await Promise.all(updates);
    expect(atBuyer).toEqual(atSeller);
    return atBuyer!.message;
  }

  it('says of a file that shows nothing only what kind it is', async () => {
    const room = await talkIn(scene);
    const message = await lookedInto(
      room,
      await send(room, Buffer.from('Ekspertiz: temiz\n'), 'rapor.txt', 'text/plain'),
    );
    const nothing = { width: null, height: null, duration: null, waveform: null, thumbnail: null };
    expect(message.media).toEqual({ kind: 'document', ...nothing });
  });

  it('lists the files of a room by their kind, page by page', async () => {
    const room = await talkIn(scene);
    const ids: Record<string, string[]> = { image: [], document: [] };
    for (let n = 0; n < 5; n++) {
      ids.image!.push((await send(room, PNG, `${n}.png`, 'image/png')).id);
      await room.send(room.seller, 'arada');
      if (n % 2 === 0) ids.document!.push((await send(room, Buffer.from('x'), `${n}.txt`, 'text/plain')).id);
    }
    const list = async (query: string, dealer = room.seller) => {
      const { status, body } = await scene.as(dealer).get<MessageView[]>(`${room.path}/media${query}`);
      expect(status).toBe(200);
      return { ids: body.data.map(({ id }) => id), pagination: body.pagination as unknown as SeqPagination };
    };
    for (const dealer of [room.buyer, room.seller]) {
      for (const kind of ['image', 'document'] as const) {
        expect((await list(`?kind=${kind}`, dealer)).ids).toEqual(ids[kind]);
      }
      expect((await list('?kind=video', dealer)).ids).toEqual([]);
      expect((await list('', dealer)).ids.length).toBe(8);
    }
    const pages: string[][] = [];
    for (let before = ''; ;) {
      const page = await list(`?kind=image&limit=2${before}`);
      pages.unshift(page.ids);
      if (!page.pagination.has_more) break;
      before = `&before=${page.pagination.first_seq}`;
    }
    expect(pages.map(({ length }) => length)).toEqual([1, 2, 2]);
    expect(pages.flat()).toEqual(ids.image);
    await scene.as(room.buyer).delete(`${room.path}/messages/${ids.image![4]}`);
    expect((await list('?kind=image')).ids).toEqual(ids.image!.slice(0, 4));
  });

  it.each([
    '?kind=photo',
    '?kind=',
    '?limit=0',
    '?limit=101',
    '?before=-1',
    '?before=x',
    '?kind=image&kind=video',
  ])('refuses %s', async (query) => {
    const room = await scene.room();
    expect(refusalOf(await scene.as(room.buyer).get(`${room.path}/media${query}`))).toEqual([
      400,
      'VALIDATION_FAILED',
    ]);
  });
});
