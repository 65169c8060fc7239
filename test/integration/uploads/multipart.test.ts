import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { jest } from '@jest/globals';
import type { FastifyInstance } from 'fastify';
import { newId } from '../../../src/common/index.js';
import { createBucket, type ObservedBucket } from '../storage/bucket.js';
import { buildIntake, type IntakeParts } from './intake.js';
import { sendForm, sendRaw, startMultipartServer, type Part } from './multipart-server.js';
import { SAMPLES } from './samples.js';

const MB = 1024 * 1024;
const owner = { roomId: newId(), galleryId: newId() };

let bucket: ObservedBucket;
let parts: IntakeParts;
let server: FastifyInstance;

beforeAll(async () => {
  bucket = await createBucket();
  parts = buildIntake({ S3_BUCKET: bucket.name, FILE_MAX_BYTES: String(7 * MB) });
  server = await startMultipartServer(parts.intake, owner);
});
afterAll(() => server.close());

const photo: Part = { field: 'file', fileName: 'Şasi.png', type: 'image/png', content: SAMPLES.png };
const keyOf = (url: string): string => parts.urls.toAddress(url)!.key;

const FILE_HEAD =
  '--b\r\ncontent-disposition: form-data; name="file"; filename="a.png"\r\ncontent-type: image/png\r\n\r\n';

/** `size` bytes that begin as a sample does. The filler is one buffer, so that the sender holds no memory. */
const FILLER = Buffer.alloc(64 * 1024, 'x');
const long = (start: Buffer, size: number) =>
  function* (): Generator<Buffer> {
    yield start;
    for (let left = size - start.length; left > 0; left -= FILLER.length) {
      yield FILLER.subarray(0, Math.min(left, FILLER.length));
    }
  };

describe('a form with one file', () => {
  it('is stored, and said to be what it is', async () => {
    const { status, body } = await sendForm(server, [photo]);
    expect({ status, body }).toEqual({
      status: 200,
      body: {
        file: {
          url: expect.stringMatching(new RegExp(`/files/${owner.roomId}/[0-9a-f-]{36}\\.png$`)),
          name: 'Şasi.png',
          size: SAMPLES.png.length,
          type: 'image/png',
          sha256: createHash('sha256').update(SAMPLES.png).digest('hex'),
        },
        fields: {},
      },
    });
    expect(await bucket.read(keyOf((body.file as { url: string }).url))).toEqual(SAMPLES.png);
  });

  it('may have its fields before and after the file; others are ignored', async () => {
    const { status, body } = await sendForm(server, [
      { field: 'caption', content: 'Ruhsat ön yüz 📄' },
      { field: 'senderId', content: newId() },
      photo,
      { field: 'clientMessageId', content: 'after-the-file' },
    ]);
    expect(status).toBe(200);
    expect(body.fields).toEqual({ caption: 'Ruhsat ön yüz 📄', clientMessageId: 'after-the-file' });
  });

  it('takes an empty field for none', async () => {
    const { body } = await sendForm(server, [{ field: 'caption', content: '' }, photo]);
    expect(body.fields).toEqual({});
  });

  it('knows the type by the name where the form names none', async () => {
    const type = 'application/octet-stream';
    const { body } = await sendForm(server, [{ ...photo, fileName: 'tur.mp4', type, content: SAMPLES.mp4 }]);
    expect(body.file).toMatchObject({ type: 'video/mp4' });
  });

  it('may have exactly the size that is allowed', async () => {
    const content = long(SAMPLES.pdf, 7 * MB);
    const { status, body } = await sendForm(server, [
      { ...photo, fileName: 'a.pdf', type: 'application/pdf', content },
    ]);
    expect({ status, size: (body.file as { size: number }).size }).toEqual({ status: 200, size: 7 * MB });
  });
});

