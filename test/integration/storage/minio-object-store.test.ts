import { once } from 'node:events';
import { createServer as createHttpServer, type RequestListener } from 'node:http';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { MinioObjectStore } from '../../../src/storage/minio-object-store.js';
import { createBucket, itOnRealStore, type ObservedBucket } from './bucket.js';
import { storeConfig } from './store-config.js';

const MB = 1024 * 1024;
const UNAVAILABLE = expect.objectContaining({ code: 'STORAGE_UNAVAILABLE', retryAfter: expect.any(Number) });

let bucket: ObservedBucket;
let store: MinioObjectStore;
const at = (key: string) => ({ bucket: bucket.name, key });

beforeAll(async () => {
  bucket = await createBucket();
  store = new MinioObjectStore(storeConfig({ S3_BUCKET: bucket.name }));
});

async function* bytes(size: number, chunk = 64 * 1024): AsyncGenerator<Uint8Array> {
  for (let sent = 0; sent < size; sent += chunk) {
    yield Buffer.alloc(Math.min(chunk, size - sent), Math.floor(sent / chunk) % 251);
  }
}
const whole = async (size: number): Promise<Buffer> => {
  const chunks: Uint8Array[] = [];
  for await (const chunk of bytes(size)) chunks.push(chunk);
  return Buffer.concat(chunks);
};

describe('list', () => {
  it('goes on behind a key, names what lies below a prefix and nothing else, and says since when', async () => {
    const began = Date.now();
    for (const key of ['list/a.txt', 'list/b ğ+?.txt', 'list/deep/c.txt', 'listed.txt'])
      await bucket.put(key, 'x');
    const all = await store.list(bucket.name, 'list/', '');
    expect(all.map(({ key }) => key)).toEqual(['list/a.txt', 'list/b ğ+?.txt', 'list/deep/c.txt']);
    for (const { modifiedAt } of all) expect(Math.abs(modifiedAt.getTime() - began)).toBeLessThan(60_000);
    const rest = await store.list(bucket.name, 'list/', 'list/b ğ+?.txt');
    expect(rest.map(({ key }) => key)).toEqual(['list/deep/c.txt']);
    expect(await store.list(bucket.name, 'list/', 'list/deep/c.txt')).toEqual([]);
  });

  it('says that the store is away', async () => {
    const away = new MinioObjectStore(storeConfig({ S3_ENDPOINT: 'http://127.0.0.1:1' }));
    await expect(away.list(bucket.name, 'list/', '')).rejects.toEqual(UNAVAILABLE);
  });
});

describe('readStart', () => {
  it('gives size, ETag and first bytes', async () => {
    await bucket.put('start/a.txt', 'Merhaba dünya');
    const stat = await bucket.client.statObject(bucket.name, 'start/a.txt');
    const start = (await store.readStart(at('start/a.txt'), 7))!;
    expect(start).toMatchObject({ size: 14, bytes: Buffer.from('Merhaba') });
    expect(start.etag.replaceAll('"', '')).toBe(stat.etag);
  });

  it('gives all there is of an object that is shorter', async () => {
    await bucket.put('start/short.txt', 'az');
    expect(await store.readStart(at('start/short.txt'), 100)).toMatchObject({
      size: 2,
      bytes: Buffer.from('az'),
    });
  });

  itOnRealStore('knows an empty object', async () => {
    await bucket.put('start/empty.txt', '');
    expect(await store.readStart(at('start/empty.txt'), 100)).toMatchObject({
      size: 0,
      bytes: Buffer.alloc(0),
    });
  });

  it('is undefined where there is nothing', async () => {
    expect(await store.readStart(at('start/nothing.txt'), 100)).toBeUndefined();
  });
});

describe('copy', () => {
  itOnRealStore('copies the version with the ETag, under the given type', async () => {
    const key = 'copy/şasi no+1 (son)?#%41&x=1.txt';
    await bucket.put(key, 'bir', 'text/html');
    const seen = (await store.readStart(at(key), 10))!;
    expect(await store.copy(at(key), seen, at('copy/final.txt'), 'text/plain')).toBe(true);
    expect(await bucket.read('copy/final.txt')).toEqual(Buffer.from('bir'));
    const { metaData } = await bucket.client.statObject(bucket.name, 'copy/final.txt');
    expect(metaData['content-type']).toBe('text/plain');
  });

  it('copies nothing once the object was replaced or removed', async () => {
    await bucket.put('copy/a.txt', 'önce');
    const seen = (await store.readStart(at('copy/a.txt'), 10))!;
    await bucket.put('copy/a.txt', 'sonra');
    expect(await store.copy(at('copy/a.txt'), seen, at('copy/replaced.txt'), 'text/plain')).toBe(false);
    await store.remove(at('copy/a.txt'));
    expect(await store.copy(at('copy/a.txt'), seen, at('copy/replaced.txt'), 'text/plain')).toBe(false);
    expect(await bucket.exists('copy/replaced.txt')).toBe(false);
  });
});

