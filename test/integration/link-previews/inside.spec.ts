import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer as createTlsServer } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { LinkPreviews } from '../../../src/link-previews/index.js';
import { watchOutgoing, type Outgoing } from '../../support/outgoing.js';
import { createUnconnectedApp } from '../ops/unconnected.js';
import { previewsOf, TestNames, WebServer } from '../../support/web.js';

const PAGE = '<title>Gizli</title>';
const PUBLIC = '93.184.215.14';

/** Whoever is asked inside would tell. */
const secret = (): Promise<WebServer>[] =>
  ['127.0.0.1', '::1'].map((host) =>
    WebServer.start((_, response) => response.setHeader('content-type', 'text/html').end(PAGE), host),
  );

let web: WebServer;
let inside: WebServer;
let inside6: WebServer;
let outgoing: Outgoing;
let location = '';

const names = new TestNames({
  'galeri.test': ['127.0.0.1'],
  'inside.test': ['127.0.0.1'],
  'inside6.test': ['::1'],
  'mapped.test': ['::ffff:127.0.0.1'],
  'public.test': [PUBLIC],
  'mixed.test': [PUBLIC, '127.0.0.1'],
  'mixed-other-way.test': ['127.0.0.1', PUBLIC],
  'mixed6.test': [PUBLIC, 'fd00::1'],
  'metadata.test': ['169.254.169.254'],
  localhost: ['127.0.0.1', '::1'],
});

beforeAll(async () => {
  web = await WebServer.start((_, response) => response.writeHead(302, { location }).end());
  [inside, inside6] = (await Promise.all(secret())) as [WebServer, WebServer];
});
beforeEach(() => {
  web.requests.length = 0;
  names.asked.length = 0;
  outgoing = watchOutgoing();
});
afterEach(() => outgoing.stop());
afterAll(() => Promise.all([web, inside, inside6].map((server) => server.stop())));

const fetched = (link: string) => previewsOf(web, names).fetch(link);

/** Links that lead inside, or where none is to lead; P and P6 stand for the ports of the servers there, W for the public one. */
const LEADING_INSIDE: [string, string][] = [
  ['an address', 'http://127.0.0.1:P/'],
  ['another one of this machine', 'http://127.0.0.2:P/'],
  ['the address of everywhere', 'http://0.0.0.0:P/'],
  ['an address in hexadecimal', 'http://0x7f.1:P/'],
  ['an address in octal', 'http://0177.0.0.1:P/'],
  ['an address as a number', 'http://2130706433:P/'],
  ['an address in wide digits', 'http://１２７.０.０.１:P/'],
  ['an address of IPv6', 'http://[::1]:P6/'],
  ['an IPv4 address in IPv6', 'http://[::ffff:127.0.0.1]:P/'],
  ['an IPv4 address in IPv6, in hexadecimal', 'http://[::ffff:7f00:1]:P/'],
  ['a translated address', 'http://[64:ff9b::7f00:1]:P/'],
  ['the keys of a cloud', 'http://169.254.169.254/latest/meta-data/'],
  ['the keys of a cloud, by a name', 'http://metadata.test/latest/meta-data/'],
  ['a private network', 'http://10.0.0.1/'],
  ['localhost', 'http://localhost:P/'],
  ['a name', 'http://inside.test:P/'],
  ['a name with a dot', 'http://inside.test.:P/'],
  ['a name in IPv6', 'http://inside6.test:P6/'],
  ['a name with an IPv4 address in IPv6', 'http://mapped.test:P/'],
  ['a name that is public, too', 'http://mixed.test:P/'],
  ['a name that is public, too, the other way around', 'http://mixed-other-way.test:P/'],
  ['a name that is public in IPv4', 'http://mixed6.test:P/'],
  ['a name with credentials', 'http://user:pw@galeri.test:W/'],
  ['a name that there is not', 'http://nobody.test:P/'],
  ['a port of something else', 'http://public.test:22/'],
  ['a file', 'file:///etc/passwd'],
  ['another protocol', 'ftp://127.0.0.1:P/'],
  ['a script', 'javascript:alert(1)'],
];
/** Where was asked; not what a client that an earlier spec has left in this process looks for at a port of its own. */
const asked = (): string[] => {
  const ours = [inside.port, inside6.port, web.port, 22].map((port) => `127.0.0.1:${port}`);
  return [...outgoing.places].filter((place) => !place.startsWith('127.0.0.1:') || ours.includes(place));
};
const placed = (link: string): string =>
  link
    .replace(':P6/', `:${inside6.port}/`)
    .replace(':P/', `:${inside.port}/`)
    .replace(':W/', `:${web.port}/`);

