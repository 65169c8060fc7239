import { firstLink } from './first-link.js';

describe('firstLink', () => {
  it.each([
    ['https://galeri.example/ilan/42', 'https://galeri.example/ilan/42'],
    [
      'İlan burada: https://galeri.example/ilan?id=42&renk=k%C4%B1rm%C4%B1z%C4%B1.',
      'https://galeri.example/ilan?id=42&renk=k%C4%B1rm%C4%B1z%C4%B1',
    ],
    ['(bkz. https://galeri.example/a_(b))', 'https://galeri.example/a_(b)'],
    ['[rapor](https://galeri.example/rapor.pdf), sonra', 'https://galeri.example/rapor.pdf'],
    ['<https://galeri.example/a>', 'https://galeri.example/a'],
    ['“https://galeri.example/a”!', 'https://galeri.example/a'],
    ['HTTPS://Galeri.Example/A', 'https://galeri.example/A'],
    ['https://a.example https://b.example', 'https://a.example/'],
    ['ftp://a.example ve http://b.example', 'http://b.example/'],
    ['https://şişli-galeri.example/ığdır', 'https://xn--ili-galeri-d9bb.example/%C4%B1%C4%9Fd%C4%B1r'],
    ['http://0x7f.1/', 'http://127.0.0.1/'],
    ['http://2130706433', 'http://127.0.0.1/'],
    ['http://[::ffff:127.0.0.1]/', 'http://[::ffff:7f00:1]/'],
    ['https://a.example/\u202egpj.exe', 'https://a.example/'],
  ])('finds in %s the link %s', (text, link) => {
    expect(firstLink(text)).toBe(link);
  });

  it.each([
    null,
    '',
    'galeri.example',
    'www.galeri.example',
    'mailto:info@galeri.example',
    'javascript:alert(1)',
    'xhttps://galeri.example',
    'http://',
    'https://...',
    'http://[::1',
    'http://999.999.999.999/',
    `https://galeri.example/${'a'.repeat(2_000)}`,
  ])('finds none in %s', (text) => {
    expect(firstLink(text)).toBeUndefined();
  });

  it('takes no time for what only looks like links', () => {
    const started = performance.now();
    firstLink('https://'.repeat(500));
    for (let n = 0; n < 50; n++) {
      firstLink(`https://a.example/${')'.repeat(1_900)}`);
      firstLink(`https://a.example/${'('.repeat(900)}${')]'.repeat(500)}`);
      firstLink(`https://a.example/${')'.repeat(3_900)}`);
    }
    // Each of them took a hundred milliseconds once.
    expect(performance.now() - started).toBeLessThan(1_000);
  });
});
