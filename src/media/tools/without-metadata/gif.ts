import { joined, type Cleaned } from './cleaned.js';

const EXTENSION = 0x21;
const IMAGE = 0x2c;
const END = 0x3b;
const COMMENT = 0xfe;
const APPLICATION = 0xff;
/** Applications' own blocks that decide how the picture looks; XMP and others do not. */
const LOOKS = new Set(['NETSCAPE2.0', 'ANIMEXTS1.0', 'ICCRGBG1012']);

/**
 * Leaves out comments, XMP and what programs invent, and what follows the end. Every frame stays as it is.
 * @returns undefined when this is no GIF as it should be
 */
export function cleanGif(file: Buffer): Cleaned | undefined {
  if (!/^GIF8[79]a$/.test(file.toString('latin1', 0, 6)) || file.length < 13) return undefined;
  let at = 13 + colours(file.readUInt8(10));
  const parts = [file.subarray(0, at)];
  while (at + 2 <= file.length && file[at] !== END) {
    const end = endOfBlock(file, at);
    if (end === undefined) return undefined;
    if (isPicture(file, at)) parts.push(file.subarray(at, end));
    at = end;
  }
  if (file[at] === END) parts.push(file.subarray(at, at + 1));
  return joined(parts, file);
}

/** @returns bytes of the table of colours that a packed field announces */
const colours = (packed: number): number => ((packed & 0x80) === 0 ? 0 : 3 * 2 ** ((packed & 0x07) + 1));

function endOfBlock(file: Buffer, at: number): number | undefined {
  if (file[at] === EXTENSION) return endOfPieces(file, at + 2);
  // Ten bytes of place and size, the colours, one byte about the compression.
  if (file[at] === IMAGE) return endOfPieces(file, at + 10 + colours(file[at + 9] ?? 0) + 1);
  return undefined;
}

/** Pieces of up to 255 bytes, each after its length; a length of 0 is the last. */
function endOfPieces(file: Buffer, from: number): number {
  let at = from;
  while (at < file.length) {
    const length = file.readUInt8(at);
    at += 1 + length;
    if (length === 0) break;
  }
  return at;
}

function isPicture(file: Buffer, at: number): boolean {
  if (file[at] !== EXTENSION) return true;
  if (file[at + 1] === COMMENT) return false;
  return file[at + 1] !== APPLICATION || LOOKS.has(file.toString('latin1', at + 3, at + 14));
}
