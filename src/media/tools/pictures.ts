import sharp, { type Metadata, type Sharp, type SharpOptions } from 'sharp';
import type { Preview } from './inspection.js';
import { MediaToolError } from './media-tool-error.js';

/** Pixels on the longer side of a preview. */
export const PREVIEW_SIDE = 480;
/**
 * Bytes of all pixels unpacked, as of 64 megapixels in three colours. To turn a picture takes up to three times as much
 * memory, in the process that also delivers messages.
 */
const MOST_MEMORY = 200_000_000;
/** Seconds. */
const TIMEOUT = 60;
const PREVIEW_QUALITY = 75;
/** Of a picture that has to be turned, and therefore compressed anew. */
const QUALITY = 90;
/** What libvips says when the file is not the cause. */
const MACHINE = /timeout|out of memory|No space left|unable to (open|write)|Input\/output error/i;

// One picture at a time on one core, and nothing kept of it: the same picture is not asked for twice.
sharp.concurrency(1);
sharp.cache(false);
// A text that is announced as a picture must not be drawn as SVG, nor anything else be tried.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: ['Jpeg', 'Png', 'Webp', 'Nsgif'].map((format) => `VipsForeignLoad${format}Buffer`),
});

const open = (file: Buffer, options: SharpOptions = {}): Sharp =>
  sharp(file, { limitInputPixels: MOST_MEMORY, failOn: 'error', ...options }).timeout({ seconds: TIMEOUT });

/**
 * @returns undefined when the file is not a picture that can be read
 * @throws MediaToolError when the file is not the cause
 */
async function attempt<Result>(work: () => Promise<Result>): Promise<Result | undefined> {
  try {
    return await work();
  } catch (error) {
    if (MACHINE.test(String(error))) throw new MediaToolError('The picture was not read', { cause: error });
    return undefined;
  }
}

/**
 * What a picture says of itself. No pixel is read.
 * @returns undefined when it is none, or its pixels are too many
 * @throws MediaToolError when the file is not the cause
 */
export async function headerOf(file: Buffer): Promise<Metadata | undefined> {
  const header = await attempt(() => open(file).metadata());
  if (header === undefined) return undefined;
  const { width, height, channels, depth } = header;
  return width * height * channels * (depth === 'uchar' ? 1 : 2) <= MOST_MEMORY ? header : undefined;
}

/**
 * A still picture for lists, as the file looks: turned, in sRGB, of its first frame.
 * @returns undefined when the pixels cannot be read
 * @throws MediaToolError when the file is not the cause
 */
export const previewOf = (file: Buffer): Promise<Preview | undefined> =>
  attempt(() => asPreview(open(file).autoOrient()));

/** @param pixels red, green, blue, one byte each, row by row */
export const previewOfPixels = (pixels: Buffer, width: number, height: number): Promise<Preview> =>
  asPreview(sharp(pixels, { raw: { width, height, channels: 3 } }));

async function asPreview(picture: Sharp): Promise<Preview> {
  const { data, info } = await picture
    .resize({ width: PREVIEW_SIDE, height: PREVIEW_SIDE, fit: 'inside', withoutEnlargement: true })
    .webp({ quality: PREVIEW_QUALITY })
    .toBuffer({ resolveWithObject: true });
  return { bytes: data, type: 'image/webp', width: info.width, height: info.height };
}

/**
 * The same picture with its orientation in the pixels and no metadata but its colour profile.
 * @param header as `headerOf` gives it
 * @param lossless whether a WebP is to stay without loss
 * @returns undefined when the pixels cannot be read
 * @throws MediaToolError when the file is not the cause
 */
export const upright = (file: Buffer, header: Metadata, lossless: boolean): Promise<Buffer | undefined> =>
  attempt(() => {
    const picture = open(file).autoOrient().keepIccProfile().toColourspace(header.space);
    if (header.format === 'png') return picture.png({ progressive: header.isProgressive }).toBuffer();
    if (header.format === 'webp') return picture.webp({ quality: QUALITY, lossless }).toBuffer();
    return picture
      .jpeg({
        quality: QUALITY,
        chromaSubsampling: header.chromaSubsampling === '4:4:4' ? '4:4:4' : '4:2:0',
        progressive: header.isProgressive,
      })
      .toBuffer();
  });
