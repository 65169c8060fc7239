import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { EventBus } from '../../../src/events/index.js';
import { ClamAvScanner } from '../../../src/virus-scan/clamav-scanner.js';
import { FileScanned, UnscannableError } from '../../../src/virus-scan/index.js';
import { describeWithClamd, OwnClamd } from '../../support/clamd.js';
import { EICAR } from '../../support/eicar.js';

const MB = 1024 * 1024;
const UNAVAILABLE = expect.objectContaining({ code: 'SERVICE_UNAVAILABLE', retryAfter: expect.any(Number) });
const FOUND = { infected: true, signature: 'Test.Eicar.UNOFFICIAL' };

const text = (...parts: string[]) => chunks(...parts.map((part) => Buffer.from(part, 'latin1')));

async function* chunks(...parts: Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* parts;
}

async function* bytes(size: number, chunk = 64 * 1024): AsyncGenerator<Uint8Array> {
  for (let sent = 0; sent < size; sent += chunk) {
    yield Buffer.alloc(Math.min(chunk, size - sent), Math.floor(sent / chunk) % 251);
  }
}

/** Counts what is taken from a source, and notes that it was let go. */
function watched(source: AsyncIterable<Uint8Array>) {
  const seen = { bytes: 0, ended: false };
  const body = (async function* () {
    try {
      for await (const chunk of source) {
        seen.bytes += chunk.length;
        yield chunk;
      }
    } finally {
      seen.ended = true;
    }
  })();
  return { seen, body };
}

/** A scanner at this address, and what it has published. */
function scannerAt(host: string, port: number, timeout = 10) {
  const events = new EventBus();
  const outcomes: string[] = [];
  events.on(FileScanned, ({ outcome }) => void outcomes.push(outcome));
  return { scanner: new ClamAvScanner({ host, port, timeout }, events), outcomes };
}

describeWithClamd('a scan by clamd', () => {
  let clamd: OwnClamd;
  let { scanner, outcomes } = scannerAt('127.0.0.1', 1);

  beforeAll(async () => {
    clamd = await OwnClamd.start({ StreamMaxLength: '30M' });
  });
  beforeEach(() => {
    ({ scanner, outcomes } = scannerAt(clamd.host, clamd.port));
  });
  afterAll(() => clamd.remove());

  it('answers a ping', async () => {
    await scanner.ping();
  });

  it.each([
    ['a text', () => text('Ekspertiz raporu: hasar kaydı yok')],
    ['nothing', () => text()],
    ['a large stream', () => bytes(25 * MB)],
    ['one large chunk', () => bytes(25 * MB, 25 * MB)],
    ['a thousand small ones', () => bytes(1000, 1)],
  ])('finds %s clean', async (_, body) => {
    expect(await scanner.scan(body())).toEqual({ infected: false });
    expect(outcomes).toEqual(['clean']);
  });

  it.each([
    ['by itself', () => text(EICAR)],
    ['cut in two', () => text(EICAR.slice(0, 30), EICAR.slice(30))],
    ['after an empty chunk', () => text('', EICAR)],
    ['among other bytes', () => text('before ', EICAR, ' after')],
    ['at the end of a large stream', () => join(bytes(25 * MB), text(EICAR))],
  ])('finds the virus %s', async (_, body) => {
    expect(await scanner.scan(body())).toEqual(FOUND);
    expect(outcomes).toEqual(['infected']);
  });

  it('tells many at once apart', async () => {
    const scans = Array.from({ length: 40 }, (_, n) => scanner.scan(n % 2 ? text(EICAR) : bytes(1 * MB)));
    expect(await Promise.all(scans)).toEqual(scans.map((_, n) => (n % 2 ? FOUND : { infected: false })));
  });

  it.each([
    ['in chunks', 64 * 1024],
    ['in one chunk', 60 * MB],
  ])('does not call a stream clean that is longer than clamd takes, %s', async (_, chunk) => {
    // Again and again: clamd hangs up while it is still written to, and the answer must be read all the same.
    for (let attempt = 0; attempt < 5; attempt++) {
      const { seen, body } = watched(bytes(60 * MB, chunk));
      await expect(scanner.scan(body)).rejects.toEqual(expect.any(UnscannableError));
      if (chunk < MB) expect(seen.bytes).toBeLessThan(45 * MB);
    }
    expect(outcomes).toEqual(Array(5).fill('unscannable'));
  });

  it('passes on why the source broke, and can be asked again', async () => {
    const broken = join(bytes(3 * MB), failing(new Error('the line went dead')));
    await expect(scanner.scan(broken)).rejects.toThrow('the line went dead');
    expect(outcomes).toEqual(['failed']);
    expect(await scanner.scan(text(EICAR))).toEqual(FOUND);
  });

  it('reads its source no faster than clamd does', async () => {
    clamd.pause();
    const { seen, body } = watched(bytes(25 * MB));
    const scan = scanner.scan(body);
    await settled(() => seen.bytes);
    // What two sockets hold, and not the whole of it.
    expect(seen.bytes).toBeLessThan(15 * MB);
    clamd.resume();
    expect(await scan).toEqual({ infected: false });
  });

  it('finds clamd again after it was away', async () => {
    await clamd.stop();
    const { seen, body } = watched(bytes(1 * MB));
    await expect(scanner.scan(body)).rejects.toEqual(UNAVAILABLE);
    await expect(scanner.ping()).rejects.toEqual(UNAVAILABLE);
    expect(seen.ended).toBe(true);
    await clamd.restart();
    expect(await scanner.scan(text(EICAR))).toEqual(FOUND);
    expect(outcomes).toEqual(['failed', 'infected']);
  });
});

