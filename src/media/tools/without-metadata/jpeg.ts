import { joined, type Cleaned } from './cleaned.js';

const START_OF_IMAGE = 0xd8;
const END_OF_IMAGE = 0xd9;
const START_OF_SCAN = 0xda;
const COMMENT = 0xfe;
/** Applications' own segments that decide how the picture looks; all others (Exif, XMP, IPTC, further pictures) do not. */
const LOOKS = new Map([
  [0xe0, 'JFIF\0'],
  [0xe2, 'ICC_PROFILE\0'],
  [0xee, 'Adobe'],
]);

/**
 * Leaves out every segment that does not change the picture, and whatever follows its end, where telephones put a film
 * with the place in it. The picture itself stays as it is, byte for byte. Its orientation goes too.
 * @returns undefined when this is no JPEG as it should be
 */
export function cleanJpeg(file: Buffer): Cleaned | undefined {
  if (file.length < 4 || file[0] !== 0xff || file[1] !== START_OF_IMAGE) return undefined;
  const parts = [file.subarray(0, 2)];
  let at = 2;
  while (at + 2 <= file.length) {
    const marker = file[at + 1] ?? 0;
    if (file[at] !== 0xff) return undefined;
    if (marker === END_OF_IMAGE) {
      parts.push(file.subarray(at, at + 2));
      break;
    }
    const end = marker === 0xff ? at + 1 : endOfSegment(file, at, marker);
    if (end === undefined) return undefined;
    if (isPicture(marker, file, at)) parts.push(file.subarray(at, end));
    at = end;
  }
  return joined(parts, file);
}

/** With the pixels that follow, where it begins a scan. */
function endOfSegment(file: Buffer, at: number, marker: number): number | undefined {
  if (isBare(marker)) return at + 2;
  if (at + 4 > file.length) return file.length;
  const length = file.readUInt16BE(at + 2);
  if (length < 2) return undefined;
  return marker === START_OF_SCAN ? endOfScan(file, at + 2 + length) : at + 2 + length;
}

/** Markers without a length. */
const isBare = (marker: number): boolean => marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7);

/** In the pixels 0xff is followed by 0, or by a marker that restarts the decoder; anything else ends them. */
function endOfScan(file: Buffer, from: number): number {
  for (let at = file.indexOf(0xff, from); at !== -1; at = file.indexOf(0xff, at + 2)) {
    const next = file[at + 1] ?? 0;
    if (next !== 0 && !isBare(next)) return at;
  }
  return file.length;
}

function isPicture(marker: number, file: Buffer, at: number): boolean {
  if (marker === COMMENT) return false;
  if (marker < 0xe0 || marker > 0xef) return true;
  const name = LOOKS.get(marker);
  return name !== undefined && file.toString('latin1', at + 4, at + 4 + name.length) === name;
}
