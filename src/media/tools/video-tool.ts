import { ffmpeg, type Ffmpeg, type MediaFile } from './ffmpeg.js';
import { unread, type Inspection, type Preview } from './inspection.js';
import { PREVIEW_SIDE, previewOfPixels } from './pictures.js';
import { countedDuration, probe, type Stream } from './probe.js';
import { withoutMetadata } from './remux.js';

/** Seconds into the film: its first moments are often black or shaken. */
const POSTER_AT = 1;
/** Times that a pixel may be wider than high, or higher than wide: a file that claims more does not know. */
const MOST_STRETCHED = 8;

interface Size {
  width: number;
  height: number;
}

/**
 * Looks at a film, makes its poster, and a copy without metadata (where it was taken, with what) when there is any.
 * @throws MediaToolError when the file is not the cause
 */
export async function inspectVideo(tools: Ffmpeg, file: MediaFile): Promise<Inspection> {
  const contents = await probe(tools, file);
  const { video } = contents ?? {};
  if (contents === undefined || video === undefined) return unread('video');
  const size = shownSize(video);
  const duration = contents.duration ?? (await countedDuration(tools, file, 'v:0'));
  const preview = size && (await poster(tools, file, size, duration));
  const replacement = contents.hasMetadata
    ? await withoutMetadata(tools, file, contents, 'video')
    : undefined;
  const { facts } = unread('video');
  return {
    facts: { ...facts, ...size, duration },
    preview: preview ?? null,
    replacement: replacement ?? null,
    metadata: replacement ? 'removed' : contents.hasMetadata ? 'kept' : 'none',
  };
}

/** With the shape of pixels applied, which are not square in some films, and turned. */
function shownSize({
  width,
  height,
  sample_aspect_ratio: shape,
  side_data_list: more,
}: Stream): Size | undefined {
  if (!width || !height) return undefined;
  const [across = 1, down = 1] = (shape ?? '').split(':').map(Number);
  const claimed = across / down;
  const ratio = claimed > 1 / MOST_STRETCHED && claimed < MOST_STRETCHED ? claimed : 1;
  const size = { width: Math.max(1, Math.round(width * ratio)), height };
  const turned = more?.some(({ rotation = 0 }) => Math.abs(rotation) % 180 === 90) === true;
  return turned ? { width: size.height, height: size.width } : size;
}

/** The frame after the first second; of a film that is over by then, its first. */
async function poster(
  tools: Ffmpeg,
  file: MediaFile,
  size: Size,
  duration: number | null,
): Promise<Preview | undefined> {
  const begins = duration !== null && duration <= POSTER_AT ? [0] : [POSTER_AT, 0];
  for (const begin of begins) {
    const frame = await frameAt(tools, file, fitted(size), begin);
    if (frame !== undefined) return previewOfPixels(frame, fitted(size).width, fitted(size).height);
  }
  return undefined;
}

function fitted({ width, height }: Size): Size {
  const scale = Math.min(1, PREVIEW_SIDE / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

/** @returns its pixels, three bytes each; undefined when there is no frame, or none that can be read */
async function frameAt(tools: Ffmpeg, file: MediaFile, { width, height }: Size, begin: number) {
  const pixels = Buffer.alloc(width * height * 3);
  let length = 0;
  const what = [
    ...['-map', '0:V:0', '-frames:v', '1', '-vf', `scale=${width}:${height},setsar=1`],
    ...['-f', 'rawvideo', '-pix_fmt', 'rgb24', 'pipe:1'],
  ];
  await ffmpeg(tools, file, ['-ss', String(begin)], what, (chunk) => {
    chunk.copy(pixels, length);
    length += chunk.length;
    return length <= pixels.length;
  });
  return length === pixels.length ? pixels : undefined;
}
