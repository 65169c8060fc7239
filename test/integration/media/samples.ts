import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Logger } from '@nestjs/common';
import sharp, { type Sharp } from 'sharp';
import type { AppConfig } from '../../../src/config/index.js';
import { MediaTools, type Inspection } from '../../../src/media/tools/index.js';
import { storeConfig } from '../storage/store-config.js';

// What programs complain about is expected here.
Logger.overrideLogger(false);

export const installed = (program: string): boolean =>
  spawnSync('/bin/sh', ['-c', `command -v ${program}`]).status === 0;

/** Tests of films and recordings; scripts/system-packages says when they are left out. */
export const describeWithFfmpeg = installed('ffmpeg') && installed('ffprobe') ? describe : describe.skip;
/** Tests that make HEIC files and read them. */
export const itWithHeic = installed('heif-enc') ? it : it.skip;

const directories: string[] = [];

/** A directory that `removeDirectories` removes. */
export async function directory(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'media-'));
  directories.push(path);
  return path;
}
export const removeDirectories = (): Promise<unknown> =>
  Promise.all(directories.splice(0).map((path) => rm(path, { recursive: true, force: true })));

export const toolsWith = (programs?: string): MediaTools => {
  const config: AppConfig = storeConfig(programs === undefined ? {} : { MEDIA_PROGRAMS: programs });
  return new MediaTools(config);
};

/** What the tools make of these bytes. */
export async function inspect(
  bytes: Buffer,
  mediaType: string,
  { tools = toolsWith(), signal = new AbortController().signal } = {},
): Promise<Inspection> {
  const dir = await directory();
  const path = join(dir, 'file');
  await writeFile(path, bytes);
  return tools.inspect(path, mediaType, dir, signal);
}

/** Nothing is known of the file but its kind. */
export const unreadable = (kind: string): unknown => ({
  facts: { kind, width: null, height: null, duration: null, waveform: null },
  preview: null,
  replacement: null,
  metadata: 'kept',
});

/** Words that a file carries and that nobody else may read; all of them are in each file with metadata. */
export const SECRETS = ['SecretMaker', 'SecretModel', 'SecretNote'] as const;

export const GPS_EXIF = {
  IFD0: { Make: 'SecretMaker', Model: 'SecretModel', ImageDescription: 'SecretNote' },
  IFD3: {
    GPSLatitudeRef: 'N',
    GPSLatitude: '41/1 0/1 2952/100',
    GPSLongitudeRef: 'E',
    GPSLongitude: '28/1 58/1 4224/100',
  },
};
export const XMP =
  '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">' +
  '<rdf:Description rdf:about="" xmlns:exif="http://ns.adobe.com/exif/1.0/" exif:GPSLatitude="41,0.492N" note="SecretNote"/>' +
  '</rdf:RDF></x:xmpmeta>';

/** Four fields of different colours, so that it shows which side is up. */
export function scene(width = 600, height = 400): Sharp {
  const half = { width: width / 2, height: height / 2, channels: 3 as const };
  const field = (background: string, left: number, top: number) => ({
    input: { create: { ...half, background } },
    left,
    top,
  });
  return sharp({ create: { width, height, channels: 3, background: '#c02020' } }).composite([
    field('#20a040', width / 2, 0),
    field('#2040c0', 0, height / 2),
    field('#e0d020', width / 2, height / 2),
  ]);
}

/** A moving scene of three frames. */
export const moving = async (format: 'gif' | 'webp'): Promise<Buffer> => {
  const frames = await Promise.all(
    ['#ff0000', '#00ff00', '#0000ff'].map((background) =>
      sharp({ create: { width: 40, height: 30, channels: 3, background } })
        .png()
        .toBuffer(),
    ),
  );
  return sharp(frames, { join: { animated: true } })
    .toFormat(format, { delay: [100, 100, 100], loop: 0 })
    .toBuffer();
};

/** How far two pictures are apart as they are shown: 0 to 255 on average. */
export async function difference(left: Buffer, right: Buffer): Promise<number> {
  const pixels = (picture: Buffer) =>
    sharp(picture)
      .autoOrient()
      .removeAlpha()
      .toColourspace('srgb')
      .raw()
      .toBuffer({ resolveWithObject: true });
  const [a, b] = await Promise.all([pixels(left), pixels(right)]);
  expect([b.info.width, b.info.height]).toEqual([a.info.width, a.info.height]);
  const sum = a.data.reduce((total, value, index) => total + Math.abs(value - (b.data[index] ?? 0)), 0);
  return sum / a.data.length;
}

/** No metadata of any kind, and none of the secrets, in whatever form. */
export async function expectBare(picture: Buffer): Promise<void> {
  const { exif, xmp, iptc, comments, orientation } = await sharp(picture).metadata();
  expect({ exif, xmp, iptc, comments, orientation }).toEqual({});
  for (const word of [...SECRETS, 'Exif\0', 'EXIF', 'http://ns.adobe.com']) {
    expect([word, picture.includes(word)]).toEqual([word, false]);
  }
}

/** Runs ffmpeg in a directory of its own. @returns the file that it was to write there */
export async function film(name: string, ...args: string[]): Promise<string> {
  const cwd = await directory();
  const { status, stderr } = spawnSync('ffmpeg', ['-v', 'error', '-y', ...args, name], {
    cwd,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`The sample was not made: ${stderr}`);
  return join(cwd, name);
}

/** What ffprobe says of a file. */
export function probed(path: string): {
  format: { duration?: string; format_name: string; tags?: Record<string, string> };
  streams: {
    codec_type: string;
    codec_name: string;
    channels?: number;
    tags?: Record<string, string>;
    side_data_list?: { rotation?: number }[];
  }[];
} {
  const args = ['-v', 'error', '-show_format', '-show_streams', '-of', 'json', path];
  return JSON.parse(spawnSync('ffprobe', args, { encoding: 'utf8' }).stdout);
}
