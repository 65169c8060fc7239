import { jest } from '@jest/globals';
import { storeConfig } from '../../test/integration/storage/store-config.js';
import { contentDisposition } from './content-disposition.js';
import { FileLinks, roundedSigningTime } from './file-links.js';
import { MinioObjectStore } from './minio-object-store.js';
import { ObjectUrls } from './object-urls.js';

const config = storeConfig({
  S3_ENDPOINT: 'http://10.255.255.1:9000',
  S3_PUBLIC_ENDPOINT: 'https://files.example.com',
  FILE_SOURCES: 'legacy-bucket/chat/',
  FILE_URL_TTL: '3600',
});
const links = new FileLinks(new MinioObjectStore(config), new ObjectUrls(config), config);
const HOUR = Date.UTC(2026, 0, 15, 10);

describe('roundedSigningTime', () => {
  it.each([
    ['10:00:00.000', 0, 0],
    ['10:29:59.999', 1_799_999, 0],
    ['10:30:00.000', 1_800_000, 1_800_000],
    ['10:59:59.999', 3_599_999, 1_800_000],
  ])('rounds %s down to the half hour for links of an hour', (_, later, expected) => {
    expect(roundedSigningTime(HOUR + later, 3600)).toEqual(new Date(HOUR + expected));
  });

  it('leaves a link at least half of its time', () => {
    for (const lasts of [60, 61, 3600, 604_800]) {
      for (let now = HOUR; now < HOUR + 7_200_000; now += 7_919) {
        const left = roundedSigningTime(now, lasts).getTime() + lasts * 1000 - now;
        expect(left).toBeGreaterThan(lasts * 500 - 1);
        expect(left).toBeLessThanOrEqual(lasts * 1000);
      }
    }
  });
});

describe('FileLinks', () => {
  beforeEach(() => void jest.useFakeTimers({ now: HOUR + 600_000 }));
  afterEach(() => void jest.useRealTimers());

  it('signs for the public end point, for FILE_URL_TTL from the rounded time, without calling the store', async () => {
    const link = new URL(
      await links.fresh('http://10.255.255.1:9000/chat-files/files/a.png', 'a.png', 'image/png'),
    );
    expect(link.origin + link.pathname).toBe('https://files.example.com/chat-files/files/a.png');
    expect(Object.fromEntries(link.searchParams)).toMatchObject({
      'X-Amz-Date': '20260115T100000Z',
      'X-Amz-Expires': '3600',
      'response-content-type': 'image/png',
      'response-content-disposition': `inline; filename="a.png"; filename*=UTF-8''a.png`,
    });
  });

  it('gives the same link within half of FILE_URL_TTL and another one after it', async () => {
    const read = () => links.fresh('https://files.example.com/chat-files/files/a.png', 'a.png', 'image/png');
    const first = await read();
    jest.setSystemTime(HOUR + 1_799_000);
    expect(await read()).toBe(first);
    jest.setSystemTime(HOUR + 1_800_000);
    expect(await read()).not.toBe(first);
  });

  it('signs objects of a named source', async () => {
    const link = await links.fresh('https://files.example.com/legacy-bucket/chat/x.pdf', null, null);
    expect(link).toContain('X-Amz-Signature=');
    expect(link).toContain('response-content-type=application%2Foctet-stream');
    expect(link).toContain('response-content-disposition=attachment');
  });

  it.each([
    'https://cdn.example.org/old/x.pdf',
    'https://files.example.com/legacy-bucket/private/x.pdf',
    'not a url',
  ])('returns %s, which is outside the store, as it is', async (url) => {
    expect(await links.fresh(url, 'x.pdf', 'application/pdf')).toBe(url);
  });

  it('has no link for no file', async () => {
    expect(await links.fresh(null, null, null)).toBeNull();
  });
});

describe('contentDisposition', () => {
  it.each([
    ['image/png', 'inline'],
    ['audio/ogg', 'inline'],
    ['video/mp4', 'inline'],
    ['application/pdf', 'inline'],
    ['image/svg+xml', 'attachment'],
    ['text/html', 'attachment'],
    ['text/plain', 'attachment'],
    ['application/pdfx', 'attachment'],
    ['application/octet-stream', 'attachment'],
  ])('%s is served as %s', (type, kind) => {
    expect(contentDisposition('a', type).split(';')[0]).toBe(kind);
  });

  it('gives Turkish names in full, with letters of ASCII for those who cannot read them', () => {
    expect(contentDisposition('Şasi ığüöç İ.pdf', 'application/pdf')).toBe(
      `inline; filename="Sasi iguoc I.pdf"; filename*=UTF-8''%C5%9Easi%20%C4%B1%C4%9F%C3%BC%C3%B6%C3%A7%20%C4%B0.pdf`,
    );
  });

  it('lets no name end its own quotes or the header', () => {
    const header = contentDisposition('a"; x="\r\nSet-Cookie: b\\\'*%41.txt', 'text/plain');
    expect(header).toBe(
      `attachment; filename="a_; x=___Set-Cookie: b_'*_41.txt"; ` +
        `filename*=UTF-8''a%22%3B%20x%3D%22%0D%0ASet-Cookie%3A%20b%5C%27%2A%2541.txt`,
    );
  });
});
