/** Containers by the names that ffmpeg has for their readers. */
export type Container = 'mp4' | 'matroska' | 'ogg' | 'mp3';

export type ImageFormat = 'jpeg' | 'png' | 'webp' | 'gif' | 'heic';

/** What a media type says of a file. */
export type MediaType =
  | { kind: 'image'; format: ImageFormat }
  | { kind: 'video' | 'audio'; container: Container }
  | { kind: 'document' };

const image = (format: ImageFormat): MediaType => ({ kind: 'image', format });
const sound = (container: Container): MediaType => ({ kind: 'audio', container });
const heic = image('heic');

const MEDIA_TYPES = new Map<string, MediaType>([
  ['image/jpeg', image('jpeg')],
  ['image/png', image('png')],
  ['image/webp', image('webp')],
  ['image/gif', image('gif')],
  ['image/heic', heic],
  ['image/heif', heic],
  ['image/heic-sequence', heic],
  ['image/heif-sequence', heic],
  ['video/mp4', { kind: 'video', container: 'mp4' }],
  ['video/webm', { kind: 'video', container: 'matroska' }],
  ['audio/webm', sound('matroska')],
  ['audio/ogg', sound('ogg')],
  ['application/ogg', sound('ogg')],
  ['audio/opus', sound('ogg')],
  ['audio/mp4', sound('mp4')],
  ['audio/x-m4a', sound('mp4')],
  ['audio/m4a', sound('mp4')],
  ['audio/mpeg', sound('mp3')],
  ['audio/mp3', sound('mp3')],
]);

/** @param mediaType parameters (`;codecs=opus`) do not count; what is not known is a document */
export const mediaTypeOf = (mediaType: string): MediaType =>
  MEDIA_TYPES.get(mediaType.split(';', 1).join('').trim().toLowerCase()) ?? { kind: 'document' };
