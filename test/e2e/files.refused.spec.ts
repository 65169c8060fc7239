import { randomUUID } from 'node:crypto';
import type { MessageView, UploadGrant } from '../../src/contracts/index.js';
import type { Answer } from '../support/http.js';
import { refusalOf, Scene } from '../support/scene.js';
import { formWith, PNG, sendForm, uploaded } from '../support/uploads.js';

describe('files that are refused', () => {
  let scene: Scene;

  beforeAll(async () => {
    scene = await Scene.open();
  });
  afterAll(() => scene.close());

  it("refuses a fileUrl that is not this gallery's upload for this room, as announced", async () => {
    const { buyer, seller, path } = await scene.room();
    const elsewhere = await scene.room();
    const file = await uploaded(scene, buyer, path);
    const foreign = await uploaded(scene, seller, path);
    const otherRoom = await uploaded(scene, elsewhere.buyer, elsewhere.path);
    const accepted = await scene.as(buyer).post<MessageView>(`${path}/upload`, file);
    const html = await uploaded(scene, buyer, path, Buffer.from('<html><script>alert(1)</script></html>'));
    const origin = new URL(file.fileUrl).origin;
    const bad: [string, object][] = [
      ['another host', { fileUrl: file.fileUrl.replace(origin, 'https://evil.example.com') }],
      ['file:', { fileUrl: 'file:///etc/passwd' }],
      ['javascript:', { fileUrl: 'javascript:alert(1)' }],
      ['a link-local address', { fileUrl: 'http://169.254.169.254/latest/meta-data/' }],
      ['credentials in the URL', { fileUrl: file.fileUrl.replace('://', '://user:pass@') }],
      ['dots', { fileUrl: `${file.fileUrl}/../../x` }],
      ['no URL', { fileUrl: 'resim.png' }],
      ["another gallery's upload", { fileUrl: foreign.fileUrl }],
      ['an upload for another room', { fileUrl: otherRoom.fileUrl }],
      ['a file that is a message already', { fileUrl: accepted.body.data.file_url }],
      ['a missing object', { fileUrl: `${file.fileUrl.slice(0, -40)}${randomUUID()}.png` }],
      ['another size', { fileSize: PNG.length + 1 }],
      ['another type', { fileType: 'application/pdf', fileName: 'a.pdf' }],
      ['bytes unlike the type', { fileUrl: html.fileUrl, fileSize: html.fileSize }],
      ['SVG', { fileType: 'image/svg+xml', fileName: 'a.svg' }],
      ['HTML', { fileType: 'text/html', fileName: 'a.html' }],
      ['a path in the name', { fileName: '../../etc/passwd.png' }],
      ['a name of 300 characters', { fileName: `${'a'.repeat(296)}.png` }],
      ['an extension unlike the type', { fileName: 'fatura.exe' }],
      ['26 MB', { fileSize: 26 * 1024 * 1024 + 1 }],
    ];
    const answers: [string, Answer][] = [];
    for (const [name, change] of bad) {
      answers.push([name, await scene.as(buyer).post(`${path}/upload`, { ...file, ...change })]);
    }
    expect(answers.filter(([, { status }]) => status !== 400).map(([name]) => name)).toEqual([]);
    for (const [name, answer] of answers)
      expect([name, ...refusalOf(answer)]).toEqual([name, 400, 'FILE_INVALID']);
    expect(refusalOf(await scene.as(buyer).post(`${path}/upload`, { ...file, fileName: 'a\0.png' }))).toEqual(
      [400, 'VALIDATION_FAILED'],
    );
    expect((await scene.as(buyer).get<MessageView[]>(`${path}/messages`)).body.pagination.total).toBe(1);
  });

  it('refuses an upload grant for what would be refused later', async () => {
    const { buyer, path } = await scene.room();
    const good = { fileName: 'a.png', fileSize: 100, fileType: 'image/png' };
    for (const change of [
      { fileType: 'image/svg+xml' },
      { fileSize: 0 },
      { fileSize: 30_000_000 },
      { fileName: '../a.png' },
      { fileName: 'a.html' },
    ]) {
      expect(refusalOf(await scene.as(buyer).post(`${path}/upload-url`, { ...good, ...change }))).toEqual([
        400,
        'FILE_INVALID',
      ]);
    }
    expect(refusalOf(await scene.as(buyer).post(`${path}/upload-url`, { ...good, fileSize: '100' }))).toEqual(
      [400, 'VALIDATION_FAILED'],
    );
  });

  it('refuses a form that has no file, two files, a wrong file or a bad caption, and stores nothing', async () => {
    const { buyer, path } = await scene.room();
    const none = new FormData();
    none.append('caption', 'x');
    const two = formWith(PNG, 'a.png', 'image/png');
    two.append('file', new Blob([new Uint8Array(PNG)], { type: 'image/png' }), 'b.png');
    const misnamed = new FormData();
    misnamed.append('photo', new Blob([new Uint8Array(PNG)], { type: 'image/png' }), 'a.png');
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');
    const bad: [string, FormData, string][] = [
      ['no file', none, 'FILE_INVALID'],
      ['two files', two, 'FILE_INVALID'],
      ['another field', misnamed, 'FILE_INVALID'],
      ['SVG', formWith(svg, 'a.svg', 'image/svg+xml'), 'FILE_INVALID'],
      ['SVG called PNG', formWith(svg, 'a.png', 'image/png'), 'FILE_INVALID'],
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
    expect((await scene.as(buyer).get<MessageView[]>(`${path}/messages`)).body.pagination.total).toBe(0);
  }, 20_000);

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
