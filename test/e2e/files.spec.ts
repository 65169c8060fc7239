import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { Client as StoreClient } from 'minio';
import type { MessageView, RoomView, UploadGrant } from '../../src/contracts/index.js';
import { Marketplace, type Dealer } from '../factories/marketplace.js';
import { required } from '../support/environment.js';
import { call, Client, type Answer } from '../support/http.js';
import { startService, type TestService } from '../support/service.js';
import { TestSocket } from '../support/sockets.js';

/** The smallest PNG there is: one transparent pixel. */
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);

describe('files', () => {
  const store = new URL(required('TEST_S3_ENDPOINT'));
  const storeOwner = new StoreClient({
    endPoint: store.hostname,
    port: Number(store.port),
    useSSL: store.protocol === 'https:',
    region: 'us-east-1',
    accessKey: required('TEST_S3_ACCESS_KEY'),
    secretKey: required('TEST_S3_SECRET_KEY'),
  });
  let service: TestService;
  let market: Marketplace;
  const as = ({ token }: Pick<Dealer, 'token'>) => new Client(service.url, token);
  const code = ({ status, body }: Answer) => [status, body.error.code];

  async function room() {
    const deal = await market.deal();
    const { body } = await as(deal.buyer).post<RoomView>('/chats', {
      roomType: 'offer',
      offerId: deal.offerId,
    });
    return { ...deal, roomId: body.data.id, path: `/chats/${body.data.id}` };
  }

  /** Uploads straight to the store, as a browser would. */
  async function upload(
    { upload: { url, fields } }: UploadGrant,
    bytes: Uint8Array<ArrayBuffer>,
    type: string,
  ) {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.append(name, value);
    form.append('file', new Blob([bytes], { type }), 'file');
    return fetch(url, { method: 'POST', body: form });
  }

  /** A grant for a PNG, used. */
  async function uploaded(
    dealer: Dealer,
    path: string,
    bytes: Buffer = PNG,
    fileName = 'araç-görüntüsü.png',
  ) {
    const announced = { fileName, fileSize: bytes.length, fileType: 'image/png' };
    const grant = await as(dealer).post<UploadGrant>(`${path}/upload-url`, announced);
    expect(grant.status).toBe(201);
    expect((await upload(grant.body.data, new Uint8Array(bytes), 'image/png')).status).toBeLessThan(300);
    return { ...announced, fileUrl: grant.body.data.file_url };
  }

  const multipart = (dealer: Dealer, path: string, form: FormData) =>
    call<MessageView>(service.url, 'POST', `${path}/upload`, { token: dealer.token, raw: form });

  const form = (bytes: Buffer, name: string, type: string, fields: Record<string, string> = {}) => {
    const data = new FormData();
    for (const [field, value] of Object.entries(fields)) data.append(field, value);
    data.append('file', new Blob([new Uint8Array(bytes)], { type }), name);
    return data;
  };

  /** What the service has stored for a room, past the service. */
  const storedFiles = (roomId: string): Promise<unknown[]> =>
    storeOwner.listObjectsV2(service.bucket, `files/${roomId}/`, true).toArray();

  beforeAll(async () => {
    service = await startService();
    market = new Marketplace(service.db);
  });
  afterAll(() => service.stop());

  it('upload-url answers with a form for the store, the URL to name, and its end', async () => {
    const { buyer, path } = await room();
    const { status, body } = await as(buyer).post<UploadGrant>(`${path}/upload-url`, {
      fileName: 'ruhsat.pdf',
      fileSize: 1_024,
      fileType: 'application/pdf',
    });
    expect(status).toBe(201);
    expect(body.data).toEqual({
      upload: {
        url: expect.stringMatching(/^http/),
        method: 'POST',
        fields: expect.objectContaining({ key: expect.any(String) }),
      },
      file_url: expect.stringContaining(service.bucket),
      expires_at: expect.stringMatching(/Z$/),
    });
    expect(Date.parse(body.data.expires_at)).toBeGreaterThan(Date.now());
  });

  it('goes from the browser to the store, to the message, to the other side, and back out of the store', async () => {
    const { buyer, seller, roomId, path } = await room();
    const socket = await TestSocket.connect(service.url, { token: seller.token });
    const file = await uploaded(buyer, path);
    const sent = await as(buyer).post<MessageView>(`${path}/upload`, { ...file, caption: 'Ön görünüm' });
    expect(sent.status).toBe(201);
    expect(sent.body.data).toMatchObject({
      room_id: roomId,
      message_type: 'file',
      content: 'Ön görünüm',
      file_name: 'araç-görüntüsü.png',
      file_size: PNG.length,
      file_type: 'image/png',
      seq: 1,
    });
    const live = await socket.next<{ message: MessageView }>('new_message');
    expect(live.message).toEqual(sent.body.data);
    socket.close();

    const link = sent.body.data.file_url ?? '';
    const download = await fetch(link);
    expect(download.status).toBe(200);
    expect(Buffer.from(await download.arrayBuffer()).equals(PNG)).toBe(true);
    expect(download.headers.get('content-type')).toBe('image/png');
    expect(download.headers.get('content-disposition')).toMatch(/^inline/);
    // Without its signature the link is worth nothing, and two reads give the same one.
    expect((await fetch(link.split('?')[0] ?? '')).status).toBe(403);
    const one = await as(seller).get<MessageView>(`${path}/messages/${sent.body.data.id}`);
    expect(one.body.data.file_url).toBe(link);
    const stored = await service.db.query('SELECT file_url FROM chat_messages WHERE id = $1', [
      sent.body.data.id,
    ]);
    expect(stored.rows[0]).toEqual({ file_url: link.split('?')[0] });
  });

  it('messageType "file" is the same as upload, over REST and the socket', async () => {
    const { buyer, roomId, path } = await room();
    const file = await uploaded(buyer, path);
    const rest = await as(buyer).post<MessageView>(`${path}/messages`, { messageType: 'file', ...file });
    expect([rest.status, rest.body.data.message_type, rest.body.data.content]).toEqual([201, 'file', null]);
    expect((await as(buyer).get<RoomView>(path)).body.data.last_message_preview).toBe('araç-görüntüsü.png');
    const socket = await TestSocket.connect(service.url, { token: buyer.token });
    const again = await uploaded(buyer, path);
    const sent = await socket.ask<MessageView>('send_message', {
      roomId,
      messageType: 'file',
      content: 'Ek',
      ...again,
    });
    expect(sent).toMatchObject({ seq: 2, content: 'Ek', file_size: PNG.length });
    socket.close();
  });

  it('comes as multipart through the service too, the fields before or after the file', async () => {
    const { buyer, path } = await room();
    const first = form(PNG, 'İlan fotoğrafı.PNG', 'image/png', {
      caption: 'Önce',
      clientMessageId: randomUUID(),
    });
    const sent = await multipart(buyer, path, first);
    expect(sent.status).toBe(201);
    expect(sent.body.data).toMatchObject({
      content: 'Önce',
      file_name: 'İlan fotoğrafı.PNG',
      file_size: PNG.length,
    });
    const bytes = Buffer.from(await (await fetch(sent.body.data.file_url ?? '')).arrayBuffer());
    expect(bytes.equals(PNG)).toBe(true);
    const after = form(PNG, 'b.png', 'image/png');
    after.append('caption', 'Sonra');
    expect((await multipart(buyer, path, after)).body.data.content).toBe('Sonra');
  });

  it('takes a large file as a stream, byte for byte', async () => {
    const { buyer, path } = await room();
    const mp4 = Buffer.concat([
      Buffer.from(
        '0000002066747970697 36f6d0000020069736f6d69736f32617663316d703431'.replace(' ', ''),
        'hex',
      ),
      randomBytes(30_000_000),
    ]);
    const sent = await multipart(buyer, path, form(mp4, 'tur.mp4', 'video/mp4'));
    expect([sent.status, sent.body.data.file_size]).toEqual([201, mp4.length]);
    const bytes = Buffer.from(await (await fetch(sent.body.data.file_url ?? '')).arrayBuffer());
    const hash = (data: Buffer) => createHash('sha256').update(data).digest('hex');
    expect(hash(bytes)).toBe(hash(mp4));
  }, 30_000);

  it('knows a repeat under the same clientMessageId, and keeps one file', async () => {
    const { buyer, path } = await room();
    const clientMessageId = randomUUID();
    const file = await uploaded(buyer, path);
    const first = await as(buyer).post<MessageView>(`${path}/upload`, { ...file, clientMessageId });
    const again = await as(buyer).post<MessageView>(`${path}/upload`, { ...file, clientMessageId });
    expect([first.status, again.status, again.body.data.id]).toEqual([201, 200, first.body.data.id]);
    const other = await as(buyer).post(`${path}/upload`, { ...file, clientMessageId, caption: 'x' });
    expect(code(other)).toEqual([409, 'IDEMPOTENCY_CONFLICT']);

    const id = randomUUID();
    const send = () => multipart(buyer, path, form(PNG, 'a.png', 'image/png', { clientMessageId: id }));
    const answers = await Promise.all(Array.from({ length: 4 }, send));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 200, 201]);
    expect(new Set(answers.map(({ body }) => body.data.id)).size).toBe(1);
    expect((await as(buyer).get<MessageView[]>(`${path}/messages`)).body.pagination.total).toBe(2);
  });

  it('keeps one file of a form that comes again, changed or not, one after the other or at once', async () => {
    const { buyer, roomId, path } = await room();
    const send = (id: string, caption = 'x') =>
      multipart(buyer, path, form(PNG, 'a.png', 'image/png', { clientMessageId: id, caption }));
    const id = randomUUID();
    for (const [caption, status] of [
      ['x', 201],
      ['x', 200],
      ['x', 200],
      ['y', 409],
    ] as const) {
      expect([caption, (await send(id, caption)).status]).toEqual([caption, status]);
      expect(await storedFiles(roomId)).toHaveLength(1);
    }
    const other = randomUUID();
    const answers = await Promise.all(Array.from({ length: 10 }, () => send(other)));
    // More than four at once are refused.
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(answers.every(({ status }) => [200, 201, 429].includes(status))).toBe(true);
    expect(await storedFiles(roomId)).toHaveLength(2);
    // Ten at once of a file that lies in the store already.
    const file = { ...(await uploaded(buyer, path)), clientMessageId: randomUUID() };
    const ten = await Promise.all(
      Array.from({ length: 10 }, () => as(buyer).post<MessageView>(`${path}/upload`, file)),
    );
    expect(new Set(ten.map(({ body }) => body.data.id)).size).toBe(1);
    expect(await storedFiles(roomId)).toHaveLength(3);
  });

  it('refuses the fifth form of one user that is under way, and takes another user’s', async () => {
    const { buyer, seller, path } = await room();
    // Each node counts for itself, and Caddy would wait for more of a form before it hands on an answer: so to one node.
    const stalled = Array.from({ length: 5 }, () => {
      const request = httpRequest(`${service.nodes[0]!.url}${path}/upload`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${buyer.token}`,
          'content-type': 'multipart/form-data; boundary=b',
        },
      });
      // The four others are broken off by this test.
      request.on('error', () => undefined);
      request.write(
        '--b\r\ncontent-disposition: form-data; name="file"; filename="a.png"\r\ncontent-type: image/png\r\n\r\n',
      );
      return request;
    });
    try {
      const [refused] = await Promise.race(
        stalled.map((request) => once(request, 'response') as Promise<[IncomingMessage]>),
      );
      expect([refused.statusCode, Number(refused.headers['retry-after'])]).toEqual([429, 5]);
      const body = JSON.parse(Buffer.concat(await refused.toArray()).toString()) as Answer['body'];
      expect(body.error.code).toBe('RATE_LIMITED');
      expect((await multipart(seller, path, form(PNG, 'a.png', 'image/png'))).status).toBe(201);
    } finally {
      for (const request of stalled) request.destroy();
    }
  });

  it("refuses a fileUrl that is not this gallery's upload for this room, as announced", async () => {
    const { buyer, seller, path } = await room();
    const elsewhere = await room();
    const file = await uploaded(buyer, path);
    const foreign = await uploaded(seller, path);
    const otherRoom = await uploaded(elsewhere.buyer, elsewhere.path);
    const accepted = await as(buyer).post<MessageView>(`${path}/upload`, file);
    const html = await uploaded(buyer, path, Buffer.from('<html><script>alert(1)</script></html>'));
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
    for (const [name, change] of bad) {
      expect([name, code(await as(buyer).post(`${path}/upload`, { ...file, ...change }))]).toEqual([
        name,
        [400, 'FILE_INVALID'],
      ]);
    }
    expect(code(await as(buyer).post(`${path}/upload`, { ...file, fileName: 'a\0.png' }))).toEqual([
      400,
      'VALIDATION_FAILED',
    ]);
    expect((await as(buyer).get<MessageView[]>(`${path}/messages`)).body.pagination.total).toBe(1);
  });

  it('refuses an upload grant for what would be refused later', async () => {
    const { buyer, path } = await room();
    const good = { fileName: 'a.png', fileSize: 100, fileType: 'image/png' };
    for (const change of [
      { fileType: 'image/svg+xml' },
      { fileSize: 0 },
      { fileSize: 30_000_000 },
      { fileName: '../a.png' },
      { fileName: 'a.html' },
    ]) {
      expect(code(await as(buyer).post(`${path}/upload-url`, { ...good, ...change }))).toEqual([
        400,
        'FILE_INVALID',
      ]);
    }
    expect(code(await as(buyer).post(`${path}/upload-url`, { ...good, fileSize: '100' }))).toEqual([
      400,
      'VALIDATION_FAILED',
    ]);
  });

  it('refuses a form that has no file, two files, a wrong file or a bad caption, and stores nothing', async () => {
    const { buyer, path } = await room();
    const none = new FormData();
    none.append('caption', 'x');
    const two = form(PNG, 'a.png', 'image/png');
    two.append('file', new Blob([new Uint8Array(PNG)], { type: 'image/png' }), 'b.png');
    const misnamed = new FormData();
    misnamed.append('photo', new Blob([new Uint8Array(PNG)], { type: 'image/png' }), 'a.png');
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');
    const bad: [string, FormData, string][] = [
      ['no file', none, 'FILE_INVALID'],
      ['two files', two, 'FILE_INVALID'],
      ['another field', misnamed, 'FILE_INVALID'],
      ['SVG', form(svg, 'a.svg', 'image/svg+xml'), 'FILE_INVALID'],
      ['SVG called PNG', form(svg, 'a.png', 'image/png'), 'FILE_INVALID'],
      ['an empty file', form(Buffer.alloc(0), 'a.png', 'image/png'), 'FILE_INVALID'],
      [
        'too large',
        form(Buffer.concat([PNG, Buffer.alloc(27_000_000)]), 'a.png', 'image/png'),
        'FILE_INVALID',
      ],
      ['a blank caption', form(PNG, 'a.png', 'image/png', { caption: ' \u200B' }), 'VALIDATION_FAILED'],
      ['a malformed id', form(PNG, 'a.png', 'image/png', { clientMessageId: '1' }), 'VALIDATION_FAILED'],
    ];
    for (const [name, data, expected] of bad) {
      expect([name, code(await multipart(buyer, path, data))]).toEqual([name, [400, expected]]);
    }
    expect((await as(buyer).get<MessageView[]>(`${path}/messages`)).body.pagination.total).toBe(0);
  }, 20_000);

  it('answers 503 within 5 s to an upload while the store is down, and leaves text alone', async () => {
    const cut = await startService({ S3_ENDPOINT: 'http://127.0.0.1:9' });
    try {
      const cutMarket = new Marketplace(cut.db);
      const deal = await cutMarket.deal();
      const client = new Client(cut.url, deal.buyer.token);
      const { body } = await client.post<RoomView>('/chats', { roomType: 'offer', offerId: deal.offerId });
      const path = `/chats/${body.data.id}`;
      const began = Date.now();
      const announced = { fileName: 'a.png', fileSize: PNG.length, fileType: 'image/png' };
      const grant = await client.post<UploadGrant>(`${path}/upload-url`, announced);
      const uploads = await Promise.all([
        client.post(`${path}/upload`, { ...announced, fileUrl: grant.body.data.file_url }),
        call(cut.url, 'POST', `${path}/upload`, {
          token: deal.buyer.token,
          raw: form(PNG, 'a.png', 'image/png'),
        }),
      ]);
      expect(uploads.map(code)).toEqual([
        [503, 'STORAGE_UNAVAILABLE'],
        [503, 'STORAGE_UNAVAILABLE'],
      ]);
      expect(Date.now() - began).toBeLessThan(5_000);
      expect((await client.post(`${path}/messages`, { content: 'Metin gider' })).status).toBe(201);
    } finally {
      await cut.stop();
    }
  }, 20_000);
});
