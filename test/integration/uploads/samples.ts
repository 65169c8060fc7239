import { crc32 } from 'node:zlib';

/** A chunk of a PNG: length, name, data, checksum. */
export function pngChunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}

const PNG_SIGNATURE = Buffer.from('89504e470d0a1a0a', 'hex');
const PNG_HEADER = pngChunk('IHDR', Buffer.from('00000001000000010802000000', 'hex'));
const PNG_PIXELS = pngChunk('IDAT', Buffer.from('789c63606060000000040001', 'hex'));
const PNG_END = pngChunk('IEND', Buffer.alloc(0));

/** @param profile bytes of colour profile before the pixels, as photo programs write it */
export const png = (profile = 0): Buffer =>
  Buffer.concat([
    PNG_SIGNATURE,
    PNG_HEADER,
    ...(profile > 0 ? [pngChunk('iCCP', Buffer.alloc(profile, 1))] : []),
    PNG_PIXELS,
    PNG_END,
  ]);

/** An archive with its entries stored as they are, without the directory at its end, which nobody reads here. */
export function zip(entries: Record<string, string>): Buffer {
  return Buffer.concat(
    Object.entries(entries).flatMap(([path, content]) => {
      const [name, data] = [Buffer.from(path), Buffer.from(content)];
      const header = Buffer.alloc(30);
      header.writeUInt32LE(0x04034b50, 0);
      header.writeUInt16LE(20, 4);
      header.writeUInt32LE(crc32(data), 14);
      header.writeUInt32LE(data.length, 18);
      header.writeUInt32LE(data.length, 22);
      header.writeUInt16LE(name.length, 26);
      return [header, name, data];
    }),
  );
}

const OFFICE = 'application/vnd.openxmlformats-officedocument';
const contentTypes = (main: string): string =>
  `<?xml version="1.0"?><Types><Override PartName="/main.xml" ContentType="${main}.main+xml"/></Types>`;
const isoMedia = (brand: string): Buffer =>
  Buffer.concat([Buffer.from(`\0\0\0\x18ftyp${brand}`), Buffer.alloc(64)]);

export const DOCX = `${OFFICE}.wordprocessingml.document`;
export const XLSX = `${OFFICE}.spreadsheetml.sheet`;

/** The smallest files that are what they say, by what they are. */
export const SAMPLES = {
  jpeg: Buffer.from('ffd8ffe000104a46494600010100000100010000ffdb0043', 'hex'),
  png: png(),
  webp: Buffer.from('RIFF\x24\0\0\0WEBPVP8 \x18\0\0\0', 'latin1'),
  gif: Buffer.from('GIF89a\x01\0\x01\0\0\0\0;', 'latin1'),
  heic: isoMedia('heic'),
  heif: isoMedia('mif1'),
  pdf: Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n', 'latin1'),
  docx: zip({ '[Content_Types].xml': contentTypes(DOCX), 'word/document.xml': '<w/>' }),
  xlsx: zip({ '[Content_Types].xml': contentTypes(XLSX), 'xl/workbook.xml': '<x/>' }),
  /** As some programs write it: the list of types comes last, past the sample. */
  docxTypesLast: zip({
    'word/document.xml': '<w/>'.repeat(200_000),
    '[Content_Types].xml': contentTypes(DOCX),
  }),
  docm: zip({ '[Content_Types].xml': contentTypes('application/vnd.ms-word.document.macroEnabled') }),
  zip: zip({ 'fatura.txt': 'merhaba' }),
  txt: Buffer.from('BMW 320i, 2019 model, 84.000 km. Fiyat: ₺1.250.000\r\n\tÇok temiz.\r\n'),
  mp4: isoMedia('isom'),
  mov: isoMedia('qt  '),
  m4a: isoMedia('M4A '),
  webm: Buffer.from('1a45dfa39f4286810142f7810142f2810442f381084282847765626d42878104', 'hex'),
  ogg: Buffer.concat([Buffer.from('OggS'), Buffer.alloc(24), Buffer.from('OpusHead'), Buffer.alloc(16)]),
  mp3: Buffer.concat([
    Buffer.from('ID3\x04\0\0\0\0\0\x0a', 'latin1'),
    Buffer.alloc(10),
    Buffer.from('fffb9064', 'hex'),
    Buffer.alloc(100),
  ]),
  html: Buffer.from('<!DOCTYPE html><html><script>alert(1)</script></html>'),
  svg: Buffer.from('\ufeff  <svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'),
  exe: Buffer.from('MZ\x90\0\x03\0\0\0', 'latin1'),
} as const;
