import { spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import sharp, { type Sharp } from 'sharp';
import { pngChunk } from '../uploads/samples.js';
import {
  difference,
  directory,
  expectBare,
  GPS_EXIF,
  inspect,
  itWithHeic,
  moving,
  removeDirectories,
  scene,
  toolsWith,
  unreadable,
  XMP,
} from './samples.js';

afterAll(removeDirectories);

/** A photo as a telephone takes it: on its side, with a place and a colour profile. */
const photo = (orientation: number, chromaSubsampling = '4:2:0'): Promise<Buffer> =>
  scene()
    .withIccProfile('p3')
    .withExif(GPS_EXIF)
    .withXmp(XMP)
    .withMetadata({ orientation })
    .jpeg({ quality: 92, chromaSubsampling })
    .toBuffer();
const replacementOf = async (bytes: Buffer, type: string): Promise<Buffer> =>
  readFile((await inspect(bytes, type)).replacement!.path);
/** @returns the file with something more after its first `at` bytes */
const inserted = (file: Buffer, at: number, what: Buffer): Buffer =>
  Buffer.concat([file.subarray(0, at), what, file.subarray(at)]);
const jpegSegment = (marker: number, data: string): Buffer => {
  const header = Buffer.from([0xff, marker, 0, 0]);
  header.writeUInt16BE(data.length + 2, 2);
  return Buffer.concat([header, Buffer.from(data, 'latin1')]);
};

describe('a photo', () => {
  it('that lies on its side is stored upright, without the place, in its colours', async () => {
    const original = await photo(6, '4:4:4');
    expect(original.includes('SecretMaker') && original.includes('GPSLatitude')).toBe(true);
    const { facts, preview, replacement, metadata } = await inspect(original, 'image/jpeg');
    expect(facts).toEqual({ kind: 'image', width: 400, height: 600, duration: null, waveform: null });
    expect(metadata).toBe('removed');
    expect(replacement).toMatchObject({ type: 'image/jpeg', extension: 'jpg' });
    const stored = await readFile(replacement!.path);
    expect(stored.length).toBe(replacement!.size);
    await expectBare(stored);
    expect(await difference(original, stored)).toBeLessThan(3);
    const [before, after] = await Promise.all([sharp(original).metadata(), sharp(stored).metadata()]);
    expect(after).toMatchObject({ width: 400, height: 600, chromaSubsampling: '4:4:4' });
    expect(after.icc?.equals(before.icc!)).toBe(true);
    expect(preview).toMatchObject({ type: 'image/webp', width: 320, height: 480 });
    await expectBare(preview!.bytes);
    const small = await sharp(original).autoOrient().resize(320, 480).png().toBuffer();
    expect(await difference(small, preview!.bytes)).toBeLessThan(8);
  });

  it.each([2, 3, 4, 5, 7, 8])('with orientation %d looks the same', async (orientation) => {
    const original = await photo(orientation);
    const stored = await replacementOf(original, 'image/jpeg');
    await expectBare(stored);
    expect(await difference(original, stored)).toBeLessThan(3);
  });

  it('that is upright keeps every pixel', async () => {
    const original = await photo(1);
    const stored = await replacementOf(original, 'image/jpeg');
    await expectBare(stored);
    expect(await difference(original, stored)).toBe(0);
    expect((await sharp(stored).metadata()).icc).toBeDefined();
  });

  it('loses comments, texts of programs, and the film behind it', async () => {
    const clean = await scene().jpeg({ progressive: true }).toBuffer();
    for (const spoilt of [
      inserted(clean, 2, jpegSegment(0xfe, 'SecretNote')),
      inserted(clean, 2, jpegSegment(0xed, 'Photoshop 3.0\0SecretNote')),
      inserted(clean, 2, jpegSegment(0xe2, 'MPF\0SecretNote')),
      Buffer.concat([clean, Buffer.from('....ftypmp42 SecretNote +41.0082+028.9784/')]),
    ]) {
      expect((await replacementOf(spoilt, 'image/jpeg')).equals(clean)).toBe(true);
    }
  });

  it('that decoders forgive a gap in loses its metadata too', async () => {
    const original = await photo(1);
    const spoilt = inserted(original, original.indexOf(Buffer.from([0xff, 0xdb])), Buffer.alloc(3));
    const stored = await replacementOf(spoilt, 'image/jpeg');
    await expectBare(stored);
    expect(await difference(original, stored)).toBeLessThan(3);
  });

  it('that tells nothing stays as it is', async () => {
    for (const clean of [scene().jpeg(), scene().withIccProfile('p3').jpeg({ progressive: true })]) {
      const { preview, replacement, metadata } = await inspect(await clean.toBuffer(), 'image/jpeg');
      expect({ replacement, metadata }).toEqual({ replacement: null, metadata: 'none' });
      expect(preview).toMatchObject({ width: 480, height: 320 });
    }
  });

  it.each(['b-w', 'cmyk'])('in %s is turned without a change of its colours', async (space) => {
    const turned = { IFD0: { Orientation: '6' } };
    const original = await scene().toColourspace(space).withExif(turned).jpeg().toBuffer();
    expect((await sharp(original).metadata()).space).toBe(space);
    const stored = await replacementOf(original, 'image/jpeg');
    expect((await sharp(stored).metadata()).space).toBe(space);
    expect(await difference(original, stored)).toBeLessThan(3);
  });

  it('that is small is not made larger', async () => {
    const { preview } = await inspect(await scene(40, 30).jpeg().toBuffer(), 'image/jpeg');
    expect(preview).toMatchObject({ width: 40, height: 30 });
  });
});

describe('a PNG', () => {
  const HEADER_END = 33;

  it('loses texts, times and Exif, and no pixel', async () => {
    const clean = await scene().withIccProfile('p3').png().toBuffer();
    const texts = Buffer.concat([
      pngChunk('tEXt', Buffer.from('Comment\0SecretNote', 'latin1')),
      pngChunk('tIME', Buffer.from([7, 232, 1, 2, 3, 4, 5])),
    ]);
    expect((await replacementOf(inserted(clean, HEADER_END, texts), 'image/png')).equals(clean)).toBe(true);
    const withExif = await scene().withExif(GPS_EXIF).withXmp(XMP).png().toBuffer();
    const stored = await replacementOf(withExif, 'image/png');
    await expectBare(stored);
    expect(await difference(withExif, stored)).toBe(0);
    expect(await inspect(stored, 'image/png')).toMatchObject({ replacement: null, metadata: 'none' });
  });

  it('that lies on its side is turned without loss, with all its shades', async () => {
    const original = await scene().toColourspace('rgb16').withMetadata({ orientation: 8 }).png().toBuffer();
    const { facts, replacement } = await inspect(original, 'image/png');
    expect(facts).toMatchObject({ width: 400, height: 600 });
    const stored = await readFile(replacement!.path);
    await expectBare(stored);
    expect(await difference(original, stored)).toBe(0);
    expect(await sharp(stored).metadata()).toMatchObject({ depth: 'ushort', width: 400 });
  });
});

describe('a WebP', () => {
  it.each([
    ['with loss', false],
    ['without loss', true],
  ])('%s loses its metadata, and no pixel', async (_, lossless) => {
    const original = await scene()
      .withIccProfile('p3')
      .withExif(GPS_EXIF)
      .withXmp(XMP)
      .webp({ lossless })
      .toBuffer();
    const stored = await replacementOf(original, 'image/webp');
    await expectBare(stored);
    expect((await sharp(stored).metadata()).icc).toBeDefined();
    expect(await difference(original, stored)).toBe(0);
    expect(await inspect(stored, 'image/webp')).toMatchObject({ replacement: null, metadata: 'none' });
  });

  it.each([
    ['with loss', false, 3],
    ['without loss', true, 0],
  ])('%s is turned', async (_, lossless, most) => {
    const original = await scene()
      .withMetadata({ orientation: 6 })
      .webp({ lossless, quality: 95 })
      .toBuffer();
    const stored = await replacementOf(original, 'image/webp');
    await expectBare(stored);
    expect(stored.includes('VP8L')).toBe(lossless);
    expect(await difference(original, stored)).toBeLessThanOrEqual(most);
  });

  it('that moves still moves', async () => {
    const clean = await moving('webp');
    expect(await inspect(clean, 'image/webp')).toMatchObject({
      facts: { width: 40, height: 30 },
      preview: { width: 40, height: 30 },
      replacement: null,
      metadata: 'none',
    });
    const original = await sharp(clean, { animated: true }).withExif(GPS_EXIF).webp().toBuffer();
    const stored = await replacementOf(original, 'image/webp');
    await expectBare(stored);
    expect(await sharp(stored, { animated: true }).metadata()).toMatchObject({ pages: 3, pageHeight: 30 });
  });
});

describe('a GIF', () => {
  it('has a still preview and stays as it is', async () => {
    const { facts, preview, replacement, metadata } = await inspect(await moving('gif'), 'image/gif');
    expect({ facts, replacement, metadata }).toMatchObject({
      facts: { kind: 'image', width: 40, height: 30 },
      replacement: null,
      metadata: 'none',
    });
    expect((await sharp(preview!.bytes).metadata()).pages).toBeUndefined();
  });

  it('loses comments and XMP, and no frame', async () => {
    const clean = await moving('gif');
    const comment = Buffer.concat([Buffer.from([0x21, 0xfe, 10]), Buffer.from('SecretNote'), Buffer.of(0)]);
    // As Adobe writes it: the text runs on, and a ramp of falling bytes brings every reader to its end.
    const ramp = Buffer.from(Array.from({ length: 256 }, (_, index) => 255 - index));
    const xmp = Buffer.concat([
      Buffer.from([0x21, 0xff, 11]),
      Buffer.from(`XMP DataXMP${XMP}`),
      Buffer.of(1),
      ramp,
      Buffer.of(0),
    ]);
    const spoilt = Buffer.concat([clean.subarray(0, -1), comment, xmp, clean.subarray(-1)]);
    expect((await replacementOf(spoilt, 'image/gif')).equals(clean)).toBe(true);
  });
});

describe('a HEIC', () => {
  /** @param more further pictures in the same file */
  const heic = async (...more: Sharp[]): Promise<Buffer> => {
    const dir = await directory();
    const pictures = [scene().withExif(GPS_EXIF), ...more];
    const names = pictures.map((_, index) => `photo-${index}.jpg`);
    await Promise.all(
      pictures.map((picture, index) => picture.jpeg({ quality: 95 }).toFile(join(dir, `photo-${index}.jpg`))),
    );
    const { status, stderr } = spawnSync('heif-enc', ['-q', '90', ...names, '-o', 'photo.heic'], {
      cwd: dir,
    });
    if (status !== 0) throw new Error(stderr.toString());
    return readFile(join(dir, 'photo.heic'));
  };

  itWithHeic('becomes a JPEG without the place', async () => {
    const original = await heic();
    expect(original.includes('SecretMaker')).toBe(true);
    const { facts, preview, replacement, metadata } = await inspect(original, 'image/heic');
    expect(facts).toMatchObject({ kind: 'image', width: 600, height: 400 });
    expect(metadata).toBe('removed');
    expect(preview).toMatchObject({ width: 480, height: 320 });
    expect(replacement).toMatchObject({ type: 'image/jpeg', extension: 'jpg' });
    const stored = await readFile(replacement!.path);
    await expectBare(stored);
    expect(await difference(await scene().png().toBuffer(), stored)).toBeLessThan(6);
  });

  itWithHeic('of several pictures becomes a JPEG of the first', async () => {
    const { replacement } = await inspect(await heic(scene(200, 100)), 'image/heif');
    expect(await difference(await scene().png().toBuffer(), await readFile(replacement!.path))).toBeLessThan(
      6,
    );
  });

  itWithHeic('that is broken is known by its kind', async () => {
    expect(await inspect((await heic()).subarray(0, 600), 'image/heic')).toEqual(unreadable('image'));
  });

  it('is known by its kind where no converter is installed', async () => {
    const tools = toolsWith(await directory());
    expect(await inspect(Buffer.from('\0\0\0\x18ftypheic'), 'image/heic', { tools })).toEqual(
      unreadable('image'),
    );
  });
});

describe('a file that is not the picture it was announced to be', () => {
  it.each([
    ['empty', Buffer.alloc(0)],
    ['text', Buffer.from('BMW 320i, 84.000 km\n')],
    ['SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"/>')],
  ])('(%s) is known by its kind', async (_, bytes) => {
    for (const type of ['image/jpeg', 'image/png', 'image/webp', 'image/gif']) {
      expect(await inspect(bytes, type)).toEqual(unreadable('image'));
    }
  });

  it('and is cut off has no size and no preview, and loses its metadata all the same', async () => {
    const original = await photo(6);
    const { facts, preview, replacement } = await inspect(original.subarray(0, -600), 'image/jpeg');
    expect({ facts, preview }).toMatchObject({ facts: { width: null, height: null }, preview: null });
    const stored = await readFile(replacement!.path);
    expect(stored.includes('SecretMaker')).toBe(false);
  });

  it('and unpacks to more than memory holds is not unpacked', async () => {
    // 40,000 by 40,000 pixels in black and white, 1.6 billion, in a few hundred kilobytes.
    const header = Buffer.from('00009c4000009c400100000000', 'hex');
    const pixels = deflateSync(Buffer.alloc(40_000 * 5_001));
    const bomb = Buffer.concat([
      Buffer.from('89504e470d0a1a0a', 'hex'),
      pngChunk('IHDR', header),
      pngChunk('IDAT', pixels),
      pngChunk('IEND', Buffer.alloc(0)),
    ]);
    const { facts, preview, replacement } = await inspect(bomb, 'image/png');
    expect({ facts, preview, replacement }).toMatchObject({
      facts: { width: null, height: null },
      preview: null,
      replacement: null,
    });
  });
});

describe('a document', () => {
  it('is not opened', async () => {
    expect(await inspect(Buffer.from('%PDF-1.7'), 'application/pdf')).toEqual(unreadable('document'));
  });
});
