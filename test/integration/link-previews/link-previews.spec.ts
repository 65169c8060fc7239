import type { RequestListener, ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import { LinkPreviews } from '../../../src/link-previews/index.js';
import { createUnconnectedApp } from '../ops/unconnected.js';
import { previewsOf, TestNames, WebServer } from '../../support/web.js';

const PAGE = `<!doctype html><html lang="tr"><head><meta charset="utf-8">
  <title>2019 Fiat Egea 1.4 Fire</title><meta property="og:description" content="Hasar kaydı yok, tek elden">
  <meta property="og:site_name" content="Örnek Galeri">
  <meta property="og:image" content="https://img.galeri.test/egea.jpg"></head><body>…</body></html>`;

const names = new TestNames({ 'galeri.test': ['127.0.0.1'] });
let web: WebServer;
let previews: LinkPreviews;
let answer: RequestListener;

const html = (response: ServerResponse, page: string | Buffer, type = 'text/html; charset=utf-8'): unknown =>
  response.setHeader('content-type', type).end(page);
const link = (path = '/ilan'): string => `http://galeri.test:${web.port}${path}`;
/** What becomes of a link to a page that answers so. */
const previewOf = (listener: RequestListener) => {
  answer = listener;
  return previews.fetch(link());
};
const titleOf = async (page: string | Buffer, type?: string) =>
  (await previewOf((_, response) => html(response, page, type)))?.title;

beforeAll(async () => {
  web = await WebServer.start((request, response) => answer(request, response));
  previews = previewsOf(web, names);
});
beforeEach(() => {
  web.requests.length = 0;
});
afterAll(() => web.stop());

describe('the preview of a page', () => {
  it('says what the page says of itself, under the link', async () => {
    expect(await previewOf((_, response) => html(response, PAGE))).toEqual({
      url: link(),
      title: '2019 Fiat Egea 1.4 Fire',
      description: 'Hasar kaydı yok, tek elden',
      site_name: 'Örnek Galeri',
      image_url: 'https://img.galeri.test/egea.jpg',
    });
  });

  it('is asked for once, as nobody', async () => {
    await previewOf((_, response) => html(response.setHeader('set-cookie', 'a=b'), PAGE));
    await previewOf((_, response) => html(response, PAGE));
    expect(web.requests.map(({ method, url, headers }) => ({ method, url, headers }))).toEqual(
      Array(2).fill({
        method: 'GET',
        url: '/ilan',
        headers: {
          host: `galeri.test:${web.port}`,
          connection: 'close',
          'user-agent': 'DealerMessagingLinkPreview/1.0',
          accept: 'text/html',
          'accept-encoding': 'gzip',
        },
      }),
    );
    await web.left();
  });

  it.each([301, 302, 303, 307, 308])('follows a redirect, %d, and keeps the link', async (status) => {
    const preview = await previewOf(({ url }, response) => {
      if (url === '/ilan') response.writeHead(status, { location: '/yeni', 'set-cookie': 'a=b' }).end();
      else html(response, PAGE);
    });
    expect(preview).toMatchObject({ url: link(), title: '2019 Fiat Egea 1.4 Fire' });
    expect(web.requests.map(({ url }) => url)).toEqual(['/ilan', '/yeni']);
    expect(web.requests[1]?.headers).not.toHaveProperty('cookie');
    expect(web.requests[1]?.headers).not.toHaveProperty('referer');
  });

  it.each([
    [3, '2019 Fiat Egea 1.4 Fire', 4],
    [4, undefined, 4],
    [Infinity, undefined, 4],
  ])('after %d redirects', async (redirects, title, requests) => {
    let left = redirects;
    const preview = await previewOf((_, response) => {
      if (left-- > 0) response.writeHead(302, { location: `/${left}` }).end();
      else html(response, PAGE);
    });
    expect(preview?.title).toBe(title);
    expect(web.requests).toHaveLength(requests);
    await web.left();
  });

  it('has what there is', async () => {
    const preview = await previewOf((_, response) => html(response, '<title>Yalnızca başlık'));
    expect(preview).toEqual({
      url: link(),
      title: 'Yalnızca başlık',
      description: null,
      site_name: null,
      image_url: null,
    });
  });

  it('shows nothing that is not seen, and turns nothing around', async () => {
    const title =
      'Fiyat \u202e000.05\u202c\u0000 \u0007TL\r\n\t \u200b\u2066sabit\u2069 👨‍👩‍👧 &#8238;&#0;&#xD800;son';
    expect(await titleOf(`<title>${title}</title>`)).toBe('Fiyat 000.05 TL sabit 👨‍👩‍👧 \ufffd\ufffdson');
    expect(await titleOf('<title>\u200b \u202e \u0001</title>')).toBeUndefined();
  });

  it('is cut between letters and emoji', async () => {
    const family = '👨‍👩‍👧';
    const cut = (await titleOf(`<title>${family.repeat(100)}</title>`)) ?? '';
    expect(Array.from(cut).length).toBeLessThanOrEqual(200);
    expect(cut).toMatch(new RegExp(`^(${family})+…$`, 'u'));
  });

  it.each([
    ['https://img.galeri.test/a.jpg?x=1', 'https://img.galeri.test/a.jpg?x=1'],
    ['//img.galeri.test/a.jpg', null],
    ['/a.jpg', null],
    ['http://img.galeri.test/a.jpg', null],
    ['https://user:pw@img.galeri.test/a.jpg', null],
    ['https://192.168.1.1/reboot.cgi', null],
    ['https://[::1]/a.jpg', null],
    ['https://2130706433/a.jpg', null],
    ['https://1.1.1.1/a.jpg', 'https://1.1.1.1/a.jpg'],
    ['javascript:alert(1)', null],
    ['data:image/png;base64,AAAA', null],
    [`https://img.galeri.test/${'a'.repeat(2_000)}`, null],
  ])('has the picture %s as %s', async (image, shown) => {
    const preview = await previewOf((_, response) =>
      html(response, `<title>t</title><meta property="og:image" content="${image}">`),
    );
    expect(preview?.image_url).toBe(shown);
  });
});

describe('character sets', () => {
  // ş, ğ, ı, İ, ç, ö, ü as one byte each.
  const turkish = Buffer.from([0xfe, 0xf0, 0xfd, 0xdd, 0xe7, 0xf6, 0xfc]);
  const page = (text: Buffer, head = ''): Buffer =>
    Buffer.concat([Buffer.from(`<html><head>${head}<title>`), text, Buffer.from('</title>')]);
  const LETTERS = 'şğıİçöü';
  const utf16 = (text: string): Buffer => Buffer.from(`\ufeff<title>${text}</title>`, 'utf16le');

  it.each([
    ['windows-1254 by the header', page(turkish), 'text/html; charset=windows-1254'],
    ['ISO-8859-9 by the header, in quotes', page(turkish), 'text/html;charset="ISO-8859-9"'],
    ['windows-1254 by the page', page(turkish, '<meta charset=windows-1254>'), 'text/html'],
    [
      'ISO-8859-9 by the page, in the old way',
      page(turkish, '<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=iso-8859-9">'),
      'TEXT/HTML',
    ],
    ['the header before the page', page(turkish, '<meta charset="utf-8">'), 'text/html; charset=iso-8859-9'],
    ['UTF-8 without a word', page(Buffer.from(LETTERS)), 'text/html'],
    [
      'a mark before the header',
      Buffer.from(`\ufeff<title>${LETTERS}</title>`),
      'text/html; charset=iso-8859-9',
    ],
    ['UTF-16 by its mark', utf16(LETTERS), 'text/html'],
    ['UTF-16 by its mark, the other way around', utf16(LETTERS).swap16(), 'text/html'],
    [
      'a set that is none',
      page(Buffer.from(LETTERS), '<meta charset="turkish-1">'),
      'text/html; charset=x-none',
    ],
    ['UTF-16 that cannot be', page(Buffer.from(LETTERS), '<meta charset="utf-16">'), 'text/html'],
  ])('%s', async (_, bytes, type) => {
    expect(await titleOf(bytes, type)).toBe(LETTERS);
  });

  it('reads a letter that comes in two parts', async () => {
    const bytes = Buffer.from(
      `<title>${'x'.repeat(1_100)}</title><title>ş</title><meta name="description" content="şşş">`,
    );
    const preview = await previewOf((_, response) => {
      response.setHeader('content-type', 'text/html').write(bytes.subarray(0, bytes.length - 5));
      setTimeout(() => response.end(bytes.subarray(bytes.length - 5)), 50);
    });
    expect(preview?.description).toBe('şşş');
  });
});

describe('what is no page', () => {
  it.each<[string, RequestListener]>([
    ['JSON', (_, response) => html(response, PAGE, 'application/json')],
    ['a picture', (_, response) => html(response, PAGE, 'image/png')],
    ['plain text', (_, response) => html(response, PAGE, 'text/plain')],
    ['what only looks like HTML', (_, response) => html(response, PAGE, 'text/htmlx')],
    ['of no type', (_, response) => response.end(PAGE)],
    ['empty', (_, response) => html(response, '')],
    ['without a title', (_, response) => html(response, '<p>Merhaba')],
    ['not found', (_, response) => response.writeHead(404, { 'content-type': 'text/html' }).end(PAGE)],
    ['an error', (_, response) => response.writeHead(500, { 'content-type': 'text/html' }).end(PAGE)],
    ['no content', (_, response) => response.writeHead(204).end()],
    ['a redirect to nowhere', (_, response) => response.writeHead(302).end()],
    ['a redirect to no URL', (_, response) => response.writeHead(302, { location: 'http://' }).end()],
    [
      'another protocol',
      (_, response) => response.writeHead(101, { upgrade: 'x', connection: 'upgrade' }).end(),
    ],
    ['a broken connection', (request) => request.socket.destroy()],
    ['not HTTP', (request) => request.socket.end('SSH-2.0-OpenSSH_9.2\r\n')],
    [
      'headers without end',
      (request) => request.socket.write(`HTTP/1.1 200 OK\r\nx: ${'x'.repeat(100_000)}`),
    ],
    ['packed otherwise', (_, response) => html(response.setHeader('content-encoding', 'br'), 'x')],
    ['packed twice', (_, response) => html(response.setHeader('content-encoding', 'gzip, gzip'), 'x')],
    ['not packed as it says', (_, response) => html(response.setHeader('content-encoding', 'gzip'), PAGE)],
    [
      'cut off',
      (_, response) => {
        response.writeHead(200, { 'content-type': 'text/html', 'content-length': '1000' });
        response.write('<title>T', () => response.destroy());
      },
    ],
  ])('%s', async (_, listener) => {
    const started = performance.now();
    expect(await previewOf(listener)).toBeUndefined();
    expect(performance.now() - started).toBeLessThan(4_500);
    await web.left();
  });
});

describe('what is too much', () => {
  it('reads a packed page', async () => {
    const title = await titleOf('plain');
    expect(title).toBeUndefined();
    const preview = await previewOf((_, response) =>
      html(response.setHeader('content-encoding', 'gzip'), gzipSync(PAGE)),
    );
    expect(preview?.title).toBe('2019 Fiat Egea 1.4 Fire');
  });

  it('unpacks a bomb only as far as it reads', async () => {
    const bomb = gzipSync(
      Buffer.concat([Buffer.from('<title>Bomba</title>'), Buffer.alloc(64 * 1024 * 1024)]),
    );
    const before = process.memoryUsage().rss;
    const started = performance.now();
    const preview = await previewOf((_, response) =>
      html(response.setHeader('content-encoding', 'gzip'), bomb),
    );
    expect(preview?.title).toBe('Bomba');
    expect(performance.now() - started).toBeLessThan(4_500);
    expect(process.memoryUsage().rss - before).toBeLessThan(32 * 1024 * 1024);
  });

  it('does not look for a title behind its limit', async () => {
    const padding = `<!--${'x'.repeat(512 * 1024)}-->`;
    expect(await titleOf(`${padding}<title>Uzak</title>`)).toBeUndefined();
  });

  it.each([
    ['plain', 'Sonsuz'],
    ['gzip', undefined],
  ])('leaves a page that never ends, %s', async (encoding, title) => {
    let sent = 0;
    // What unpacks to nothing, for the packed one: whole members of a gzip stream.
    const chunk =
      encoding === 'gzip'
        ? Buffer.concat(Array<Buffer>(3_000).fill(gzipSync('')))
        : Buffer.alloc(64 * 1024, 'x');
    const preview = await previewOf((_, response) => {
      response.setHeader('content-type', 'text/html');
      if (encoding === 'gzip')
        response.setHeader('content-encoding', 'gzip').write(gzipSync('<title>Sonsuz</title>'));
      else response.write('<title>Sonsuz</title>');
      const more = (): void => {
        if (response.destroyed) return;
        sent += chunk.length;
        response.write(chunk, () => setImmediate(more));
      };
      more();
    });
    expect(preview?.title).toBe(title);
    await web.left();
    expect(sent).toBeLessThan(16 * 1024 * 1024);
  });

  it('ends the reading at the end of the head', async () => {
    const started = performance.now();
    const preview = await previewOf((_, response) => {
      response.setHeader('content-type', 'text/html').write(PAGE);
      // And nothing more, for as long as anyone waits.
    });
    expect(preview?.title).toBe('2019 Fiat Egea 1.4 Fire');
    expect(performance.now() - started).toBeLessThan(4_500);
    await web.left();
  });

  it('gives up after five seconds, wherever it stands', async () => {
    const dribble = (response: ServerResponse, first: string): void => {
      response.setHeader('content-type', 'text/html').write(first);
      const timer = setInterval(() => response.write(' '), 100);
      response.on('close', () => clearInterval(timer));
    };
    const slow: Record<string, RequestListener> = {
      '/silent': () => undefined,
      '/headers': ({ socket }) => {
        socket.write('HTTP/1.1 200 OK\r\n');
        const timer = setInterval(() => socket.write('x'), 100);
        socket.on('close', () => clearInterval(timer));
      },
      '/body': (_, response) => dribble(response, '<title>'),
      '/redirects': (_, response) => {
        setTimeout(() => response.writeHead(302, { location: '/redirects' }).end(), 2_000);
      },
    };
    answer = (request, response) => slow[request.url ?? '']?.(request, response);
    const started = performance.now();
    const found = await Promise.all(Object.keys(slow).map((path) => previews.fetch(link(path))));
    expect(performance.now() - started).toBeLessThan(9_000);
    expect(performance.now() - started).toBeGreaterThan(4_500);
    expect(found).toEqual([undefined, undefined, undefined, undefined]);
    await web.left();
  });

  it('asks for four pages at the same time', async () => {
    const waiting: ServerResponse[] = [];
    let most = 0;
    answer = (_, response) => {
      waiting.push(response);
      most = Math.max(most, waiting.length);
      // Answered when no more come for a while.
      setTimeout(() => html(waiting.splice(waiting.indexOf(response), 1)[0]!, PAGE), 100);
    };
    const found = await Promise.all(Array.from({ length: 10 }, () => previews.fetch(link())));
    expect(found.filter((preview) => preview !== undefined)).toHaveLength(10);
    expect(most).toBe(4);
  });
});

describe('switched off', () => {
  it('asks nobody', async () => {
    answer = (_, response) => html(response, PAGE);
    const off = previewsOf(web, names, false);
    expect(off.enabled).toBe(false);
    expect(await off.fetch(link())).toBeUndefined();
    expect(web.requests).toEqual([]);
  });

  it('is how an installation begins', async () => {
    const app = await createUnconnectedApp();
    expect(app.get(LinkPreviews, { strict: false }).enabled).toBe(false);
    await app.close();
  });
});
