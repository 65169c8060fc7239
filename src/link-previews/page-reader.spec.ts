import { PageReader } from './page-reader.js';

/** @param size characters that are read at a time */
function factsOf(html: string, size = html.length) {
  const reader = new PageReader();
  for (let at = 0; at < html.length && reader.read(html.slice(at, at + size)); at += size);
  return reader.facts();
}

const NOTHING = { title: undefined, description: undefined, siteName: undefined, image: undefined };

describe('PageReader', () => {
  const page = `<!doctype html><html><head><title>Yalnızca başlık</title>
    <meta name="description" content="Genel açıklama"><meta property="og:title" content="2019 Fiat Egea &amp; fazlası">
    <meta property="og:description" content='Hasar kaydı "yok"'><meta property="og:site_name" content="Galeri">
    <meta property="og:image" content="/foto.jpg"><meta property="og:image" content="/iki.jpg">
    </head><body><meta property="og:title" content="of a body"></body></html>`;

  it.each([page.length, 1, 7, 100])('reads what a page says of itself, %d characters at a time', (size) => {
    expect(factsOf(page, size)).toEqual({
      title: '2019 Fiat Egea & fazlası',
      description: 'Hasar kaydı "yok"',
      siteName: 'Galeri',
      image: '/foto.jpg',
    });
  });

  it('is content with less', () => {
    expect(factsOf('<title>Ekspertiz &#199;ıktısı</title><p>…')).toEqual({
      ...NOTHING,
      title: 'Ekspertiz Çıktısı',
    });
    expect(factsOf('<meta name="twitter:title" content="T"><meta name=description content=D>')).toEqual({
      ...NOTHING,
      title: 'T',
      description: 'D',
    });
    expect(factsOf('')).toEqual(NOTHING);
  });

  it.each([
    ['an open title', '<head><title>Başlık', 'Başlık'],
    ['tags that are never closed', '<html><head><meta><div><p><title>Başlık</title>', 'Başlık'],
    ['attributes without quotes or values', '<meta hidden property=og:title content=Başlık>', 'Başlık'],
    ['a tag that is never ended', '<meta property=og:title content=Başlık', undefined],
    ['a script that speaks of heads', '<script>"</head><body>"</script><title>Başlık</title>', 'Başlık'],
    ['a comment', '<!-- <title>no</title> --><title>Başlık</title>', 'Başlık'],
    ['an empty title first', '<meta property="og:title" content=" "><title>Başlık</title>', 'Başlık'],
    [
      'names that mean something to JavaScript',
      '<meta name="__proto__" content="x"><title>Başlık</title>',
      'Başlık',
    ],
    ['bytes of anything', '\u0000\ufffd<<>><\u0000title>x</', undefined],
  ])('reads %s', (_, html, title) => {
    expect(factsOf(html).title).toBe(title);
  });

  it('needs nothing behind the head', () => {
    const reader = new PageReader();
    expect(reader.read('<head><title>Başlık</title>')).toBe(true);
    expect(reader.read('</head>')).toBe(false);
    expect(new PageReader().read('<title>Başlık</title><body>')).toBe(false);
  });

  it('keeps a bounded part of each value', () => {
    const long = 'a'.repeat(100_000);
    expect(factsOf(`<title>${long}</title><meta name=description content="${long}">`)).toMatchObject({
      title: 'a'.repeat(4_000),
      description: 'a'.repeat(4_000),
    });
  });
});
