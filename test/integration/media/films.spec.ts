import { spawnSync } from 'node:child_process';
import { copyFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import {
  describeWithFfmpeg,
  directory,
  expectBare,
  film,
  inspect,
  probed,
  removeDirectories,
  SECRETS,
  toolsWith,
  unreadable,
} from './samples.js';

afterAll(removeDirectories);

const PLACE = '+41.0082+028.9784/';
/** Red for a second, then blue, 320 by 180, with a tone. */
const PICTURE = [
  '-f',
  'lavfi',
  '-i',
  'color=red:s=320x180:r=10:d=1',
  '-f',
  'lavfi',
  '-i',
  'color=blue:s=320x180:r=10:d=2',
];
const SOUND = ['-f', 'lavfi', '-i', 'sine=frequency=440:duration=3'];
const JOINED = ['-filter_complex', '[0:v][1:v]concat=n=2:v=1[v]', '-map', '[v]', '-map', '2:a'];
const H264 = [
  '-c:v',
  'libx264',
  '-preset',
  'ultrafast',
  '-pix_fmt',
  'yuv420p',
  '-c:a',
  'aac',
  '-fflags',
  '+bitexact',
];
const VP8 = ['-c:v', 'libvpx', '-deadline', 'realtime', '-c:a', 'libopus'];

const plain = (name: string, ...options: string[]): Promise<string> =>
  film(name, ...PICTURE, ...SOUND, ...JOINED, ...(name.endsWith('webm') ? VP8 : H264), ...options);

/** As a telephone films it: held upright, with the place and its maker. */
async function filmOfTelephone(): Promise<Buffer> {
  const lying = await plain('lying.mp4');
  const secrets = [
    ...['-metadata', `location=${PLACE}`, '-metadata', `com.apple.quicktime.location.ISO6709=${PLACE}`],
    ...['-metadata', 'com.apple.quicktime.make=SecretMaker', '-metadata', 'comment=SecretNote'],
    ...['-metadata:s:v', 'handler_name=SecretModel', '-metadata', 'creation_time=2026-01-02T03:04:05Z'],
  ];
  const turned = ['-c', 'copy', '-metadata:s:v', 'rotate=90', '-movflags', 'use_metadata_tags'];
  return readFile(await film('telephone.mp4', '-i', lying, ...turned, ...secrets));
}

/** The colour in the middle. */
async function colourOf(picture: Buffer): Promise<string> {
  const { dominant } = await sharp(picture).stats();
  const [most] = Object.entries({ red: dominant.r, green: dominant.g, blue: dominant.b }).toSorted(
    ([, a], [, b]) => b - a,
  );
  return most![0];
}

describeWithFfmpeg('a film', () => {
  it('of a telephone loses the place and the maker, and keeps its rotation, picture and sound', async () => {
    const original = await filmOfTelephone();
    expect(original.includes(PLACE) && original.includes('SecretMaker')).toBe(true);
    const { facts, preview, replacement, metadata } = await inspect(original, 'video/mp4');
    expect(facts).toEqual({
      kind: 'video',
      width: 180,
      height: 320,
      duration: expect.closeTo(3, 1),
      waveform: null,
    });
    expect(metadata).toBe('removed');
    expect(preview).toMatchObject({ type: 'image/webp', width: 180, height: 320 });
    await expectBare(preview!.bytes);
    expect(await colourOf(preview!.bytes)).toBe('blue');

    expect(replacement).toMatchObject({ type: 'video/mp4', extension: 'mp4' });
    const stored = await readFile(replacement!.path);
    expect(stored.length).toBe(replacement!.size);
    for (const word of [...SECRETS, PLACE, '41.0082', '2026-01-02']) {
      expect([word, stored.includes(word)]).toEqual([word, false]);
    }
    // The index first, so that it can be played while it comes.
    expect(stored.indexOf('moov')).toBeLessThan(stored.indexOf('mdat'));
    const { streams, format } = probed(replacement!.path);
    expect(streams.map(({ codec_name: codec }) => codec)).toEqual(['h264', 'aac']);
    const [picture] = probed(await saved(original)).streams;
    expect(picture!.side_data_list).toMatchObject([{ rotation: expect.any(Number) }]);
    expect(streams[0]!.side_data_list).toEqual(picture!.side_data_list);
    expect(Number(format.duration)).toBeCloseTo(3, 1);
    expect(framesOf(replacement!.path)).toEqual(framesOf(await saved(original)));
    expect(await inspect(stored, 'video/mp4')).toMatchObject({ replacement: null, metadata: 'none' });
  });

  it('that tells nothing stays as it is', async () => {
    expect(await inspect(await readFile(await plain('plain.mp4')), 'video/mp4')).toMatchObject({
      facts: { width: 320, height: 180 },
      preview: { width: 320, height: 180 },
      replacement: null,
      metadata: 'none',
    });
  });

  it('loses boxes of makers that ffprobe does not show', async () => {
    const original = await readFile(await plain('plain.mp4'));
    const secret = Buffer.concat([Buffer.alloc(4), Buffer.from(`uuid${'x'.repeat(16)}SecretNote`)]);
    secret.writeUInt32BE(secret.length, 0);
    const { replacement, metadata } = await inspect(Buffer.concat([original, secret]), 'video/mp4');
    expect(metadata).toBe('removed');
    expect((await readFile(replacement!.path)).includes('SecretNote')).toBe(false);
  });

  it('loses texts that run along with it', async () => {
    const dir = await directory();
    const subtitles = join(dir, 'flight.srt');
    await writeFile(subtitles, '1\n00:00:00,000 --> 00:00:02,000\nGPS(28.9784, 41.0082) SecretNote\n');
    const with_ = ['-i', await plain('plain.mp4'), '-i', subtitles, '-map', '0', '-map', '1', '-c', 'copy'];
    const drone = await readFile(
      await film('drone.mp4', ...with_, '-c:s', 'mov_text', '-fflags', '+bitexact'),
    );
    expect(drone.includes('SecretNote')).toBe(true);
    const { replacement } = await inspect(drone, 'video/mp4');
    expect((await readFile(replacement!.path)).includes('SecretNote')).toBe(false);
  });

  it('of an old telephone is copied into what may hold it', async () => {
    const old = ['-c:v', 'h263', '-s', '352x288', '-f', '3gp', '-metadata', 'title=SecretNote'];
    const { facts, replacement } = await inspect(
      await readFile(await film('old.mp4', ...PICTURE.slice(0, 4), ...old)),
      'video/mp4',
    );
    expect(facts).toMatchObject({ duration: expect.closeTo(1, 1), height: 288 });
    expect((await readFile(replacement!.path)).includes('SecretNote')).toBe(false);
    expect(probed(replacement!.path).streams).toMatchObject([{ codec_name: 'h263' }]);
  });

  it('of less than a second shows its first frame', async () => {
    const short = await film('short.mp4', '-f', 'lavfi', '-i', 'color=red:s=640x360:r=10:d=0.5', ...H264);
    const { facts, preview } = await inspect(await readFile(short), 'video/mp4');
    expect(facts.duration).toBeCloseTo(0.5, 1);
    expect(preview).toMatchObject({ width: 480, height: 270 });
    expect(await colourOf(preview!.bytes)).toBe('red');
  });

  it('with pixels that are not square has the size in which it is shown', async () => {
    const wide = await readFile(await plain('wide.mp4', '-aspect', '32:9'));
    const { facts, preview } = await inspect(wide, 'video/mp4');
    expect(facts).toMatchObject({ width: 640, height: 180 });
    expect(preview).toMatchObject({ width: 480, height: 135 });
  });

  it('of a browser, which does not say how long it is, is measured', async () => {
    const live = await plain('live.webm', '-f', 'webm', '-live', '1');
    expect(probed(live).format.duration).toBeUndefined();
    const { facts, preview } = await inspect(await readFile(live), 'video/webm');
    expect(facts).toMatchObject({ width: 320, height: 180, duration: expect.closeTo(3, 1) });
    expect(await colourOf(preview!.bytes)).toBe('blue');
  });

  it('in WebM loses its texts', async () => {
    const webm = await plain('named.webm', '-metadata', 'title=SecretNote', '-metadata', `LOCATION=${PLACE}`);
    const { replacement } = await inspect(await readFile(webm), 'video/webm');
    expect(replacement).toMatchObject({ type: 'video/webm', extension: 'webm' });
    const stored = await readFile(replacement!.path);
    expect(stored.includes('SecretNote') || stored.includes(PLACE)).toBe(false);
    expect(probed(replacement!.path).streams.map(({ codec_name: codec }) => codec)).toEqual(['vp8', 'opus']);
  });

  it.each([
    ['empty', Buffer.alloc(0)],
    ['text', Buffer.from('BMW 320i, 84.000 km\n')],
    ['only a beginning', Buffer.concat([Buffer.from('\0\0\0\x18ftypisom'), Buffer.alloc(64)])],
  ])('that is none (%s) is known by its kind', async (_, bytes) => {
    expect(await inspect(bytes, 'video/mp4')).toEqual(unreadable('video'));
    expect(await inspect(bytes, 'video/webm')).toEqual(unreadable('video'));
  });

  it('that is cut off is known as far as it goes', async () => {
    const whole = await readFile(await plain('whole.webm'));
    const { facts, preview } = await inspect(whole.subarray(0, whole.length / 2), 'video/webm');
    expect(facts).toMatchObject({ kind: 'video', width: 320, height: 180 });
    expect(preview).not.toBeNull();
  });

  it('that is a list of other files in disguise reads none of them', async () => {
    const secret = await plain('secret.mp4');
    const stream = await film('secret.ts', '-i', secret, '-c', 'copy');
    for (const [list, type] of [
      ['ffconcat version 1.0\nfile secret.mp4\n', 'video/mp4'],
      ['ffconcat version 1.0\nfile secret.mp4\n', 'audio/mp4'],
      [`#EXTM3U\n#EXT-X-TARGETDURATION:3\n#EXTINF:3,\nfile://${stream}\n#EXT-X-ENDLIST\n`, 'video/mp4'],
      [`#EXTM3U\n#EXT-X-TARGETDURATION:3\n#EXTINF:3,\nfile://${stream}\n#EXT-X-ENDLIST\n`, 'video/webm'],
    ] as const) {
      const dir = await directory();
      await copyFile(secret, join(dir, 'secret.mp4'));
      const path = join(dir, 'list.mp4');
      await writeFile(path, list);
      // ffmpeg as people call it does follow the list.
      if (list.startsWith('ffconcat')) expect(probed(path).streams).toHaveLength(2);
      const { facts, preview, replacement } = await toolsWith().inspect(
        path,
        type,
        dir,
        new AbortController().signal,
      );
      expect({ facts, preview, replacement }).toMatchObject({
        facts: { width: null, duration: null },
        preview: null,
        replacement: null,
      });
    }
  });
});

/** A checksum of the packets of picture, and one of those of sound. */
function framesOf(path: string): string[] {
  const args = [
    '-v',
    'error',
    '-i',
    path,
    '-map',
    '0:v',
    '-map',
    '0:a',
    '-c',
    'copy',
    '-f',
    'streamhash',
    '-',
  ];
  const { stdout } = spawnSync('ffmpeg', args, { encoding: 'utf8' });
  const sums = stdout.trim().split('\n');
  expect(sums).toEqual([expect.stringMatching(/SHA256=\w{64}/), expect.stringMatching(/SHA256=\w{64}/)]);
  return sums;
}

async function saved(bytes: Buffer): Promise<string> {
  const path = join(await directory(), 'film.mp4');
  await writeFile(path, bytes);
  return path;
}
