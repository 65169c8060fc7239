import { randomUUID } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { ffmpeg, type Ffmpeg, type MediaFile } from './ffmpeg.js';
import type { Replacement } from './inspection.js';
import type { Container } from './media-types.js';
import type { Contents } from './probe.js';

/** How a container is written, and what it is then. */
interface Form {
  /** ffmpeg's name for its writer, and options of that. */
  writer: readonly string[];
  video: Pick<Replacement, 'type' | 'extension'>;
  audio: Pick<Replacement, 'type' | 'extension'>;
}

const MP4: Form = {
  // With the index first a player can begin before it has everything.
  writer: ['-f', 'mp4', '-movflags', '+faststart'],
  video: { type: 'video/mp4', extension: 'mp4' },
  audio: { type: 'audio/mp4', extension: 'm4a' },
};
const WEBM: Form = {
  writer: ['-f', 'webm'],
  video: { type: 'video/webm', extension: 'webm' },
  audio: { type: 'audio/webm', extension: 'webm' },
};
const OGG = { type: 'audio/ogg', extension: 'ogg' };
const MP3 = { type: 'audio/mpeg', extension: 'mp3' };
const FORMS: Record<Container, Form> = {
  mp4: MP4,
  matroska: WEBM,
  ogg: { writer: ['-f', 'ogg'], video: OGG, audio: OGG },
  mp3: { writer: ['-f', 'mp3', '-id3v2_version', '0', '-write_id3v1', '0'], video: MP3, audio: MP3 },
};
/** What old telephones record, which only 3GP may hold. */
const THREE_GP = new Set(['amr_nb', 'amr_wb', 'h263']);

/** Nothing of the original's texts, chapters and names, and not even the name of the program that wrote the copy. */
const BARE = [
  ...['-map_metadata', '-1', '-map_chapters', '-1'],
  ...['-fflags', '+bitexact', '-flags:v', '+bitexact', '-flags:a', '+bitexact'],
];
/** Bits a second, of one channel: more than speech needs. */
const VOICE = ['-ac', '1', '-ar', '48000', '-c:a', 'aac', '-b:a', '64k'];

/**
 * The same film or recording without metadata. Picture and sound are copied as they are; the rotation stays.
 * @returns undefined when it cannot be copied
 * @throws MediaToolError when the file is not the cause
 */
export function withoutMetadata(
  tools: Ffmpeg,
  file: MediaFile,
  { video, audio }: Contents,
  kind: 'video' | 'audio',
): Promise<Replacement | undefined> {
  const form = FORMS[file.container];
  const old = [video, audio].some((stream) => THREE_GP.has(stream?.codec_name ?? ''));
  const writer = form === MP4 && old ? ['-f', '3gp'] : form.writer;
  const streams = kind === 'video' ? ['-map', '0:V?', '-map', '0:a?'] : ['-map', '0:a:0'];
  return write(tools, file, [...streams, '-c', 'copy', ...BARE, ...writer], form[kind]);
}

/**
 * A recording as AAC in MP4, which every telephone plays, with one channel and without metadata.
 * @returns undefined when it cannot be decoded
 * @throws MediaToolError when the file is not the cause
 */
export const asAac = (tools: Ffmpeg, file: MediaFile): Promise<Replacement | undefined> =>
  write(tools, file, ['-map', '0:a:0', ...VOICE, ...BARE, ...MP4.writer], MP4.audio);

async function write(
  tools: Ffmpeg,
  file: MediaFile,
  what: readonly string[],
  stored: Pick<Replacement, 'type' | 'extension'>,
): Promise<Replacement | undefined> {
  const path = join(file.dir, `${randomUUID()}.${stored.extension}`);
  const { ok } = await ffmpeg(tools, file, [], [...what, `file:${path}`]);
  if (!ok) return undefined;
  const { size } = await stat(path);
  return size > 0 ? { path, size, ...stored } : undefined;
}
