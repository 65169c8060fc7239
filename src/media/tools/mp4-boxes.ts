import { open, type FileHandle } from 'node:fs/promises';

/** Boxes that are looked at: a film that was recorded in many pieces has thousands. */
const MOST_BOXES = 20_000;
/** Boxes that carry film and sound, or that ffprobe shows the contents of (`meta` below `moov`), by what they lie in. */
const KNOWN: Readonly<Record<string, ReadonlySet<string>>> = {
  file: new Set('ftyp styp moov moof mdat sidx ssix mfra prft emsg pdin free skip wide'.split(' ')),
  moov: new Set('mvhd trak mvex iods udta meta free skip'.split(' ')),
  trak: new Set('tkhd mdia edts tref udta meta free skip'.split(' ')),
  udta: new Set('meta name free skip'.split(' ')),
};

/**
 * Whether an MP4 has boxes that no player needs and that ffprobe does not show: XMP, what makers of cameras put into
 * `uuid` and `udta`, places in XML.
 */
export async function hasPrivateBoxes(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const budget = { boxes: MOST_BOXES };
    return await hasUnknown(file, 'file', 0, (await file.stat()).size, budget);
  } finally {
    await file.close();
  }
}

async function hasUnknown(
  file: FileHandle,
  within: string,
  from: number,
  to: number,
  budget: { boxes: number },
): Promise<boolean> {
  const header = Buffer.alloc(16);
  for (let at = from; at + 8 <= to && budget.boxes > 0; budget.boxes -= 1) {
    const { bytesRead } = await file.read(header, 0, header.length, at);
    if (bytesRead < 8) return false;
    const name = header.toString('latin1', 4, 8);
    const short = header.readUInt32BE(0);
    // 1: the length follows as 64 bits; 0: to the end of the file. QuickTime ends its lists with four zero bytes.
    const length = short === 1 ? Number(header.readBigUInt64BE(8)) : short === 0 ? to - at : short;
    if (length < 8) return false;
    if (KNOWN[within]?.has(name) !== true) return true;
    const inside = at + (short === 1 ? 16 : 8);
    if (name in KNOWN && (await hasUnknown(file, name, inside, Math.min(at + length, to), budget)))
      return true;
    at += length;
  }
  return false;
}
