import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request as httpRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { brotliCompressSync, brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib';
import { Marketplace } from '../factories/marketplace.js';
import { call } from '../support/http.js';
import { startService, type TestService } from '../support/service.js';
import { TestSocket } from '../support/sockets.js';

const PAGE =
  '<!doctype html><title>Mesajlar</title><script type="module" src="/assets/app-1a2b3c.js"></script>';
const SCRIPT = 'document.title = "Mesajlar (3)";'.repeat(50);
const CONFIG = '{"api":"","tokenUrl":"/token"}';

const FILES = {
  'page/index.html': PAGE,
  'page/config.json': CONFIG,
  'page/favicon.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>',
  'page/assets/app-1a2b3c.js': SCRIPT,
  'page/assets/app-1a2b3c.js.br': brotliCompressSync(SCRIPT),
  'page/assets/app-1a2b3c.js.gz': gzipSync(SCRIPT),
  'page/.env': 'hidden',
  // Named like what the service answers itself.
  'page/chats': 'shadow',
  'page/metrics': 'shadow',
  'page/health/live': 'shadow',
  'page/docs/index.html': 'shadow',
  'page/docs-json': 'shadow',
  'page/socket.io/index.html': 'shadow',
  'secret.txt': 'hidden',
};

describe('the page at /', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'dealer-messaging-page-'));
    for (const [name, content] of Object.entries(FILES)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), content);
    }
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const start = (overrides: NodeJS.ProcessEnv = {}): Promise<TestService> =>
    startService({ WEB_ROOT: join(folder, 'page'), ...overrides }, { nodes: 1 });

  it('is not there where no folder is named', async () => {
    const service = await startService({}, { nodes: 1 });
    for (const path of ['/', '/index.html', '/config.json']) {
      expect((await call(service.url, 'GET', path)).body.error.code).toBe('NOT_FOUND');
    }
    await service.stop();
  });

  it('is at the root whatever the prefix of the API', async () => {
    const service = await start({ API_PREFIX: '/api/v1' });
    expect(await (await fetch(service.url)).text()).toBe(PAGE);
    expect((await call(service.url, 'GET', '/api/v1/chats')).status).toBe(401);
    await service.stop();
  });

  describe('of a service that has one', () => {
    let service: TestService;
    beforeAll(async () => {
      service = await start({
        WEB_ORIGINS: 'https://kimlik.galeri.test,http://localhost:4000',
        S3_PUBLIC_ENDPOINT: 'https://files.galeri.test',
        RATE_LIMIT_REQUESTS_PER_SECOND: '1',
        RATE_LIMIT_REQUESTS_BURST: '2',
        RATE_LIMIT_FAILED_AUTH_PER_MINUTE: '3',
      });
    });
    afterAll(() => service.stop());

    /** Sends the path as it is, which `fetch` would tidy up, and leaves the answer as it came. */
    async function send(path: string, options: RequestOptions = {}) {
      const request = httpRequest(service.url, { path, ...options }).end();
      const [answer] = (await once(request, 'response')) as [IncomingMessage];
      return {
        status: answer.statusCode,
        headers: answer.headers,
        body: Buffer.concat(await answer.toArray()),
      };
    }

    it.each(['/', '/?room=1', '/index.html'])(
      'is given to anyone at %s, and asked about each time',
      async (path) => {
        const { status, headers, body } = await send(path);
        expect([status, body.toString()]).toEqual([200, PAGE]);
        expect(headers).toMatchObject({
          'content-type': 'text/html; charset=utf-8',
          'cache-control': 'no-cache',
          'x-content-type-options': 'nosniff',
          'referrer-policy': 'no-referrer',
          'permissions-policy': 'microphone=(self), camera=()',
        });
        const again = await send(path, { headers: { 'if-none-match': headers.etag } });
        expect([again.status, again.headers['cache-control']]).toEqual([304, 'no-cache']);
      },
    );

    it('may load and reach only itself, its files and the origins that are named', async () => {
      const { headers } = await send('/');
      const policy = String(headers['content-security-policy'])
        .split('; ')
        .map((directive) => directive.split(' '));
      expect(Object.fromEntries(policy.map(([name, ...sources]) => [name, sources]))).toEqual({
        'default-src': [`'none'`],
        'script-src': [`'self'`],
        'style-src': [`'self'`, `'unsafe-inline'`],
        'img-src': [`'self'`, 'data:', 'blob:', 'https://files.galeri.test'],
        'media-src': [`'self'`, 'data:', 'blob:', 'https://files.galeri.test'],
        'connect-src': [
          `'self'`,
          'https://files.galeri.test',
          'https://kimlik.galeri.test',
          'http://localhost:4000',
        ],
        'font-src': [`'self'`],
        'manifest-src': [`'self'`],
        'worker-src': [`'self'`, 'blob:'],
        'base-uri': [`'none'`],
        'form-action': [`'none'`],
        'frame-ancestors': [`'self'`],
      });
    });

    it('has settings of the installation beside it, which are read at each visit', async () => {
      const { headers, body } = await send('/config.json');
      expect([headers['cache-control'], body.toString()]).toEqual(['no-cache', CONFIG]);
      const other = '{"api":"/api/v1","tokenUrl":"/kimlik"}';
      writeFileSync(join(folder, 'page/config.json'), other);
      expect((await send('/config.json')).body.toString()).toBe(other);
    });

    it.each([
      ['br, gzip', 'br', brotliDecompressSync],
      ['gzip', 'gzip', gunzipSync],
      [undefined, undefined, (body: Buffer) => body],
    ])(
      'has files that are kept for good; to Accept-Encoding %s they come as %s',
      async (accepted, encoding, unpack) => {
        const { status, headers, body } = await send('/assets/app-1a2b3c.js', {
          headers: accepted === undefined ? {} : { 'accept-encoding': accepted },
        });
        expect([status, unpack(body).toString()]).toEqual([200, SCRIPT]);
        expect(headers['content-encoding']).toBe(encoding);
        expect(headers.vary).toMatch(/accept-encoding/i);
        expect(headers).toMatchObject({
          'content-type': expect.stringMatching(/javascript; charset=utf-8$/),
          'cache-control': 'public, max-age=31536000, immutable',
          'x-content-type-options': 'nosniff',
        });
      },
    );

    it('comes as it is when nothing compressed lies beside it', async () => {
      const { headers, body } = await send('/', { headers: { 'accept-encoding': 'br, gzip' } });
      expect([headers['content-encoding'], body.toString()]).toEqual([undefined, PAGE]);
    });

    it('tells its head alone when asked for that', async () => {
      const { status, headers, body } = await send('/', { method: 'HEAD' });
      expect([status, headers['content-length'], body.length]).toEqual([200, String(PAGE.length), 0]);
    });

    it.each([
      ['/chats', 401],
      ['/chats/capabilities', 200],
      ['/health/live', 200],
      ['/metrics', 200],
      ['/docs', 200],
      ['/docs/index.html', 200],
      ['/docs-json', 200],
      ['/socket.io/?EIO=4&transport=polling', 200],
    ])("takes nothing of the service's own: %s is %i", async (path, status) => {
      const answer = await send(path);
      expect([answer.status, answer.body.toString()]).toEqual([
        status,
        expect.not.stringContaining('shadow'),
      ]);
      expect(answer.headers['content-security-policy']).toBeUndefined();
    });

    it.each([
      ['GET', '/rooms/42'],
      ['GET', '/assets'],
      ['GET', '/assets/'],
      ['GET', '/assets/gone-5d6e7f.js'],
      ['GET', '/chats/a/b/c'],
      ['POST', '/'],
      ['DELETE', '/index.html'],
    ])('leaves %s %s to be an unknown path', async (method, path) => {
      const { status, headers, body } = await send(path, { method });
      expect([status, headers['cache-control']]).toEqual([404, 'no-store']);
      expect(JSON.parse(body.toString())).toMatchObject({ success: false, error: { code: 'NOT_FOUND' } });
    });

    it.each([
      '/../secret.txt',
      '/assets/../../secret.txt',
      '/..%2fsecret.txt',
      '/%2e%2e/secret.txt',
      '/assets/%2e%2e%2f%2e%2e%2fsecret.txt',
      '/..%5csecret.txt',
      '//secret.txt',
      '/.env',
      '/%2eenv',
      '/assets/./app-1a2b3c.js',
      '/index.html%00.js',
    ])('gives nothing beyond its folder, nor what is hidden in it: %s', async (path) => {
      const { status, body } = await send(path);
      expect(status).toBe(404);
      expect(JSON.parse(body.toString())).toMatchObject({ success: false, error: { code: 'NOT_FOUND' } });
    });

    it.each([
      ['range', 'bytes=999999-'],
      ['if-match', '"another"'],
      ['if-unmodified-since', 'Thu, 01 Jan 1970 00:00:00 GMT'],
    ])('has nothing that meets %s: %s', async (header, value) => {
      const { status, body } = await send('/index.html', { headers: { [header]: value } });
      expect(status).toBe(404);
      expect(JSON.parse(body.toString())).toMatchObject({ success: false, error: { code: 'NOT_FOUND' } });
    });

    it('counts against nobody, whatever token comes along', async () => {
      const { token } = await new Marketplace(service.db).dealer();
      for (const authorization of [`Bearer ${token}`, 'Bearer nonsense']) {
        for (const path of ['/', '/config.json', '/assets/app-1a2b3c.js', '/favicon.svg']) {
          expect((await send(path, { headers: { authorization } })).status).toBe(200);
        }
      }
      expect((await call(service.url, 'GET', '/chats', { token })).status).toBe(200);
      expect((await call(service.url, 'GET', '/chats', { token: 'nonsense' })).status).toBe(401);
      const socket = await TestSocket.connect(service.url, { token });
      socket.close();
    });
  });
});
