import { readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import sharp from 'sharp';
import type { MessageView, SeqPagination } from '../../src/contracts/index.js';
import { describeWithFfmpeg, film, probed, removeDirectories } from '../integration/media/samples.js';
import { refusalOf, Scene } from '../support/scene.js';
import { talkIn, type Talk } from '../support/talk.js';
import { formWith, sendForm, settledFiles, storedFiles, uploaded } from '../support/uploads.js';

/** What a phone writes into a photo: where it was taken, with what, and which side is up. */
const CAMERA = {
  IFD0: { Make: 'GaleriFon', Software: 'kamera 4.2' },
  IFD3: {
    GPSLatitudeRef: 'N',
    GPSLatitude: '41/1 0/1 3011/100',
    GPSLongitudeRef: 'E',
    GPSLongitude: '28/1 58/1 4200/100',
  },
};

/** A photo of 1200 × 800 that is held upright: wide colours from left to right, so that turning it shows. */
async function photo(): Promise<Buffer> {
  const row = Buffer.from(Array.from({ length: 1200 }, (_, x) => [x / 5, 255 - x / 5, 90]).flat());
  const raw = Buffer.concat(Array.from({ length: 800 }, () => row));
  return sharp(raw, { raw: { width: 1200, height: 800, channels: 3 } })
    .withExif(CAMERA)
    .withMetadata({ orientation: 6, exif: CAMERA })
    .jpeg()
    .toBuffer();
}

/** The first page of a sound, which is all that is looked at before it is taken. */
const OGG = Buffer.concat([Buffer.from('OggS\0\x02'), Buffer.alloc(22), Buffer.from('\x01\x13OpusHead')]);

const bytesAt = async (link: string | null | undefined): Promise<Buffer> => {
  const answer = await fetch(link ?? '');
  expect(answer.status).toBe(200);
  return Buffer.from(await answer.arrayBuffer());
};

describe('files in messages', () => {
  let scene: Scene;

  beforeAll(async () => {
    scene = await Scene.open({ RATE_LIMIT_ENABLED: 'false' });
  });
  afterEach(() => scene.hangUp());
  afterAll(async () => {
    await scene.close();
    await removeDirectories();
  });

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

  it('takes out of a photo where it was taken, under the link that was given, and shows it small', async () => {
    const room = await talkIn(scene);
    const taken = await photo();
    expect((await sharp(taken).metadata()).exif?.includes('GaleriFon')).toBe(true);
    const sent = await send(room, taken, 'ön.jpg', 'image/jpeg');
    expect(sent).toMatchObject({ media: null, file_size: taken.length });
    const message = await lookedInto(room, sent);
    expect(message).toMatchObject({
      file_name: 'ön.jpg',
      file_type: 'image/jpeg',
      media: { kind: 'image', width: 800, height: 1200, duration: null, waveform: null },
    });
    for (const link of [sent.file_url, message.file_url]) {
      const clean = await bytesAt(link);
      expect(clean.length).toBe(message.file_size);
      expect(clean.includes('GaleriFon')).toBe(false);
      const { exif, width, height } = await sharp(clean).metadata();
      expect({ exif, width, height }).toEqual({ exif: undefined, width: 800, height: 1200 });
    }
    const small = await bytesAt(message.media?.thumbnail?.url);
    const { format, width, height, exif } = await sharp(small).metadata();
    expect({ format, width, height, exif }).toEqual({
      format: 'webp',
      width: 320,
      height: 480,
      exif: undefined,
    });
    for (const dealer of [room.buyer, room.seller]) {
      const { body } = await scene.as(dealer).get<MessageView>(`${room.path}/messages/${sent.id}`);
      expect(body.data).toEqual(message);
    }
  });

  it('removes everything of a file with its message', async () => {
    const room = await talkIn(scene);
    const sent = await send(room, await photo(), 'ön.jpg', 'image/jpeg');
    const message = await lookedInto(room, sent);
    const deleted = await scene.as(room.buyer).delete<MessageView>(`${room.path}/messages/${sent.id}`);
    expect(deleted.body.data).toMatchObject({ file_url: null, media: null });
    for (const link of [message.file_url, message.media?.thumbnail?.url]) {
      expect((await fetch(link ?? '')).status).toBe(404);
    }
    expect(await settledFiles(scene, room.roomId)).toEqual([]);
  });

  it('leaves nothing of a file whose message is deleted while it is looked into', async () => {
    const room = await talkIn(scene);
    const bytes = await photo();
    for (let n = 0; n < 5; n++) {
      const sent = await send(room, bytes, 'ön.jpg', 'image/jpeg');
      expect((await scene.as(room.buyer).delete(`${room.path}/messages/${sent.id}`)).status).toBe(200);
    }
    expect(await settledFiles(scene, room.roomId)).toEqual([]);
  });

  describeWithFfmpeg('with ffmpeg', () => {
    const noise = ['-f', 'lavfi', '-i', 'sine=frequency=440:duration=3'];

    it('takes out of a video where it was filmed, shows a still of it, and serves it in parts', async () => {
      const room = await talkIn(scene);
      const path = await film(
        'tur.mp4',
        ...['-f', 'lavfi', '-i', 'testsrc=size=640x360:rate=10:duration=3', ...noise, '-pix_fmt', 'yuv420p'],
        ...['-movflags', 'use_metadata_tags', '-metadata', 'title=GaleriFon'],
        ...['-metadata', 'com.apple.quicktime.location.ISO6709=+41.0082+028.9784/'],
      );
      const filmed = await readFile(path);
      expect(filmed.includes('+41.0082+028.9784/')).toBe(true);
      const sent = await send(room, filmed, 'tur.mp4', 'video/mp4');
      const message = await lookedInto(room, sent);
      expect(message).toMatchObject({
        file_type: 'video/mp4',
        media: { kind: 'video', width: 640, height: 360, waveform: null },
      });
      expect(message.media?.duration).toBeCloseTo(3, 0);
      const clean = await bytesAt(sent.file_url);
      expect([clean.length, clean.includes('+41.0082'), clean.includes('GaleriFon')]).toEqual([
        message.file_size,
        false,
        false,
      ]);
      const { format, width, height } = await sharp(await bytesAt(message.media?.thumbnail?.url)).metadata();
      expect({ format, width, height }).toEqual({ format: 'webp', width: 480, height: 270 });
      const part = await fetch(message.file_url ?? '', { headers: { range: 'bytes=100-199' } });
      expect(part.status).toBe(206);
      expect(Buffer.from(await part.arrayBuffer())).toEqual(clean.subarray(100, 200));
    });

    it('makes of a voice message what an iPhone plays, and tells its length and its waveform', async () => {
      const room = await talkIn(scene);
      const path = await film('ses.ogg', ...noise, '-c:a', 'libopus');
      const recorded = await readFile(path);
      const sent = await send(room, recorded, 'ses.ogg', 'audio/ogg');
      const message = await lookedInto(room, sent);
      expect(message).toMatchObject({
        file_name: 'ses.m4a',
        file_type: 'audio/mp4',
        media: { kind: 'audio' },
      });
      expect(message.media?.duration).toBeCloseTo(3, 0);
      expect(message.media?.waveform).toHaveLength(64);
      expect(Math.max(...(message.media?.waveform ?? []))).toBeGreaterThan(5);
      const playable = join(dirname(path), 'playable.m4a');
      const answer = await fetch(message.file_url ?? '');
      expect(answer.headers.get('content-type')).toBe('audio/mp4');
      await writeFile(playable, Buffer.from(await answer.arrayBuffer()));
      expect(probed(playable).streams.map(({ codec_name }) => codec_name)).toEqual(['aac']);
      // Who has the first link goes on to hear the first recording, until that link ends.
      expect(await bytesAt(sent.file_url)).toEqual(recorded);
      const part = await fetch(message.file_url ?? '', { headers: { range: 'bytes=0-9' } });
      expect([part.status, (await part.arrayBuffer()).byteLength]).toEqual([206, 10]);
      // What was sent first goes with the message, too.
      await scene.as(room.buyer).delete(`${room.path}/messages/${sent.id}`);
      for (const link of [sent.file_url, message.file_url])
        expect((await fetch(link ?? '')).status).toBe(404);
      expect(await settledFiles(scene, room.roomId)).toEqual([]);
    });
  });

  it('passes on what a recorder says of a voice message, whichever way it is sent', async () => {
    const room = await talkIn(scene);
    const metadata = { voice: { duration: 2.5, waveform: [0, 40, 100] }, device: 'web' };
    const form = formWith(OGG, 'ses.ogg', 'audio/ogg', { metadata: JSON.stringify(metadata) });
    const sent = await sendForm(scene, room.buyer, room.path, form);
    expect([sent.status, sent.body.data.metadata]).toEqual([201, metadata]);
    const again = await scene.as(room.buyer).post<MessageView>(`${room.path}/upload`, {
      ...(await uploaded(scene, room.buyer, room.path)),
      metadata,
    });
    expect([again.status, again.body.data.metadata]).toEqual([201, metadata]);
  });

  it.each([
    ['no duration', { voice: {} }],
    ['no object', { voice: 'uzun' }],
    ['a duration of nothing', { voice: { duration: 0 } }],
    ['a duration in words', { voice: { duration: '3' } }],
    ['a peak above 100', { voice: { duration: 3, waveform: [101] } }],
    ['a peak between', { voice: { duration: 3, waveform: [0.5] } }],
    ['too many peaks', { voice: { duration: 3, waveform: Array(257).fill(1) } }],
    ['a list for metadata', []],
    ['no JSON', 'uzun'],
  ])('refuses a recorder that says %s', async (_, metadata) => {
    const room = await scene.room();
    const text = typeof metadata === 'string' ? metadata : JSON.stringify(metadata);
    const form = formWith(OGG, 'ses.ogg', 'audio/ogg', { metadata: text });
    expect(refusalOf(await sendForm(scene, room.buyer, room.path, form))).toEqual([400, 'VALIDATION_FAILED']);
    const message = { content: 'x', metadata };
    expect(refusalOf(await scene.as(room.buyer).post(`${room.path}/messages`, message))).toEqual([
      400,
      'VALIDATION_FAILED',
    ]);
    expect(await storedFiles(scene, room.roomId)).toEqual([]);
  });

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
    const image = await sharp({ create: { width: 8, height: 8, channels: 3, background: 'red' } })
      .png()
      .toBuffer();
    const ids: Record<string, string[]> = { image: [], document: [] };
    for (let n = 0; n < 5; n++) {
      ids.image!.push((await send(room, image, `${n}.png`, 'image/png')).id);
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
