import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { once } from 'node:events';
import type { ClientRequest } from 'node:http';
import { createServer, type AddressInfo } from 'node:net';
import { Logger } from '@nestjs/common';
import { newId } from '../../../src/common/index.js';
import { newFileKey, newUploadKey } from '../../../src/uploads/object-keys.js';
import { createBucket, itOnRealStore, type ObservedBucket } from '../storage/bucket.js';
import { buildIntake, type IntakeParts } from './intake.js';
import { DOCX, SAMPLES } from './samples.js';

const [roomId, galleryId, stranger] = [newId(), newId(), newId()];
const photo = {
  galleryId,
  roomId,
  fileName: 'Şasi.png',
  fileSize: SAMPLES.png.length,
  fileType: 'image/png',
};

let bucket: ObservedBucket;
let parts: IntakeParts;

beforeAll(async () => {
  bucket = await createBucket();
  parts = buildIntake({ S3_BUCKET: bucket.name, FILE_SOURCES: `${bucket.name}/old/` });
});

const refusal = (field: string, rule: string) =>
  expect.objectContaining({ code: 'FILE_INVALID', faults: [expect.objectContaining({ field, rule })] });
const urlOf = (key: string): string => parts.urls.toUrl({ bucket: bucket.name, key });
const keyOf = (url: string): string => parts.urls.toAddress(url)!.key;
const accepted = async (): Promise<string[]> =>
  (await bucket.keys()).filter((key) => key.startsWith('files/'));

/** Puts an object where this gallery's upload for this room would lie. @returns its key */
async function upload(content: Buffer = SAMPLES.png, mediaType = 'image/png'): Promise<string> {
  const key = newUploadKey(roomId, galleryId, parts.types.find(mediaType)!);
  await bucket.put(key, content, mediaType);
  return key;
}

describe('accepting an upload', () => {
  it('copies it to a key of the service’s own, with its type', async () => {
    const file = await parts.intake.accept({ ...photo, fileUrl: urlOf(await upload()) });
    expect(file).toEqual({
      url: expect.stringMatching(new RegExp(`/${bucket.name}/files/${roomId}/[0-9a-f-]{36}\\.png$`)),
      name: 'Şasi.png',
      size: SAMPLES.png.length,
      type: 'image/png',
      unchecked: false,
    });
    expect(await bucket.read(keyOf(file.url))).toEqual(SAMPLES.png);
    const { metaData } = await bucket.client.statObject(bucket.name, keyOf(file.url));
    expect(metaData['content-type']).toBe('image/png');
  });

  it('is not changed by what is uploaded afterwards', async () => {
    const key = await upload();
    const file = await parts.intake.accept({ ...photo, fileUrl: urlOf(key) });
    await bucket.put(key, SAMPLES.html, 'text/html');
    expect(await bucket.read(keyOf(file.url))).toEqual(SAMPLES.png);
  });

  it('can be repeated, as a client does that saw no answer', async () => {
    const fileUrl = urlOf(await upload());
    const [first, second] = [
      await parts.intake.accept({ ...photo, fileUrl }),
      await parts.intake.accept({ ...photo, fileUrl }),
    ];
    expect(second.url).not.toBe(first.url);
  });

  it('takes a presigned link for the object it reads', async () => {
    const fileUrl = await bucket.client.presignedGetObject(bucket.name, await upload(), 60);
    expect(fileUrl).toContain('X-Amz-Signature');
    await expect(parts.intake.accept({ ...photo, fileUrl })).resolves.toMatchObject({ name: 'Şasi.png' });
  });

  it('takes objects of a named source', async () => {
    await bucket.put('old/şasi no 1.png', SAMPLES.png);
    const file = await parts.intake.accept({ ...photo, fileUrl: urlOf('old/şasi no 1.png') });
    expect(await bucket.read(keyOf(file.url))).toEqual(SAMPLES.png);
  });

  it('drops the parameters of the type', async () => {
    const voice = { fileName: 'ses.webm', fileSize: SAMPLES.webm.length, fileType: 'audio/webm;codecs=opus' };
    const fileUrl = urlOf(await upload(SAMPLES.webm, 'audio/webm'));
    await expect(parts.intake.accept({ ...photo, ...voice, fileUrl })).resolves.toMatchObject({
      type: 'audio/webm',
    });
  });
});

