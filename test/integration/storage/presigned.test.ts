import { createHmac } from 'node:crypto';
import { MinioObjectStore } from '../../../src/storage/minio-object-store.js';
import { FileLinks } from '../../../src/storage/file-links.js';
import type { PresignedPost } from '../../../src/storage/object-store.js';
import { ObjectUrls } from '../../../src/storage/object-urls.js';
import { createBucket, type ObservedBucket } from './bucket.js';
import { storeConfig } from './store-config.js';

// The stand-in takes every signature and every policy for good.
const describeWithChecks = process.env.TEST_S3_KIND === 'radosgw' ? describe : describe.skip;

const KEY = 'incoming/room/gallery/photo.png';
const CONTENT = Buffer.from('exactly 22 bytes long.');

let bucket: ObservedBucket;
let store: MinioObjectStore;

beforeAll(async () => {
  bucket = await createBucket();
  store = new MinioObjectStore(storeConfig({ S3_BUCKET: bucket.name }));
});

const inMinutes = (minutes: number): Date => new Date(Date.now() + minutes * 60_000);
const grant = (expiresAt = inMinutes(5)): Promise<PresignedPost> =>
  store.presignUpload(
    { bucket: bucket.name, key: KEY },
    { type: 'image/png', size: CONTENT.length, expiresAt },
  );

/** Sends the form as a browser does. @returns the status of the store's answer */
async function send({ url, fields }: PresignedPost, content = CONTENT): Promise<number> {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append('file', new Blob([new Uint8Array(content)]), 'photo.png');
  const response = await fetch(url, { method: 'POST', body: form });
  await response.body?.cancel();
  return response.status;
}

describeWithChecks('an upload form', () => {
  beforeEach(() => bucket.client.removeObject(bucket.name, KEY));

  async function expectRefused(form: PresignedPost, content = CONTENT): Promise<void> {
    expect(await send(form, content)).toBeGreaterThanOrEqual(400);
    expect(await bucket.keys()).toEqual([]);
  }

  it('stores the announced file under its key and type', async () => {
    expect(await send(await grant())).toBeLessThan(300);
    expect(await bucket.read(KEY)).toEqual(CONTENT);
    const { metaData } = await bucket.client.statObject(bucket.name, KEY);
    expect(metaData['content-type']).toBe('image/png');
  });

  it('does not store a larger file', async () => {
    await expectRefused(await grant(), Buffer.concat([CONTENT, Buffer.from('!')]));
  });

  it('does not store a smaller file', async () => {
    await expectRefused(await grant(), CONTENT.subarray(1));
  });

  it.each([
    ['another key', { key: 'files/room/photo.png' }],
    ['a key below it', { key: `${KEY}/x` }],
    ['another type', { 'Content-Type': 'text/html' }],
    ['a further header', { 'Content-Disposition': 'inline' }],
    ['public access', { acl: 'public-read' }],
    ['a tampered signature', { 'x-amz-signature': '0'.repeat(64) }],
  ])('does not store under %s', async (_, changed: Record<string, string>) => {
    const { url, fields } = await grant();
    await expectRefused({ url, fields: { ...fields, ...changed } });
  });

  it('does not store with a policy that was rewritten', async () => {
    const { url, fields } = await grant();
    const policy = Buffer.from(fields.policy!, 'base64').toString().replaceAll(KEY, 'files/room/photo.png');
    const changed = { policy: Buffer.from(policy).toString('base64'), key: 'files/room/photo.png' };
    await expectRefused({ url, fields: { ...fields, ...changed } });
    // The signature is one of HMACs by a key that only the service has; a guessed key does not do.
    const forged = createHmac('sha256', 'guess').update(changed.policy).digest('hex');
    await expectRefused({ url, fields: { ...fields, ...changed, 'x-amz-signature': forged } });
  });

  it('does not store once it has ended', async () => {
    await expectRefused(await grant(inMinutes(-1)));
  });
});

describeWithChecks('a read link', () => {
  const stored = 'files/room/Şasi (1).png';
  let urls: ObjectUrls;
  let links: FileLinks;

  beforeAll(async () => {
    const config = storeConfig({ S3_BUCKET: bucket.name });
    urls = new ObjectUrls(config);
    links = new FileLinks(store, urls, config);
    await bucket.put(stored, CONTENT, 'application/x-whatever');
  });
  const plain = () => urls.toUrl({ bucket: bucket.name, key: stored });

  it('reads the file with its type and name, and reads it the same twice', async () => {
    const link = await links.fresh(plain(), 'Şasi.png', 'image/png');
    const response = await fetch(link);
    expect(response.status).toBe(200);
    expect(Buffer.from(await response.arrayBuffer())).toEqual(CONTENT);
    expect(response.headers.get('content-type')).toBe('image/png');
    expect(response.headers.get('content-disposition')).toBe(
      `inline; filename="Sasi.png"; filename*=UTF-8''%C5%9Easi.png`,
    );
    expect((await fetch(await links.fresh(plain(), 'Şasi.png', 'image/png'))).status).toBe(200);
  });

  it('serves a document as an attachment', async () => {
    const response = await fetch(await links.fresh(plain(), 'not.txt', 'text/plain'));
    expect(response.headers.get('content-disposition')).toMatch(/^attachment; /);
  });

  it.each([
    ['the file', (link: URL) => (link.pathname = link.pathname.replace('.png', '.jpg'))],
    ['the type', (link: URL) => link.searchParams.set('response-content-type', 'text/html')],
    ['the disposition', (link: URL) => link.searchParams.set('response-content-disposition', 'inline')],
    ['its time', (link: URL) => link.searchParams.set('X-Amz-Expires', '604800')],
    ['the signature', (link: URL) => link.searchParams.set('X-Amz-Signature', '0'.repeat(64))],
  ])('does not work once %s is changed', async (_, change) => {
    const link = new URL(await links.fresh(plain(), 'Şasi.png', 'image/png'));
    change(link);
    expect((await fetch(link)).status).toBe(403);
  });

  it('ends', async () => {
    const link = { signedAt: inMinutes(-3), lasts: 120, type: 'image/png', disposition: 'inline' };
    const ended = await store.presignRead({ bucket: bucket.name, key: stored }, link);
    expect((await fetch(ended)).status).toBe(403);
  });

  it('is needed: the bucket is private', async () => {
    expect((await fetch(plain())).status).toBe(403);
    expect((await fetch(`${bucket.endpoint}/${bucket.name}`)).status).toBe(403);
    expect((await fetch(plain(), { method: 'PUT', body: 'x' })).status).toBe(403);
  });
});
