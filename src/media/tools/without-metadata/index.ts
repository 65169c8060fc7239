import type { ImageFormat } from '../media-types.js';
import type { Cleaned } from './cleaned.js';
import { cleanGif } from './gif.js';
import { cleanJpeg } from './jpeg.js';
import { cleanPng } from './png.js';
import { cleanWebp } from './webp.js';

export { isLosslessWebp } from './webp.js';

/**
 * By format: a copy of a file without metadata, its picture untouched. HEIC is missing: its parts point at each other's
 * places in the file.
 */
export const WITHOUT_METADATA: Readonly<
  Record<Exclude<ImageFormat, 'heic'>, (file: Buffer) => Cleaned | undefined>
> = { jpeg: cleanJpeg, png: cleanPng, webp: cleanWebp, gif: cleanGif };
