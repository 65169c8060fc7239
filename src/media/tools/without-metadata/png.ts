import { joined, type Cleaned } from './cleaned.js';

const SIGNATURE = Buffer.from('89504e470d0a1a0a', 'hex');
/** Chunks that make the picture: its pixels, colours and frames. Texts, times, Exif and what programs invent are not here. */
const PICTURE = new Set(
  'IHDR PLTE IDAT IEND tRNS cHRM gAMA iCCP sBIT sRGB bKGD hIST pHYs cICP mDCV cLLI acTL fcTL fdAT'.split(' '),
);

/**
 * Leaves out the chunks that do not make the picture, and what follows its end. An animated one stays animated. Its
 * orientation goes too.
 * @returns undefined when this is no PNG as it should be
 */
export function cleanPng(file: Buffer): Cleaned | undefined {
  if (!file.subarray(0, SIGNATURE.length).equals(SIGNATURE)) return undefined;
  const parts: Buffer[] = [SIGNATURE];
  for (let at = SIGNATURE.length; at + 8 <= file.length;) {
    const name = file.toString('latin1', at + 4, at + 8);
    if (!/^[A-Za-z]{4}$/.test(name)) return undefined;
    // Length, name, data, checksum.
    const end = at + 8 + file.readUInt32BE(at) + 4;
    if (PICTURE.has(name)) parts.push(file.subarray(at, end));
    if (name === 'IEND') break;
    at = end;
  }
  return joined(parts, file);
}
