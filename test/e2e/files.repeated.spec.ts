import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import type { MessageView } from '../../src/contracts/index.js';
import type { Answer } from '../support/http.js';
import { refusalOf, Scene } from '../support/scene.js';
import { formWith, PNG, sendForm, sentFiles, uploaded } from '../support/uploads.js';

describe('files sent again or at once', () => {
  let scene: Scene;

  beforeAll(async () => {
    scene = await Scene.open();
  });
  afterAll(() => scene.close());

  it('knows a repeat under the same clientMessageId, and keeps one file', async () => {
    const { buyer, path } = await scene.room();
    const clientMessageId = randomUUID();
    const file = await uploaded(scene, buyer, path);
    const first = await scene.as(buyer).post<MessageView>(`${path}/upload`, { ...file, clientMessageId });
    const again = await scene.as(buyer).post<MessageView>(`${path}/upload`, { ...file, clientMessageId });
    expect([first.status, again.status, again.body.data.id]).toEqual([201, 200, first.body.data.id]);
    const other = await scene.as(buyer).post(`${path}/upload`, { ...file, clientMessageId, caption: 'x' });
    expect(refusalOf(other)).toEqual([409, 'IDEMPOTENCY_CONFLICT']);

    const id = randomUUID();
    const send = () =>
      sendForm(scene, buyer, path, formWith(PNG, 'a.png', 'image/png', { clientMessageId: id }));
    const answers = await Promise.all(Array.from({ length: 4 }, send));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 200, 201]);
    expect(new Set(answers.map(({ body }) => body.data.id)).size).toBe(1);
    expect((await scene.as(buyer).get<MessageView[]>(`${path}/messages`)).body.pagination.total).toBe(2);
  });

  it('keeps one file of a form that comes again, changed or not, one after the other or at once', async () => {
    const { buyer, roomId, path } = await scene.room();
    const send = (id: string, caption = 'x') =>
      sendForm(scene, buyer, path, formWith(PNG, 'a.png', 'image/png', { clientMessageId: id, caption }));
    const id = randomUUID();
    for (const [caption, status] of [
      ['x', 201],
      ['x', 200],
      ['x', 200],
      ['y', 409],
    ] as const) {
      expect([caption, (await send(id, caption)).status]).toEqual([caption, status]);
      expect(await sentFiles(scene, roomId)).toHaveLength(1);
    }
    const other = randomUUID();
    const answers = await Promise.all(Array.from({ length: 10 }, () => send(other)));
    // More than four at once are refused.
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(answers.every(({ status }) => [200, 201, 429].includes(status))).toBe(true);
    expect(await sentFiles(scene, roomId)).toHaveLength(2);
    // Ten at once of a file that lies in the store already.
    const file = { ...(await uploaded(scene, buyer, path)), clientMessageId: randomUUID() };
    const ten = await Promise.all(
      Array.from({ length: 10 }, () => scene.as(buyer).post<MessageView>(`${path}/upload`, file)),
    );
    expect(new Set(ten.map(({ body }) => body.data.id)).size).toBe(1);
    expect(await sentFiles(scene, roomId)).toHaveLength(3);
  });

  it('refuses the fifth form of one user that is under way, and takes another user’s', async () => {
    const { buyer, seller, path } = await scene.room();
    // Each node counts for itself, and Caddy would wait for more of a form before it hands on an answer: so to one node.
    const stalled = Array.from({ length: 5 }, () => {
      const request = httpRequest(`${scene.service.nodes[0]!.url}${path}/upload`, {
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
      expect((await sendForm(scene, seller, path, formWith(PNG, 'a.png', 'image/png'))).status).toBe(201);
    } finally {
      for (const request of stalled) request.destroy();
    }
  });
});
