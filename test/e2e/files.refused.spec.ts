import { randomUUID } from 'node:crypto';
import type { MessageView, UploadGrant } from '../../src/contracts/index.js';
import { call, type Answer } from '../support/http.js';
import { refusalOf, Scene } from '../support/scene.js';
import { storedBy } from '../support/stored.js';
import { formWith, PNG, sendForm, uploaded } from '../support/uploads.js';

describe('files that are refused', () => {
  let scene: Scene;

  beforeAll(async () => {
    scene = await Scene.open();
  });
  afterAll(() => scene.close());

  /** The two ways to send a file that lies in the store. */
  const WAYS: [name: string, path: string, more: object][] = [
    ['POST /upload', 'upload', {}],
    ['POST /messages', 'messages', { messageType: 'file' }],
  ];

  describe.each(WAYS)('by %s', (_, way, more) => {
    let bad: [name: string, change: object, code?: string][];
    let send: (change: object) => Promise<Answer<MessageView>>;
    let stored: () => Promise<object>;

    beforeAll(async () => {
      const { buyer, seller, path } = await scene.room();
      const elsewhere = await scene.room();
      const file = await uploaded(scene, buyer, path);
      const foreign = await uploaded(scene, seller, path);
      const otherRoom = await uploaded(scene, elsewhere.buyer, elsewhere.path);
      const html = await uploaded(scene, buyer, path, Buffer.from('<html><script>alert(1)</script></html>'));
      send = (change) => scene.as(buyer).post(`${path}/${way}`, { ...more, ...file, ...change });
      stored = () => storedBy(scene.service);
      // But for what is changed, it is taken.
      const accepted = await send({});
      expect(accepted.status).toBe(201);
      const at = (url: string) => ({ fileUrl: url });
      const { origin } = new URL(file.fileUrl);
      bad = [
        ['another host', at(file.fileUrl.replace(origin, 'https://evil.example.com'))],
        ['file:', at('file:///etc/passwd')],
        ['javascript:', at('javascript:alert(1)')],
        ['a link-local address', at('http://169.254.169.254/latest/meta-data/')],
        ['credentials in the URL', at(file.fileUrl.replace('://', '://user:pass@'))],
        ['dots', at(`${file.fileUrl}/../../x`)],
        ['no URL', at('resim.png')],
        ["another gallery's upload", at(foreign.fileUrl)],
        ['an upload for another room', at(otherRoom.fileUrl)],
        ['a file that is a message already', at(accepted.body.data.file_url ?? '')],
        ['a missing object', at(`${file.fileUrl.slice(0, -40)}${randomUUID()}.png`)],
        ['another size', { fileSize: PNG.length + 1 }],
        ['no size', { fileSize: 0 }],
        ['26 MB', { fileSize: 26 * 1024 * 1024 + 1 }],
        ['another type', { fileType: 'application/pdf', fileName: 'a.pdf' }],
        ['bytes unlike the type', { fileUrl: html.fileUrl, fileSize: html.fileSize }],
        ['SVG', { fileType: 'image/svg+xml', fileName: 'a.svg' }],
        ['HTML', { fileType: 'text/html', fileName: 'a.html' }],
        ['a path in the name', { fileName: '../../etc/passwd.png' }],
        ['a name of 300 characters', { fileName: `${'a'.repeat(296)}.png` }],
        ['an extension unlike the type', { fileName: 'fatura.exe' }],
        ['NUL in the name', { fileName: 'a\0.png' }, 'VALIDATION_FAILED'],
      ];
    });

    it('is 400 when it is not what this gallery uploaded for this room, or not as announced', async () => {
      const before = await stored();
      for (const [name, change, code = 'FILE_INVALID'] of bad) {
        expect([name, ...refusalOf(await send(change))]).toEqual([name, 400, code]);
      }
      expect(await stored()).toEqual(before);
    });
  });

  it('refuses an upload grant for what would be refused later', async () => {
    const { buyer, path } = await scene.room();
    const good = { fileName: 'a.png', fileSize: 100, fileType: 'image/png' };
    const bad: [name: string, change: object, code?: string][] = [
      ['SVG', { fileType: 'image/svg+xml', fileName: 'a.svg' }],
      ['SVG with the name of a PNG', { fileType: 'image/svg+xml' }],
      ['HTML', { fileType: 'text/html', fileName: 'a.html' }],
      ['a page for a name', { fileName: 'a.html' }],
      ['no bytes', { fileSize: 0 }],
      ['too many bytes', { fileSize: 30_000_000 }],
      ['a path in the name', { fileName: '../a.png' }],
      ['a name of 300 characters', { fileName: `${'a'.repeat(296)}.png` }],
      ['NUL in the name', { fileName: 'a\0.png' }, 'VALIDATION_FAILED'],
      ['a text for the size', { fileSize: '100' }, 'VALIDATION_FAILED'],
    ];
    for (const [name, change, code = 'FILE_INVALID'] of bad) {
      const answer = await scene.as(buyer).post(`${path}/upload-url`, { ...good, ...change });
      expect([name, ...refusalOf(answer)]).toEqual([name, 400, code]);
      // No signature is to be had.
      expect(answer.body.data).toBeUndefined();
    }
    expect((await scene.as(buyer).post(`${path}/upload-url`, good)).status).toBe(201);
  });

  it('refuses a form that has no file, two files, a wrong file or a bad caption, and stores nothing', async () => {
    const { buyer, path } = await scene.room();
    const before = await storedBy(scene.service);
    const none = new FormData();
    none.append('caption', 'x');
    const two = formWith(PNG, 'a.png', 'image/png');
    two.append('file', new Blob([new Uint8Array(PNG)], { type: 'image/png' }), 'b.png');
    const misnamed = new FormData();
    misnamed.append('photo', new Blob([new Uint8Array(PNG)], { type: 'image/png' }), 'a.png');
    const html = Buffer.from('<html><script>alert(1)</script></html>');
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');
    const bad: [string, FormData, string][] = [
      ['no file', none, 'FILE_INVALID'],
      ['two files', two, 'FILE_INVALID'],
      ['another field', misnamed, 'FILE_INVALID'],
      ['SVG', formWith(svg, 'a.svg', 'image/svg+xml'), 'FILE_INVALID'],
      ['SVG called PNG', formWith(svg, 'a.png', 'image/png'), 'FILE_INVALID'],
      ['HTML', formWith(html, 'a.html', 'text/html'), 'FILE_INVALID'],
      ['HTML called a text', formWith(html, 'a.txt', 'text/plain'), 'FILE_INVALID'],
      ['a path in the name', formWith(PNG, '../../etc/a.png', 'image/png'), 'FILE_INVALID'],
      ['a name of 300 characters', formWith(PNG, `${'a'.repeat(296)}.png`, 'image/png'), 'FILE_INVALID'],
      ['an empty file', formWith(Buffer.alloc(0), 'a.png', 'image/png'), 'FILE_INVALID'],
      [
        'too large',
        formWith(Buffer.concat([PNG, Buffer.alloc(27_000_000)]), 'a.png', 'image/png'),
        'FILE_INVALID',
      ],
      ['a blank caption', formWith(PNG, 'a.png', 'image/png', { caption: ' \u200B' }), 'VALIDATION_FAILED'],
      ['a malformed id', formWith(PNG, 'a.png', 'image/png', { clientMessageId: '1' }), 'VALIDATION_FAILED'],
    ];
    for (const [name, data, expected] of bad) {
      expect([name, refusalOf(await sendForm(scene, buyer, path, data))]).toEqual([name, [400, expected]]);
    }
    expect(await storedBy(scene.service)).toEqual(before);
  }, 20_000);

  // As browsers write a name, and as RFC 5987 does: a client of its own may put any byte there.
  it.each([
    ['NUL', 'filename="a\0.png"'],
    ['NUL behind another ending', 'filename="a.html\0.png"'],
    ['NUL in another notation', "filename*=UTF-8''a%00.png"],
    ['a path in another notation', "filename*=UTF-8''..%2F..%2Fa.png"],
    ['a path of Windows', 'filename="..\\..\\a.png"'],
    ['a line break', "filename*=UTF-8''a%0D%0Ab.png"],
  ])('refuses a form whose file has %s in its name, and stores nothing', async (_, fileName) => {
    const { buyer, path } = await scene.room();
    const before = await storedBy(scene.service);
    const send = (name: string) =>
      call<MessageView>(scene.service.url, 'POST', `${path}/upload`, {
        token: buyer.token,
        headers: { 'content-type': 'multipart/form-data; boundary=b' },
        raw: Buffer.concat([
          Buffer.from(`--b\r\ncontent-disposition: form-data; name="file"; ${name}\r\n`),
          Buffer.from('content-type: image/png\r\n\r\n'),
          PNG,
          Buffer.from('\r\n--b--\r\n'),
        ]),
      });
    expect(refusalOf(await send(fileName))).toEqual([400, 'FILE_INVALID']);
    expect(await storedBy(scene.service)).toEqual(before);
    expect((await send('filename="a.png"')).status).toBe(201);
  });

  it('answers 503 within 5 s to an upload while the store is down, and leaves text alone', async () => {
    const cut = await Scene.open({ S3_ENDPOINT: 'http://127.0.0.1:9' });
    try {
      const { buyer, path, send } = await cut.room();
      const client = cut.as(buyer);
      const began = Date.now();
      const announced = { fileName: 'a.png', fileSize: PNG.length, fileType: 'image/png' };
      const grant = await client.post<UploadGrant>(`${path}/upload-url`, announced);
      const uploads = await Promise.all([
        client.post(`${path}/upload`, { ...announced, fileUrl: grant.body.data.file_url }),
        sendForm(cut, buyer, path, formWith(PNG, 'a.png', 'image/png')),
      ]);
      expect(uploads.map(refusalOf)).toEqual(uploads.map(() => [503, 'STORAGE_UNAVAILABLE']));
      // And some for a busy machine.
      expect(Date.now() - began).toBeLessThan(6_000);
      expect((await send(buyer, 'Metin gider')).status).toBe(201);
    } finally {
      await cut.close();
    }
  }, 20_000);
});
