import { safeName } from './export-directory.js';

describe('the name of an exported file', () => {
  it.each([
    ['ön görünüş.jpg', 'ön görünüş.jpg'],
    ['../../etc/passwd', '_.._etc_passwd'],
    ['..', 'file'],
    ['', 'file'],
    ['/', '_'],
    ['C:\\Windows\\system32\\x.dll', 'C__Windows_system32_x.dll'],
    ['fatura\u202Efdp.exe', 'fatura_fdp.exe'],
    ['a\0b\nc.pdf', 'a_b_c.pdf'],
    ['.htaccess', 'htaccess'],
    ['boş. . ', 'boş'],
    ['\uD800.png', '\uFFFD.png'],
  ])('%j becomes %j', (name, expected) => {
    expect(safeName(name)).toBe(expected);
  });

  it('is short enough for every disk, and keeps its ending', () => {
    const name = safeName(`${'ğ'.repeat(255)}.pdf`);
    expect(Buffer.byteLength(name)).toBeLessThanOrEqual(200);
    expect(name).toMatch(/^ğ+\.pdf$/);
  });
});
