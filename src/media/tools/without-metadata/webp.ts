import { joined, type Cleaned } from './cleaned.js';

const PICTURE = new Set(['VP8X', 'VP8 ', 'VP8L', 'ALPH', 'ANIM', 'ANMF', 'ICCP']);
/** Bits of VP8X that announce Exif and XMP. */
const ANNOUNCED = 0x08 | 0x04;
const HEADER = 12;

interface Chunk {
  name: string;
  bytes: Buffer;
}

/**
 * Leaves out Exif, XMP, what programs invent, and what follows the end. An animated picture stays animated, one without
 * loss stays so. Its orientation goes too.
 * @returns undefined when this is no WebP as it should be
 */
export function cleanWebp(file: Buffer): Cleaned | undefined {
  if (file.toString('latin1', 0, 4) !== 'RIFF' || file.toString('latin1', 8, HEADER) !== 'WEBP') {
    return undefined;
  }
  const chunks = chunksOf(file).filter(({ name }) => PICTURE.has(name));
  const cleaned = joined([file.subarray(0, HEADER), ...chunks.map(({ bytes }) => bytes)], file);
  // `joined` copied the bytes, so these can be written.
  cleaned.bytes.writeUInt32LE(cleaned.bytes.length - 8, 4);
  const features = HEADER + 8;
  if (chunks[0]?.name === 'VP8X' && cleaned.bytes.length > features) {
    const flags = cleaned.bytes.readUInt8(features);
    cleaned.bytes.writeUInt8(flags & ~ANNOUNCED, features);
  }
  return cleaned;
}

/** Whether the pixels of a still picture are stored without loss. */
export const isLosslessWebp = (file: Buffer): boolean => chunksOf(file).some(({ name }) => name === 'VP8L');

function chunksOf(file: Buffer): Chunk[] {
  const chunks: Chunk[] = [];
  const last = Math.min(file.length, file.readUInt32LE(4) + 8);
  for (let at = HEADER; at + 8 <= last;) {
    const length = file.readUInt32LE(at + 4);
    // Padded to an even length.
    const end = at + 8 + length + (length % 2);
    chunks.push({ name: file.toString('latin1', at, at + 4), bytes: file.subarray(at, Math.min(end, last)) });
    at = end;
  }
  return chunks;
}