describe('refusing an upload', () => {
  let before: string[];
  beforeEach(async () => void (before = await accepted()));
  afterEach(async () => expect(await accepted()).toEqual(before));

  it('that is not there', async () => {
    const key = newUploadKey(roomId, galleryId, parts.types.find('image/png')!);
    await expect(parts.intake.accept({ ...photo, fileUrl: urlOf(key) })).rejects.toEqual(
      refusal('fileUrl', 'fileMissing'),
    );
  });

  it.each([1, -1])('whose size differs by %i', async (difference) => {
    const fileSize = photo.fileSize + difference;
    await expect(parts.intake.accept({ ...photo, fileSize, fileUrl: urlOf(await upload()) })).rejects.toEqual(
      refusal('fileSize', 'fileSizeMismatch'),
    );
  });

  itOnRealStore('that is empty', async () => {
    const fileUrl = urlOf(await upload(Buffer.alloc(0)));
    await expect(parts.intake.accept({ ...photo, fileUrl })).rejects.toEqual(
      refusal('fileSize', 'fileSizeMismatch'),
    );
  });

  it.each([
    ['html', 'image/png', 'a.png'],
    ['svg', 'image/png', 'a.png'],
    ['exe', 'application/pdf', 'a.pdf'],
    ['zip', DOCX, 'a.docx'],
    ['html', 'text/plain', 'a.txt'],
    ['jpeg', 'image/png', 'a.png'],
  ] as const)('that is %s but announced as %s', async (sample, fileType, fileName) => {
    const content = SAMPLES[sample];
    const fileUrl = urlOf(await upload(content, fileType));
    await expect(
      parts.intake.accept({ ...photo, fileName, fileType, fileSize: content.length, fileUrl }),
    ).rejects.toEqual(refusal('fileType', 'fileTypeMismatch'));
  });

  it('whose announcement is wrong, before the store is asked', async () => {
    await expect(parts.intake.accept({ ...photo, fileName: '../a.png', fileUrl: 'x' })).rejects.toEqual(
      refusal('fileName', 'fileName'),
    );
  });

  it('that is replaced between the check and the copy', async () => {
    const key = await upload();
    const { store } = parts;
    const copy = store.copy.bind(store);
    store.copy = async (from, seen, to, type) => {
      await bucket.put(key, Buffer.alloc(seen.size, '<html>'), 'text/html');
      return copy(from, seen, to, type);
    };
    try {
      await expect(parts.intake.accept({ ...photo, fileUrl: urlOf(key) })).rejects.toEqual(
        refusal('fileUrl', 'fileMissing'),
      );
    } finally {
      store.copy = copy;
    }
  });
});