describe.each(LEADING_INSIDE)('%s', (_, template) => {
  it('is not looked at', async () => {
    expect(await fetched(placed(template))).toBeUndefined();
    expect(asked()).toEqual([]);
    expect([inside.connections, inside6.connections, web.requests.length]).toEqual([0, 0, 0]);
  });

  it('is not looked at after a redirect', async () => {
    // As a browser would send it: a header has no letters but ASCII's.
    location = placed(template).replace(/[^ -~]/gu, encodeURIComponent);
    expect(await fetched(`http://galeri.test:${web.port}/`)).toBeUndefined();
    expect(web.requests).toHaveLength(1);
    expect(asked()).toEqual([`galeri.test:${web.port}`]);
    expect([inside.connections, inside6.connections]).toEqual([0, 0]);
  });
});

it('resolves a name once, and connects to the address that it has seen', async () => {
  // A name server that answers otherwise when it is asked again.
  const turning = new TestNames({});
  turning.addressesOf = async (name) => {
    turning.asked.push(name);
    return [turning.asked.length === 1 ? '127.0.0.1' : '169.254.169.254'];
  };
  location = '/again';
  expect(await previewsOf(web, turning).fetch(`http://turning.test:${web.port}/`)).toBeUndefined();
  expect(turning.asked).toEqual(['turning.test', 'turning.test']);
  expect(web.requests.map(({ url }) => url)).toEqual(['/']);
  // And nobody else was asked for it.
  expect([...outgoing.places].filter((place) => place.startsWith('dns:'))).toEqual([]);
});

it('tells nobody about a page that it was not to see', async () => {
  // What stands there would be told, were it not for the address.
  const own = previewsOf(inside, names);
  expect(await own.fetch(`http://inside.test:${inside.port}/`)).toMatchObject({ title: 'Gizli' });
  inside.connections = 0;
});

describe('the service as it is put together', () => {
  it.each(['127.0.0.1', 'localhost', '[::1]', '169.254.169.254', 'localhost.localdomain'])(
    'does not look at %s',
    async (host) => {
      const app = await createUnconnectedApp({ LINK_PREVIEWS: 'on' });
      try {
        const previews = app.get(LinkPreviews, { strict: false });
        expect(previews.enabled).toBe(true);
        outgoing.places.clear();
        for (const port of ['', `:${inside.port}`, `:${inside6.port}`]) {
          expect(await previews.fetch(`http://${host}${port}/`)).toBeUndefined();
        }
        expect([...outgoing.places].filter((place) => !place.startsWith('dns:'))).toEqual([]);
        expect([inside.connections, inside6.connections]).toEqual([0, 0]);
      } finally {
        await app.close();
      }
    },
  );
});

describe('over TLS', () => {
  const folder = mkdtempSync(join(tmpdir(), 'dealer-messaging-tls-'));
  const before = getCACertificates('default');
  let secure: WebServer;
  let certificate: string;

  beforeAll(async () => {
    const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
    execFileSync('openssl', [
      ...[
        'req',
        '-x509',
        '-newkey',
        'ec',
        '-pkeyopt',
        'ec_paramgen_curve:prime256v1',
        '-nodes',
        '-days',
        '2',
      ],
      ...[
        '-subj',
        '/CN=galeri.test',
        '-addext',
        'subjectAltName=DNS:galeri.test',
        '-keyout',
        key,
        '-out',
        cert,
      ],
    ]);
    certificate = readFileSync(cert, 'utf8');
    const server = createTlsServer({ key: readFileSync(key), cert: certificate });
    secure = await WebServer.of(server, (_, response) =>
      response
        .setHeader('content-type', 'text/html')
        .end('<title>Güvenli</title><meta property="og:image" content="/a.jpg">'),
    );
  });
  afterAll(async () => {
    setDefaultCACertificates(before);
    await secure.stop();
    rmSync(folder, { recursive: true });
  });

  it('looks at a page whose certificate is trusted and names it, and at no other', async () => {
    const previews = previewsOf(
      secure,
      new TestNames({ 'galeri.test': ['127.0.0.1'], 'b.test': ['127.0.0.1'] }),
    );
    const link = `https://galeri.test:${secure.port}/`;
    expect(await previews.fetch(link)).toBeUndefined();
    setDefaultCACertificates([...before, certificate]);
    expect(await previews.fetch(link)).toEqual({
      url: link,
      title: 'Güvenli',
      description: null,
      site_name: null,
      image_url: `${link}a.jpg`,
    });
    expect(await previews.fetch(`https://b.test:${secure.port}/`)).toBeUndefined();
    expect(secure.requests).toHaveLength(1);
  });
});
