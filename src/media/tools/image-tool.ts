import { randomUUID } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Metadata } from 'sharp';
import { heicToJpeg } from './heic.js';
import { unread, type Inspection, type Replacement, type Work } from './inspection.js';
import type { ImageFormat } from './media-types.js';
import type { Program } from './programs.js';
import { headerOf, previewOf, upright } from './pictures.js';
import { isLosslessWebp, WITHOUT_METADATA } from './without-metadata/index.js';

type StillFormat = Exclude<ImageFormat, 'heic'>;

const STORED: Record<StillFormat, Pick<Replacement, 'type' | 'extension'>> = {
  jpeg: { type: 'image/jpeg', extension: 'jpg' },
  png: { type: 'image/png', extension: 'png' },
  webp: { type: 'image/webp', extension: 'webp' },
  gif: { type: 'image/gif', extension: 'gif' },
};

/**
 * Looks at an image, makes its preview, and a copy without metadata when there is any: the pixels stay as they are,
 * unless Exif says that the picture is to be turned. Then it is turned and compressed anew, so that it looks the same
 * everywhere. An animated picture stays animated.
 *
 * HEIC becomes JPEG where libheif's converter is installed. Elsewhere nothing here can read it: no size, no preview, and
 * **its metadata stay in it**.
 * @param converter libheif's program, where it is installed
 * @throws MediaToolError when the file is not the cause
 */
export async function inspectImage(
  work: Work,
  format: ImageFormat,
  converter: Program | undefined,
): Promise<Inspection> {
  if (format !== 'heic') return inspectStill(work, format, await readFile(work.path));
  const jpeg = converter === undefined ? undefined : await heicToJpeg(converter, work);
  if (jpeg === undefined) return unread('image');
  // The converter has turned the pixels, and copies what Exif says of the orientation nevertheless.
  const bytes = WITHOUT_METADATA.jpeg(jpeg)?.bytes;
  if (bytes === undefined) return unread('image');
  const replacement = await store(work, bytes, 'jpeg');
  return { ...(await inspectStill(work, 'jpeg', bytes)), replacement, metadata: 'removed' };
}

async function inspectStill(work: Work, format: StillFormat, file: Buffer): Promise<Inspection> {
  const { signal } = work;
  signal.throwIfAborted();
  const header = await headerOf(file);
  const preview = header === undefined ? undefined : await previewOf(file);
  signal.throwIfAborted();
  const { width, height } = preview === undefined ? unread('image').facts : (header?.autoOrient ?? {});
  const facts = { ...unread('image').facts, width: width ?? null, height: height ?? null };
  const clean = await withoutMetadata(file, format, header);
  if (clean === undefined) return { ...unread('image'), facts, preview: preview ?? null };
  signal.throwIfAborted();
  return {
    facts,
    preview: preview ?? null,
    replacement: clean.changed ? await store(work, clean.bytes, format) : null,
    metadata: clean.changed ? 'removed' : 'none',
  };
}

/**
 * A picture whose pixels cannot be read, or are too many, is not turned: it loses its metadata all the same, and its
 * orientation with them.
 */
async function withoutMetadata(file: Buffer, format: StillFormat, header: Metadata | undefined) {
  const untouched = WITHOUT_METADATA[format](file);
  // GIF has no orientation. The frames of an animation cannot be turned, and browsers do not turn them either.
  const still = format !== 'gif' && (header?.pages ?? 1) === 1;
  if (header?.format !== format || !still) return untouched;
  const turned = (header.orientation ?? 1) !== 1;
  // What decoders forgive may be too much for a reading of the file's parts; then the pixels alone are kept.
  if (untouched !== undefined && !turned) return untouched;
  const bytes = await upright(file, header, format === 'webp' && isLosslessWebp(file));
  return bytes === undefined ? untouched : { bytes, changed: true };
}

async function store({ dir }: Work, bytes: Buffer, format: StillFormat): Promise<Replacement> {
  const { type, extension } = STORED[format];
  const path = join(dir, `${randomUUID()}.${extension}`);
  await writeFile(path, bytes);
  return { path, size: bytes.length, type, extension };
}
