import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { MessageView } from '../../src/contracts/index.js';
import { QuietRoom } from '../support/quiet-room.js';
import { Scene } from '../support/scene.js';
import { PNG, sentFiles, uploaded } from '../support/uploads.js';

type Upload = Awaited<ReturnType<typeof uploaded>>;

/** What a message could name as its file. */
interface Uploads {
  /** The sender's own, for this room. */
  own: Upload;
  /** The other side's, for this room. */
  otherSides: Upload;
  /** For a room of other galleries. */
  elsewhere: Upload;
  /** The sender's own, for another room of theirs. */
  otherRoom: Upload;
  /** HTML that was announced as a PNG. */
  html: Upload;
  /** Where the service could be made to ask. */
  outside: string;
}

const at = (origin: string, fileUrl: string): string => fileUrl.replace(new URL(fileUrl).origin, origin);

/** What a payload has instead of the sender's own upload. Without a code: FILE_INVALID. */
const REFUSED: [name: string, change: (uploads: Uploads) => object, code?: string][] = [
  ['another host', ({ own, outside }) => ({ fileUrl: at(outside, own.fileUrl) })],
  [
    'another host with the store in its user',
    ({ own, outside }) => ({ fileUrl: withUser(own.fileUrl, outside) }),
  ],
  ['file:', () => ({ fileUrl: 'file:///etc/passwd' })],
  ['javascript:', () => ({ fileUrl: 'javascript:alert(1)' })],
  ['data:', () => ({ fileUrl: `data:image/png;base64,${PNG.toString('base64')}` })],
  ['a link-local address', () => ({ fileUrl: 'http://169.254.169.254/latest/meta-data/' })],
  ['a link-local address in IPv6', ({ own }) => ({ fileUrl: at('http://[fe80::1]', own.fileUrl) })],
  ['no URL', () => ({ fileUrl: 'resim.png' })],
  ['credentials in the URL', ({ own }) => ({ fileUrl: own.fileUrl.replace('://', '://user:pass@') })],
  ['dots', ({ own, elsewhere }) => ({ fileUrl: throughDots(own.fileUrl, elsewhere.fileUrl) })],
  ["the other side's upload", ({ otherSides }) => ({ fileUrl: otherSides.fileUrl })],
  ['an upload for a room of others', ({ elsewhere }) => ({ fileUrl: elsewhere.fileUrl })],
  ["the sender's own upload for another room", ({ otherRoom }) => ({ fileUrl: otherRoom.fileUrl })],
  ['a missing object', ({ own }) => ({ fileUrl: `${own.fileUrl.slice(0, -40)}${randomUUID()}.png` })],
  ['a smaller size', () => ({ fileSize: PNG.length - 1 })],
  ['a larger size', () => ({ fileSize: PNG.length + 1 })],
  ['no bytes', () => ({ fileSize: 0 })],
  ['26 MB', () => ({ fileSize: 26 * 1024 * 1024 + 1 })],
  ['another type', () => ({ fileType: 'application/pdf', fileName: 'a.pdf' })],
  ['bytes unlike the type', ({ html }) => ({ ...html })],
  ['SVG', () => ({ fileType: 'image/svg+xml', fileName: 'a.svg' })],
  ['HTML', () => ({ fileType: 'text/html', fileName: 'a.html' })],
  ['a path in the name', () => ({ fileName: '../../etc/passwd.png' })],
  ['a path of Windows in the name', () => ({ fileName: '..\\..\\passwd.png' })],
  ['a name of 300 characters', () => ({ fileName: `${'a'.repeat(296)}.png` })],
  ['a name that turns its direction', () => ({ fileName: 'a\u202Egnp.png' })],
  ['an extension unlike the type', () => ({ fileName: 'fatura.exe' })],
  ['NUL in the name', () => ({ fileName: 'a\0.png' }), 'VALIDATION_FAILED'],
  ['a text for the size', () => ({ fileSize: String(PNG.length) }), 'VALIDATION_FAILED'],
  ['a list for the URL', ({ own }) => ({ fileUrl: [own.fileUrl] }), 'VALIDATION_FAILED'],
];

const withUser = (fileUrl: string, outside: string): string => {
  const { host, pathname } = new URL(fileUrl);
  return `http://${host}@${new URL(outside).host}${pathname}`;
};

/** Begins with the place of one's own uploads, and means another's. */
const throughDots = (own: string, others: string): string =>
  `${own.slice(0, own.lastIndexOf('/'))}/../../..${new URL(others).pathname.replace(/^\/[^/]+\/[^/]+/, '')}`;

describe('a file in send_message', () => {
  let scene: Scene;
  let quiet: QuietRoom;
  let uploads: Uploads;
  let asked = 0;
  const outside = createServer((_, response) => {
    asked += 1;
    response.end(PNG);
  });

  beforeAll(async () => {
    await once(outside.listen(0, '127.0.0.1'), 'listening');
    scene = await Scene.open();
    quiet = await QuietRoom.open(scene);
    const { buyer, seller, path } = quiet.room;
    const elsewhere = await scene.room();
    const body = { roomType: 'vehicle', vehicleId: await scene.market.vehicle(seller.galleryId) };
    const other = await scene.as(buyer).post<{ id: string }>('/chats', body);
    uploads = {
      own: await uploaded(scene, buyer, path),
      otherSides: await uploaded(scene, seller, path),
      elsewhere: await uploaded(scene, elsewhere.buyer, elsewhere.path),
      otherRoom: await uploaded(scene, buyer, `/chats/${other.body.data.id}`),
      html: await uploaded(scene, buyer, path, Buffer.from('<html><script>alert(1)</script></html>')),
      outside: `http://127.0.0.1:${(outside.address() as AddressInfo).port}`,
    };
    for (const socket of [quiet.buyerSocket, quiet.sellerSocket]) {
      // Of the other room.
      await socket.next('room_created');
    }
  });
  afterAll(async () => {
    scene.hangUp();
    await scene.close();
    outside.close();
  });

  it.each(REFUSED)('is refused, and nobody hears of it: %s', async (_, change, code = 'FILE_INVALID') => {
    const { roomId } = quiet.room;
    const before = { files: await sentFiles(scene, roomId), asked };
    await quiet.expectNothingOf(async () => {
      const payload = { roomId, messageType: 'file', ...uploads.own, ...change(uploads) };
      expect((await quiet.buyerSocket.refusal('send_message', payload)).code).toBe(code);
    });
    expect({ files: await sentFiles(scene, roomId), asked }).toEqual(before);
  });

  it('is taken as it was announced, and not a second time from where it is kept then', async () => {
    const { roomId, seller } = quiet.room;
    const payload = { roomId, messageType: 'file', ...uploads.own };
    const message = await quiet.buyerSocket.ask<MessageView>('send_message', payload);
    expect(message).toMatchObject({ seq: 2, message_type: 'file', file_size: PNG.length, content: null });
    expect(await quiet.sellerSocket.next('new_message')).toEqual({ roomId, message });
    const again = { ...payload, fileUrl: message.file_url };
    expect((await quiet.buyerSocket.refusal('send_message', again)).code).toBe('FILE_INVALID');
    expect(await sentFiles(scene, roomId)).toHaveLength(1);
    const { body } = await scene.as(seller).get<MessageView[]>(`/chats/${roomId}/messages`);
    expect(body.data.map(({ seq }) => seq)).toEqual([1, 2]);
  });
});