describe('putStream', () => {
  it.each([
    ['less than a part', 1000],
    ['exactly a part', 5 * MB],
    ['a byte more than a part', 5 * MB + 1],
    ['three parts', 12 * MB + 7],
  ])('stores %s', async (_, size) => {
    await store.putStream(at('put/a.bin'), bytes(size), 'application/pdf');
    expect((await bucket.read('put/a.bin')).equals(await whole(size))).toBe(true);
    const { metaData } = await bucket.client.statObject(bucket.name, 'put/a.bin');
    expect(metaData['content-type']).toBe('application/pdf');
    expect(await bucket.unfinished()).toEqual([]);
  });

  it.each([
    ['early', 1000],
    ['after some parts', 12 * MB],
  ])('leaves nothing behind when the source breaks %s, and passes its error on', async (_, size) => {
    const broken = async function* () {
      yield* bytes(size);
      throw new Error('the line went dead');
    };
    await expect(store.putStream(at('put/broken.bin'), broken(), 'video/mp4')).rejects.toThrow(
      'the line went dead',
    );
    expect(await bucket.exists('put/broken.bin')).toBe(false);
    expect(await bucket.unfinished()).toEqual([]);
  });

  it('stops reading its source when the store refuses', async () => {
    const elsewhere = new MinioObjectStore(storeConfig({ S3_BUCKET: 'no-such-bucket' }));
    let read = 0;
    const source = async function* () {
      for await (const chunk of bytes(50 * MB)) {
        read += chunk.length;
        yield chunk;
      }
    };
    const put = elsewhere.putStream({ bucket: 'no-such-bucket', key: 'a.bin' }, source(), 'video/mp4');
    await expect(put).rejects.toEqual(UNAVAILABLE);
    expect(read).toBeLessThanOrEqual(11 * MB);
  });
});

describe('remove and ping', () => {
  it('removes, and is content when there is nothing to remove', async () => {
    await bucket.put('remove/a.txt', 'x');
    await store.remove(at('remove/a.txt'));
    expect(await bucket.exists('remove/a.txt')).toBe(false);
    await store.remove(at('remove/a.txt'));
  });

  it('answers a ping only where its bucket is', async () => {
    await store.ping();
    await expect(new MinioObjectStore(storeConfig({ S3_BUCKET: 'no-such-bucket' })).ping()).rejects.toEqual(
      UNAVAILABLE,
    );
  });

  itOnRealStore('counts refused keys as unavailable', async () => {
    const stranger = new MinioObjectStore(
      storeConfig({ S3_BUCKET: bucket.name, S3_SECRET_KEY: 'a wrong one' }),
    );
    await expect(stranger.ping()).rejects.toEqual(UNAVAILABLE);
    await expect(stranger.readStart(at('start/a.txt'), 1)).rejects.toEqual(UNAVAILABLE);
  });
});

describe('a store that is down', () => {
  let server: Server | undefined;
  afterEach(async () => {
    if (server === undefined) return;
    if ('closeAllConnections' in server)
      (server as ReturnType<typeof createHttpServer>).closeAllConnections();
    await new Promise((resolve) => server!.close(resolve));
    server = undefined;
  });

  async function storeAt(broken: Server): Promise<MinioObjectStore> {
    server = broken;
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const { port } = server.address() as AddressInfo;
    return new MinioObjectStore(storeConfig({ S3_ENDPOINT: `http://127.0.0.1:${port}` }));
  }
  const answering = (listener: RequestListener): Promise<MinioObjectStore> =>
    storeAt(createHttpServer(listener));

  /** Every call that goes to the store; each must fail within the contract's five seconds. */
  async function expectUnavailable(down: MinioObjectStore, within: number): Promise<void> {
    const object = { bucket: 'chat-files', key: 'a.png' };
    const started = performance.now();
    const outcomes = await Promise.allSettled([
      down.ping(),
      down.readStart(object, 100),
      down.putStream(object, bytes(1000), 'image/png'),
      down.putStream(object, bytes(11 * MB), 'image/png'),
      down.remove(object),
    ]);
    expect(performance.now() - started).toBeLessThan(within);
    expect(outcomes).toEqual(outcomes.map(() => ({ status: 'rejected', reason: UNAVAILABLE })));
  }

  it('refuses connections', async () => {
    await expectUnavailable(new MinioObjectStore(storeConfig({ S3_ENDPOINT: 'http://127.0.0.1:9' })), 2_000);
  });

  it('closes connections at once', async () => {
    await expectUnavailable(await storeAt(createServer((socket) => socket.destroy())), 2_000);
  });

  it('answers 503', async () => {
    await expectUnavailable(await answering((_, response) => response.writeHead(503).end('<Error/>')), 2_000);
  });

  it('answers what is not S3', async () => {
    const page = '<html><body>Bad gateway</body></html>';
    await expectUnavailable(await answering((_, response) => response.writeHead(400).end(page)), 2_000);
  });

  it('takes connections and stays silent', async () => {
    const sockets: { destroy(): void }[] = [];
    const down = await storeAt(createServer((socket) => sockets.push(socket)));
    await expectUnavailable(down, 5_000);
    for (const socket of sockets) socket.destroy();
  }, 10_000);

  it('begins an answer and never ends it', async () => {
    const down = await answering((_, response) => {
      response.writeHead(206, { etag: '"1"', 'content-range': 'bytes 0-99/1000', 'content-length': '100' });
      response.write('start');
    });
    const started = performance.now();
    await expect(down.readStart({ bucket: 'chat-files', key: 'a.png' }, 100)).rejects.toEqual(UNAVAILABLE);
    expect(performance.now() - started).toBeLessThan(5_000);
  }, 10_000);
});
