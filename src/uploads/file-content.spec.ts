import { DOCX, png, SAMPLES, XLSX, zip } from '../../test/integration/uploads/samples.js';
import { storeConfig } from '../../test/integration/storage/store-config.js';
import { CONTENT_SAMPLE, contentFits } from './file-content.js';
import { FileTypes } from './file-types.js';

const types = new FileTypes(storeConfig());
const fits = (content: Buffer, mediaType: string): Promise<boolean> => {
  const start = content.subarray(0, CONTENT_SAMPLE);
  return contentFits(start, start.length === content.length, types.find(mediaType)!);
};

describe('contentFits', () => {
  it.each([
    ['jpeg', 'image/jpeg'],
    ['png', 'image/png'],
    ['webp', 'image/webp'],
    ['gif', 'image/gif'],
    ['heic', 'image/heic'],
    ['heif', 'image/heic'],
    ['pdf', 'application/pdf'],
    ['docx', DOCX],
    ['docxTypesLast', DOCX],
    ['xlsx', XLSX],
    ['txt', 'text/plain'],
    ['mp4', 'video/mp4'],
    ['webm', 'video/webm'],
    ['webm', 'audio/webm'],
    ['ogg', 'audio/ogg'],
    ['m4a', 'audio/mp4'],
    ['mp4', 'audio/mp4'],
    ['mp3', 'audio/mpeg'],
  ] as const)('takes %s for %s', async (sample, mediaType) => {
    expect(await fits(SAMPLES[sample], mediaType)).toBe(true);
  });

  it.each([
    ['png', 'image/jpeg'],
    ['html', 'image/png'],
    ['svg', 'image/png'],
    ['exe', 'application/pdf'],
    ['zip', DOCX],
    ['xlsx', DOCX],
    ['docx', XLSX],
    ['docm', DOCX],
    ['pdf', DOCX],
    ['mov', 'video/mp4'],
    ['webm', 'video/mp4'],
    ['txt', 'image/png'],
    ['html', 'text/plain'],
    ['svg', 'text/plain'],
    ['exe', 'text/plain'],
    ['png', 'text/plain'],
  ] as const)('does not take %s for %s', async (sample, mediaType) => {
    expect(await fits(SAMPLES[sample], mediaType)).toBe(false);
  });

  it('knows a PNG whose colour profile is longer than the sample', async () => {
    expect(await fits(png(CONTENT_SAMPLE * 3), 'image/png')).toBe(true);
  });

  it.each([
    ['a comment before the page', '<!-- x --><html>'],
    ['white space before the page', '\r\n\t <HTML>'],
    ['XML', '<?xml version="1.0"?><svg/>'],
    ['NUL', 'a\0b'],
    ['a control character', 'a\x07b'],
  ])('does not take %s for text', async (_, content) => {
    expect(await fits(Buffer.from(content), 'text/plain')).toBe(false);
  });

  it('does not take another encoding for text', async () => {
    expect(await fits(Buffer.from('Şasi', 'utf16le'), 'text/plain')).toBe(false);
    expect(await fits(Buffer.from([0x61, 0xfe, 0x62]), 'text/plain')).toBe(false);
  });

  it('takes text for text when the sample cuts a character, but not when the file itself does', async () => {
    const long = Buffer.from(`a${'ş'.repeat(CONTENT_SAMPLE)}`);
    expect(await fits(long, 'text/plain')).toBe(true);
    expect(await fits(long.subarray(0, 10), 'text/plain')).toBe(false);
  });

  it('takes "a < b" and a byte order mark for text', async () => {
    expect(await fits(Buffer.from('\ufeff2 < 3, <3'), 'text/plain')).toBe(true);
  });

  it('does not take an archive with other content for a document', async () => {
    expect(await fits(zip({ '[Content_Types].xml': '<Types/>', 'a.exe': 'MZ' }), DOCX)).toBe(false);
  });
});