describe('refusing a place', () => {
  /** Where requests went, by host. */
  const called: string[] = [];
  const record = (message: unknown): void => {
    called.push((message as { request: ClientRequest }).request.host);
  };
  const decoy = createServer((socket) => {
    called.push('decoy');
    socket.destroy();
  });
  let decoyUrl: string;

  beforeAll(async () => {
    await once(decoy.listen(0, '127.0.0.1'), 'listening');
    decoyUrl = `http://127.0.0.1:${(decoy.address() as AddressInfo).port}`;
    subscribe('http.client.request.start', record);
  });
  beforeEach(() => void called.splice(0));
  afterAll(() => {
    unsubscribe('http.client.request.start', record);
    decoy.close();
  });

  const png = () => parts.types.find('image/png')!;
  const places: [string, () => string][] = [
    ['an upload for another room', () => urlOf(newUploadKey(stranger, galleryId, png()))],
    ['an upload by another gallery', () => urlOf(newUploadKey(roomId, stranger, png()))],
    ['an accepted file', () => urlOf(newFileKey(roomId, png()))],
    ['another place in the bucket', () => urlOf('private/a.png')],
    ['another bucket', () => `${bucket.endpoint}/another-bucket/incoming/a.png`],
    [
      'a step out of its own folder',
      () => urlOf(`incoming/${roomId}/${galleryId}/`) + `../${stranger}/${newId()}.png`,
    ],
    [
      'an encoded step',
      () => urlOf(`incoming/${roomId}/${galleryId}/`) + `%2e%2e/${stranger}/${newId()}.png`,
    ],
    ['a step out of a named source', () => urlOf('old/') + `..%2fincoming/a.png`],
    ['another host', () => `${decoyUrl}/${bucket.name}/${newUploadKey(roomId, galleryId, png())}`],
    [
      'another host that has the store as user',
      () => urlOf('old/a.png').replace('127.0.0.1', `127.0.0.1@127.0.0.1`),
    ],
    ['a link-local address', () => 'http://169.254.169.254/latest/meta-data/'],
    ['the loopback address', () => 'http://localhost:5432/'],
    ['a file', () => 'file:///etc/passwd'],
    ['a script', () => 'javascript:alert(1)'],
    ['data', () => `data:image/png;base64,${SAMPLES.png.toString('base64')}`],
    ['FTP', () => 'ftp://127.0.0.1/a.png'],
    ['nothing', () => ''],
    ['a path', () => `/${bucket.name}/old/a.png`],
  ];

  it.each(places)('%s, without asking anybody', async (_, place) => {
    await expect(parts.intake.accept({ ...photo, fileUrl: place() })).rejects.toEqual(
      refusal('fileUrl', 'fileSource'),
    );
    expect(called).toEqual([]);
  });

  it('sees the calls that are made', async () => {
    await parts.intake.accept({ ...photo, fileUrl: urlOf(await upload()) });
    expect(new Set(called)).toEqual(new Set([new URL(bucket.endpoint).hostname]));
  });

  it('a source that is named too widely does not open the service’s own folders', async () => {
    const wide = buildIntake({ S3_BUCKET: bucket.name, FILE_SOURCES: `${bucket.name}/f,${bucket.name}/i` });
    const file = await parts.intake.accept({ ...photo, fileUrl: urlOf(await upload()) });
    await expect(wide.intake.accept({ ...photo, fileUrl: file.url })).rejects.toEqual(
      refusal('fileUrl', 'fileSource'),
    );
    await expect(
      wide.intake.accept({ ...photo, roomId: stranger, fileUrl: urlOf(await upload()) }),
    ).rejects.toEqual(refusal('fileUrl', 'fileSource'));
  });
});

describe('discarding', () => {
  it('removes an accepted file', async () => {
    const file = await parts.intake.accept({ ...photo, fileUrl: urlOf(await upload()) });
    await parts.kept.discard(file);
    expect(await bucket.exists(keyOf(file.url))).toBe(false);
  });

  it('leaves alone what is not an accepted file', async () => {
    const key = await upload();
    await parts.kept.discard({ url: urlOf(key) });
    expect(await bucket.exists(key)).toBe(true);
  });

  it('does not fail when the store is down', async () => {
    Logger.overrideLogger(false);
    const down = buildIntake({ S3_ENDPOINT: 'http://127.0.0.1:9', S3_BUCKET: bucket.name });
    const key = newFileKey(roomId, down.types.find('image/png')!);
    const url = down.urls.toUrl({ bucket: bucket.name, key });
    await expect(down.kept.discard({ url })).resolves.toBeUndefined();
  });
});

describe('a store that is down', () => {
  it('is STORAGE_UNAVAILABLE', async () => {
    const down = buildIntake({ S3_ENDPOINT: 'http://127.0.0.1:9', S3_BUCKET: bucket.name });
    const fileUrl = down.urls.toUrl({
      bucket: bucket.name,
      key: newUploadKey(roomId, galleryId, down.types.find('image/png')!),
    });
    await expect(down.intake.accept({ ...photo, fileUrl })).rejects.toMatchObject({
      code: 'STORAGE_UNAVAILABLE',
    });
    async function* stream() {
      yield SAMPLES.png;
    }
    await expect(down.intake.receive({ ...photo, stream: stream() })).rejects.toMatchObject({
      code: 'STORAGE_UNAVAILABLE',
    });
  });
});