describeWithClamd('a clamd that looks at less than it is sent', () => {
  let clamd: OwnClamd;
  beforeAll(async () => {
    clamd = await OwnClamd.start({ MaxFileSize: '1M', MaxScanSize: '1M' });
  });
  afterAll(() => clamd.remove());

  it('does not make that clean, nor a virus', async () => {
    const { scanner, outcomes } = scannerAt(clamd.host, clamd.port);
    await expect(scanner.scan(bytes(3 * MB))).rejects.toEqual(expect.any(UnscannableError));
    expect(await scanner.scan(bytes(1000))).toEqual({ infected: false });
    expect(outcomes).toEqual(['unscannable', 'clean']);
  });
});

describe('a scanner that is down', () => {
  let server: Server | undefined;
  const open: Socket[] = [];

  afterEach(async () => {
    for (const socket of open.splice(0)) socket.destroy();
    await new Promise((resolve) => (server ? server.close(resolve) : resolve(undefined)));
    server = undefined;
  });

  /** @param timeout seconds */
  async function scannerWhich(does: (socket: Socket) => unknown, timeout = 1) {
    server = createServer((socket) => {
      open.push(socket.on('error', () => undefined));
      does(socket);
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    return scannerAt('127.0.0.1', (server.address() as AddressInfo).port, timeout).scanner;
  }

  /** Every call fails, and in time. */
  async function expectUnavailable(scanner: ClamAvScanner, within = 10_000): Promise<void> {
    const started = performance.now();
    const outcomes = await Promise.allSettled([
      scanner.ping(),
      scanner.scan(text('a few bytes')),
      scanner.scan(bytes(40 * MB)),
    ]);
    expect(performance.now() - started).toBeLessThan(within);
    expect(outcomes).toEqual(outcomes.map(() => ({ status: 'rejected', reason: UNAVAILABLE })));
  }

  it('refuses connections', () => expectUnavailable(scannerAt('127.0.0.1', 1).scanner));

  it('has no such name', () => expectUnavailable(scannerAt('no-such-host.invalid', 3310).scanner));

  it('hangs up at once', async () => {
    await expectUnavailable(await scannerWhich((socket) => socket.destroy()));
  });

  it('reads everything and hangs up without a word', async () => {
    await expectUnavailable(
      await scannerWhich((socket) => socket.resume().once('data', () => setImmediate(() => socket.end()))),
    );
  });

  it('takes connections, and neither reads nor answers', async () => {
    await expectUnavailable(await scannerWhich(() => undefined));
  });

  it('reads everything and never answers', async () => {
    await expectUnavailable(await scannerWhich((socket) => socket.resume()));
  });

  it('begins an answer and does not end it', async () => {
    await expectUnavailable(await scannerWhich((socket) => socket.resume().write('stream: OK')));
  });

  it('talks without end', async () => {
    const babble = (socket: Socket): boolean => socket.resume().write('x'.repeat(10_000));
    await expectUnavailable(await scannerWhich(babble));
  });

  it('answers something else', async () => {
    await expectUnavailable(
      await scannerWhich((socket) => socket.resume().end('HTTP/1.1 400 Bad Request\0')),
    );
  });

  it('fails in its own way', async () => {
    await expectUnavailable(
      await scannerWhich((socket) => socket.resume().end("stream: Can't allocate memory ERROR\0")),
    );
  });

  it('gives up on a source that stands still', async () => {
    const scanner = await scannerWhich((socket) => socket.resume());
    const still = join(bytes(1000), new Promise<never>(() => undefined));
    await expect(scanner.scan(still)).rejects.toEqual(UNAVAILABLE);
  });
});

async function* join(...parts: (AsyncIterable<Uint8Array> | Promise<never>)[]): AsyncGenerator<Uint8Array> {
  for (const part of parts) {
    if (part instanceof Promise) await part;
    else yield* part;
  }
}

async function* failing(error: Error): AsyncGenerator<Uint8Array> {
  yield* [];
  throw error;
}

/** Resolves when the figure has stopped growing. */
async function settled(figure: () => number): Promise<void> {
  for (let before = -1; before !== figure();) {
    before = figure();
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}
