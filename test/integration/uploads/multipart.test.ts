import { createHash } from 'node:crypto';
import { jest } from '@jest/globals';
import { newId } from '../../../src/common/index.js';
import { long, MB, photo } from './forms.js';
import { sendForm, sendRaw, type Part } from './multipart-server.js';
import { openUploads, type Uploads } from './open-uploads.js';
import { SAMPLES } from './samples.js';

let uploads: Uploads;
beforeAll(async () => void (uploads = await openUploads()));
afterAll(() => uploads.server.close());

describe('a form with one file', () => {
  it('is stored, and said to be what it is', async () => {
    const { status, body } = await sendForm(uploads.server, [photo]);
    expect({ status, body }).toEqual({
      status: 200,
      body: {
        file: {
          url: expect.stringMatching(new RegExp(`/files/${uploads.owner.roomId}/[0-9a-f-]{36}\\.png$`)),
          name: 'Şasi.png',
          size: SAMPLES.png.length,
          type: 'image/png',
          unchecked: false,
          sha256: createHash('sha256').update(SAMPLES.png).digest('hex'),
        },
        fields: {},
      },
    });
    expect(await uploads.bucket.read(uploads.keyOf((body.file as { url: string }).url))).toEqual(SAMPLES.png);
  });

  it('may have its fields before and after the file; others are ignored', async () => {
    const { status, body } = await sendForm(uploads.server, [
      { field: 'caption', content: 'Ruhsat ön yüz 📄' },
      { field: 'senderId', content: newId() },
      photo,
      { field: 'clientMessageId', content: 'after-the-file' },
    ]);
    expect(status).toBe(200);
    expect(body.fields).toEqual({ caption: 'Ruhsat ön yüz 📄', clientMessageId: 'after-the-file' });
  });

  it('takes an empty field for none', async () => {
    const { body } = await sendForm(uploads.server, [{ field: 'caption', content: '' }, photo]);
    expect(body.fields).toEqual({});
  });

  it('knows the type by the name where the form names none', async () => {
    const type = 'application/octet-stream';
    const { body } = await sendForm(uploads.server, [
      { ...photo, fileName: 'tur.mp4', type, content: SAMPLES.mp4 },
    ]);
    expect(body.file).toMatchObject({ type: 'video/mp4' });
  });

  it('may have exactly the size that is allowed', async () => {
    const content = long(SAMPLES.pdf, 7 * MB);
    const { status, body } = await sendForm(uploads.server, [
      { ...photo, fileName: 'a.pdf', type: 'application/pdf', content },
    ]);
    expect({ status, size: (body.file as { size: number }).size }).toEqual({ status: 200, size: 7 * MB });
  });
});