describe('a form that is refused', () => {
  let before: string[];
  beforeEach(async () => void (before = await bucket.keys()));
  afterEach(async () => {
    expect(await bucket.keys()).toEqual(before);
    expect(await bucket.unfinished()).toEqual([]);
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
    expect(await sendForm(server, form)).toMatchObject(invalid('file', 'filePart'));
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
    expect(await sendForm(server, [{ ...photo, ...changed }])).toMatchObject(invalid(field, rule));
  });

  it('has a field twice', async () => {
    const caption = { field: 'caption', content: 'x' };
    expect(await sendForm(server, [caption, photo, caption])).toMatchObject({
      status: 400,
      body: { code: 'VALIDATION_FAILED', faults: [{ field: 'caption', rule: 'givenOnce' }] },
    });
  });

  it('has NUL in a field', async () => {
    expect(await sendForm(server, [photo, { field: 'caption', content: 'a\0b' }])).toMatchObject({
      status: 400,
      body: { code: 'VALIDATION_FAILED', faults: [{ field: 'caption', rule: 'plainText' }] },
    });
  });

  it('has hundreds of fields', async () => {
    const fields = Array.from({ length: 300 }, (_, i) => ({ field: `f${i}`, content: 'x' }));
    expect(await sendForm(server, [...fields, photo])).toMatchObject({
      status: 413,
      body: { code: 'PAYLOAD_TOO_LARGE' },
    });
  });

  it('names a field after the prototype', async () => {
    expect((await sendForm(server, [{ field: '__proto__', content: 'x' }, photo])).status).toBe(400);
  });

  it('is refused for its caption once it is there', async () => {
    const caption = { field: 'caption', content: 'refuse me' };
    expect((await sendForm(server, [photo, caption])).status).toBe(400);
  });

  it('ends within the file', async () => {
    expect(await sendForm(server, [photo], '')).toMatchObject(invalid('file', 'filePart'));
  });

  it.each([
    ['no boundary', 'multipart/form-data', 400],
    ['no form at all', 'application/x-www-form-urlencoded', 415],
  ])('has %s', async (_, type, status) => {
    const socket = await sendRaw(
      server,
      `content-type: ${type}\r\ncontent-length: 3\r\nconnection: close`,
      'a=b',
    );
    const answer = Buffer.concat(await socket.toArray()).toString();
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
  });

  it('breaks off after some parts were stored', async () => {
    const receive = jest.spyOn(parts.intake, 'receive');
    const head =
      '--b\r\ncontent-disposition: form-data; name="file"; filename="a.mp4"\r\ncontent-type: video/mp4\r\n\r\n';
    const socket = await sendRaw(
      server,
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

describe('a sender who falls silent', () => {
  let impatient: FastifyInstance;
  beforeAll(async () => void (impatient = await startMultipartServer(parts.intake, owner, 200)));
  afterAll(() => impatient.close());

  it.each([
    ['before the file', ''],
    ['within the file', `${FILE_HEAD}${SAMPLES.png.toString('latin1')}${'x'.repeat(6 * MB)}`],
    ['behind the file', `${FILE_HEAD}${SAMPLES.png.toString('latin1')}\r\n--b\r\n`],
  ])('%s is cut off, and nothing is stored', async (_, body) => {
    const before = await bucket.keys();
    const socket = await sendRaw(
      impatient,
      'content-type: multipart/form-data; boundary=b\r\ncontent-length: 9000000',
      Buffer.from(body, 'latin1'),
    );
    socket.on('error', () => undefined).resume();
    await once(socket, 'close');
    // What was stored already is removed when the connection is gone.
    const deadline = Date.now() + 3_000;
    while ((await bucket.keys()).length > before.length && Date.now() < deadline);
    expect(await bucket.keys()).toEqual(before);
    expect(await bucket.unfinished()).toEqual([]);
  });
});

describe('a connection', () => {
  it('serves the next request after a refused file', async () => {
    const answers = await sendTwo(long(SAMPLES.html, 3 * MB));
    expect(answers).toEqual([
      expect.stringMatching(/^HTTP\/1.1 400 /),
      expect.stringMatching(/^HTTP\/1.1 200 /),
    ]);
  });

  it('serves the next request after a form with something behind its end', async () => {
    const answers = await sendTwo(() => [SAMPLES.png], 'x'.repeat(200_000));
    expect(answers).toEqual([
      expect.stringMatching(/^HTTP\/1.1 200 /),
      expect.stringMatching(/^HTTP\/1.1 200 /),
    ]);
  });

  /** Sends a form and then a GET on one connection. @returns the start of each answer */
  async function sendTwo(file: () => Iterable<Buffer>, epilogue = ''): Promise<string[]> {
    const form = Buffer.concat([
      Buffer.from('--b\r\ncontent-disposition: form-data; name="file"; filename="a.png"\r\n'),
      Buffer.from('content-type: image/png\r\n\r\n'),
      ...file(),
      Buffer.from(`\r\n--b--\r\n${epilogue}`),
    ]);
    const type = 'content-type: multipart/form-data; boundary=b';
    const socket = await sendRaw(server, `${type}\r\ncontent-length: ${form.length}`, form);
    socket.write('GET / HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n');
    const text = Buffer.concat(await socket.toArray()).toString();
    return text.split(/(?=HTTP\/1\.1 )/);
  }
});

describe('a large file', () => {
  setFlagsFromString('--expose-gc');
  const collectGarbage = runInNewContext('gc') as () => void;

  /** Bytes in buffers that somebody still holds. */
  const heldMemory = (): number => {
    collectGarbage();
    return process.memoryUsage().arrayBuffers;
  };

  it('goes through without being held in memory', async () => {
    const size = 64 * MB;
    let most = 0;
    let sent = 0;
    const measured = function* () {
      for (const chunk of long(SAMPLES.mp4, size)()) {
        sent += chunk.length;
        if (sent % (4 * MB) < chunk.length) most = Math.max(most, heldMemory());
        yield chunk;
      }
    };
    const before = heldMemory();
    const { status, body } = await sendForm(server, [
      { ...photo, fileName: 'tur.mp4', type: 'video/mp4', content: measured },
    ]);
    expect({ status, size: (body.file as { size: number }).size }).toEqual({ status: 200, size });

    expect((most - before) / MB).toBeLessThan(32);
    const { size: stored } = await bucket.client.statObject(
      bucket.name,
      keyOf((body.file as { url: string }).url),
    );
    expect(stored).toBe(size);
  }, 30_000);
});

describe('a store that is down', () => {
  let silent: Server;
  let down: FastifyInstance;

  beforeAll(async () => {
    silent = createServer(() => undefined);
    await once(silent.listen(0, '127.0.0.1'), 'listening');
    const { port } = silent.address() as AddressInfo;
    const { intake } = buildIntake({ S3_ENDPOINT: `http://127.0.0.1:${port}`, S3_BUCKET: bucket.name });
    down = await startMultipartServer(intake, owner);
  });
  afterAll(async () => {
    await down.close();
    silent.close();
  });

  it.each([
    ['a small file', SAMPLES.mp4.length],
    ['a large file', 30 * MB],
  ])(
    'is told within five seconds to the sender of %s',
    async (_, size) => {
      const started = performance.now();
      const video = { ...photo, fileName: 'a.mp4', type: 'video/mp4', content: long(SAMPLES.mp4, size) };
      expect(await sendForm(down, [video])).toMatchObject({
        status: 503,
        body: { code: 'STORAGE_UNAVAILABLE' },
      });
      expect(performance.now() - started).toBeLessThan(5_000);
    },
    10_000,
  );
});
