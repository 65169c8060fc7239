import { once } from 'node:events';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { FastifyInstance } from 'fastify';
import { silentServer } from '../../support/silent-server.js';
import { FILE_HEAD, long, MB, photo } from './forms.js';
import { buildIntake } from './intake.js';
import { sendForm, sendRaw, startMultipartServer } from './multipart-server.js';
import { openUploads, type Uploads } from './open-uploads.js';
import { SAMPLES } from './samples.js';

let uploads: Uploads;
beforeAll(async () => void (uploads = await openUploads()));
afterAll(() => uploads.server.close());

describe('a sender who falls silent', () => {
  let impatient: FastifyInstance;
  beforeAll(async () => void (impatient = await startMultipartServer(uploads.parts, uploads.owner, 200)));
  afterAll(() => impatient.close());

  it.each([
    ['before the file', ''],
    ['within the file', `${FILE_HEAD}${SAMPLES.png.toString('latin1')}${'x'.repeat(6 * MB)}`],
    ['behind the file', `${FILE_HEAD}${SAMPLES.png.toString('latin1')}\r\n--b\r\n`],
  ])('%s is cut off, and nothing is stored', async (_, body) => {
    const before = await uploads.bucket.keys();
    const socket = await sendRaw(
      impatient,
      'content-type: multipart/form-data; boundary=b\r\ncontent-length: 9000000',
      Buffer.from(body, 'latin1'),
    );
    socket.on('error', () => undefined).resume();
    await once(socket, 'close');
    // What was stored already is removed when the connection is gone.
    const deadline = Date.now() + 3_000;
    while ((await uploads.bucket.keys()).length > before.length && Date.now() < deadline);
    expect(await uploads.bucket.keys()).toEqual(before);
    expect(await uploads.bucket.unfinished()).toEqual([]);
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
    const form = Buffer.concat([Buffer.from(FILE_HEAD), ...file(), Buffer.from(`\r\n--b--\r\n${epilogue}`)]);
    const type = 'content-type: multipart/form-data; boundary=b';
    const socket = await sendRaw(uploads.server, `${type}\r\ncontent-length: ${form.length}`, form);
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
    const { status, body } = await sendForm(uploads.server, [
      { ...photo, fileName: 'tur.mp4', type: 'video/mp4', content: measured },
    ]);
    expect({ status, size: (body.file as { size: number }).size }).toEqual({ status: 200, size });

    expect((most - before) / MB).toBeLessThan(32);
    const { size: stored } = await uploads.bucket.client.statObject(
      uploads.bucket.name,
      uploads.keyOf((body.file as { url: string }).url),
    );
    expect(stored).toBe(size);
  }, 30_000);
});

describe('a store that is down', () => {
  let silent: Awaited<ReturnType<typeof silentServer>>;
  let down: FastifyInstance;

  beforeAll(async () => {
    silent = await silentServer();
    const parts = buildIntake({
      S3_ENDPOINT: `http://${silent.address}`,
      S3_BUCKET: uploads.bucket.name,
    });
    down = await startMultipartServer(parts, uploads.owner);
  });
  afterAll(async () => {
    await down.close();
    await silent.close();
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
      // And some for a busy machine.
      expect(performance.now() - started).toBeLessThan(6_000);
    },
    10_000,
  );
});
