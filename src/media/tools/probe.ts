import { ffprobe, type Ffmpeg, type MediaFile } from './ffmpeg.js';
import { hasPrivateBoxes } from './mp4-boxes.js';

/** Bytes of ffprobe's answer: many times what a film of a telephone needs. */
const LONGEST_ANSWER = 1024 * 1024;
/** Seconds, eleven days: a file that claims more does not know. */
const LONGEST = 1_000_000;
/** What says nothing about who took it, when, where or with what. */
const HARMLESS = new Set(
  'major_brand minor_version compatible_brands encoder handler_name vendor_id language duration'.split(' '),
);

type Tags = Record<string, string>;

/** As ffprobe gives it. */
export interface Stream {
  codec_type?: string;
  codec_name?: string;
  width?: number;
  height?: number;
  sample_aspect_ratio?: string;
  disposition?: { attached_pic?: number };
  side_data_list?: { rotation?: number }[];
  tags?: Tags;
}

interface Answer {
  streams?: Stream[];
  chapters?: unknown[];
  format?: { duration?: string; tags?: Tags };
}

/** What a film or a recording consists of. */
export interface Contents {
  /** The first of moving pictures. */
  video: Stream | undefined;
  /** The first of sound. */
  audio: Stream | undefined;
  /** Seconds, as the file says; streams that were recorded live often do not. */
  duration: number | null;
  /** Whether there is more than picture and sound: texts, places, times, a cover, further tracks. */
  hasMetadata: boolean;
}

/**
 * @returns undefined when the file is not what it was announced to be, or cannot be read
 * @throws MediaToolError when the file is not the cause
 */
export async function probe(tools: Ffmpeg, file: MediaFile): Promise<Contents | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  const show = ['-show_format', '-show_streams', '-show_chapters', '-of', 'json'];
  const { ok } = await ffprobe(tools, file, show, (chunk) => {
    chunks.push(chunk);
    length += chunk.length;
    return length <= LONGEST_ANSWER;
  });
  if (!ok) return undefined;
  const { streams = [], chapters = [], format = {} } = JSON.parse(Buffer.concat(chunks).toString()) as Answer;
  const media = streams.filter(isMedia);
  const hasMetadata =
    media.length < streams.length ||
    chapters.length > 0 ||
    [format.tags, ...media.map(({ tags }) => tags)].some(tellsSomething) ||
    (file.container === 'mp4' && (await hasPrivateBoxes(file.path)));
  return {
    video: media.find(({ codec_type: type }) => type === 'video'),
    audio: media.find(({ codec_type: type }) => type === 'audio'),
    duration: seconds(Number(format.duration)),
    hasMetadata,
  };
}

/** A cover is a picture of its own, which may carry anything. */
const isMedia = ({ codec_type: type, disposition }: Stream): boolean =>
  type === 'audio' || (type === 'video' && disposition?.attached_pic !== 1);

const tellsSomething = (tags: Tags = {}): boolean =>
  Object.keys(tags).some((name) => !HARMLESS.has(name.toLowerCase()));

/** @returns with three decimals; null for what is no length of time */
export const seconds = (value: number): number | null =>
  value >= 0 && value < LONGEST ? Math.round(value * 1000) / 1000 : null;

/**
 * Measures a file that does not say how long it lasts, by the times of its packets.
 * @param stream `v:0` or `a:0`
 * @throws MediaToolError when the file is not the cause
 */
export async function countedDuration(
  tools: Ffmpeg,
  file: MediaFile,
  stream: string,
): Promise<number | null> {
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  let rest = '';
  const take = (line: string): void => {
    const [begin = Number.NaN, length = Number.NaN] = line.split(',').map(Number.parseFloat);
    if (Number.isNaN(begin)) return;
    first = Math.min(first, begin);
    last = Math.max(last, Number.isNaN(length) ? begin : begin + length);
  };
  const show = [
    '-select_streams',
    stream,
    '-show_entries',
    'packet=pts_time,duration_time',
    '-of',
    'csv=p=0',
  ];
  const { ok } = await ffprobe(tools, file, show, (chunk) => {
    const lines = (rest + chunk.toString('latin1')).split('\n');
    rest = lines.pop() ?? '';
    lines.forEach(take);
    return true;
  });
  return ok ? seconds(last - first) : null;
}