describe('a form that is refused', () => {
  let before: string[];
  beforeEach(async () => void (before = await uploads.bucket.keys()));
  afterEach(async () => {
    expect(await uploads.bucket.keys()).toEqual(before);
    expect(await uploads.bucket.unfinished()).toEqual([]);
  });

  const invalid = (field: string, rule: string) => ({
    status: 400,
    body: { code: 'FILE_INVALID', faults: [expect.objectContaining({ field, rule })] },
  });

  it.each<[string, Part[]]>([
    ['no file', [{ field: 'caption', content: 'x' }]],
    ['nothing', []],
    ['the file under another name', [{ ...photo, field: 'attachment' }]],
    ['a text for the file', [{ field: 'file', content: 'x' }]],
    ['two files', [photo, photo]],
    ['a second file under another name', [photo, { ...photo, field: 'other' }]],
  ])('has %s', async (_, form) => {
    expect(await sendForm(uploads.server, form)).toMatchObject(invalid('file', 'filePart'));
  });

  it.each<[string, Partial<Part>, string, string]>([
    ['a path in the name', { fileName: '../../etc/a.png' }, 'fileName', 'fileName'],
    ['another ending', { fileName: 'a.jpg' }, 'fileName', 'fileName'],
    ['a long name', { fileName: `${'a'.repeat(300)}.png` }, 'fileName', 'fileName'],
    ['an SVG', { fileName: 'a.svg', type: 'image/svg+xml', content: SAMPLES.svg }, 'fileType', 'fileType'],
    ['HTML', { fileName: 'a.html', type: 'text/html', content: SAMPLES.html }, 'fileType', 'fileType'],
    ['other bytes', { content: SAMPLES.html }, 'fileType', 'fileTypeMismatch'],
    ['no bytes', { content: '' }, 'fileSize', 'fileSize'],
    ['a byte too many', { content: long(SAMPLES.png, 7 * MB + 1) }, 'fileSize', 'fileSize'],
    ['far too many bytes', { content: long(SAMPLES.png, 60 * MB) }, 'fileSize', 'fileSize'],
    ['many other bytes', { content: long(SAMPLES.html, 60 * MB) }, 'fileType', 'fileTypeMismatch'],
  ])('has a file with %s', async (_, changed, field, rule) => {
    expect(await sendForm(uploads.server, [{ ...photo, ...changed }])).toMatchObject(invalid(field, rule));
  });

  it('has a file without a name', async () => {
    const { field, content } = photo;
    expect(
      await sendForm(uploads.server, [{ field, content, type: 'application/octet-stream' }]),
    ).toMatchObject({
      status: 400,
      body: { code: 'FILE_INVALID', faults: [{ field: 'fileName' }, { field: 'fileType' }] },
    });
  });

  it('has a field twice', async () => {
    const caption = { field: 'caption', content: 'x' };
    expect(await sendForm(uploads.server, [caption, photo, caption])).toMatchObject({
      status: 400,
      body: { code: 'VALIDATION_FAILED', faults: [{ field: 'caption', rule: 'givenOnce' }] },
    });
  });

  it('has NUL in a field', async () => {
    expect(await sendForm(uploads.server, [photo, { field: 'caption', content: 'a\0b' }])).toMatchObject({
      status: 400,
      body: { code: 'VALIDATION_FAILED', faults: [{ field: 'caption', rule: 'plainText' }] },
    });
  });

  // In UTF-8 there is no lone surrogate; a field may say that it is in UTF-16.
  it.each([
    ['a lone surrogate', '61003dd86200'],
    ['NUL', '610000006200'],
  ])('has %s in a field of another encoding', async (_, hex) => {
    const type = 'text/plain; charset=utf-16le';
    const caption = { field: 'caption', type, content: Buffer.from(hex, 'hex') };
    expect(await sendForm(uploads.server, [photo, caption])).toMatchObject({
      status: 400,
      body: { code: 'VALIDATION_FAILED', faults: [{ field: 'caption', rule: 'plainText' }] },
    });
  });

  it('has hundreds of fields', async () => {
    const fields = Array.from({ length: 300 }, (_, i) => ({ field: `f${i}`, content: 'x' }));
    expect(await sendForm(uploads.server, [...fields, photo])).toMatchObject({
      status: 413,
      body: { code: 'PAYLOAD_TOO_LARGE' },
    });
  });

  it('names a field after the prototype', async () => {
    expect((await sendForm(uploads.server, [{ field: '__proto__', content: 'x' }, photo])).status).toBe(400);
  });

  it('is refused for its caption once it is there', async () => {
    const caption = { field: 'caption', content: 'refuse me' };
    expect((await sendForm(uploads.server, [photo, caption])).status).toBe(400);
  });

  it('ends within the file', async () => {
    expect(await sendForm(uploads.server, [photo], '')).toMatchObject(invalid('file', 'filePart'));
  });

  it.each([
    ['no boundary', 'multipart/form-data', 400],
    ['no form at all', 'application/x-www-form-urlencoded', 415],
  ])('has %s', async (_, type, status) => {
    const socket = await sendRaw(
      uploads.server,
      `content-type: ${type}\r\ncontent-length: 3\r\nconnection: close`,
      'a=b',
    );
    const answer = Buffer.concat(await socket.toArray()).toString();
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
  });

  it('breaks off after some parts were stored', async () => {
    const receive = jest.spyOn(uploads.parts.intake, 'receive');
    const head =
      '--b\r\ncontent-disposition: form-data; name="file"; filename="a.mp4"\r\ncontent-type: video/mp4\r\n\r\n';
    const socket = await sendRaw(
      uploads.server,
      'content-type: multipart/form-data; boundary=b\r\ncontent-length: 90000000',
    );
    // More than the connection's buffers hold: once it is written, the service has taken in some parts.
    const content = Buffer.concat([Buffer.from(head), ...long(SAMPLES.mp4, 24 * MB)()]);
    await new Promise((resolve) => socket.write(content, resolve));
    socket.destroy();
    await expect(receive.mock.results[0]!.value).rejects.toThrow();
    receive.mockRestore();
  });
});
