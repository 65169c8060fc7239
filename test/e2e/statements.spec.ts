import { jest } from '@jest/globals';
import { Database, type Statement } from '../../src/database/index.js';
import type { Answer } from '../support/http.js';
import { Scene } from '../support/scene.js';

/** What nobody waits for: telling others of it afterwards, and the nodes' looks at what was revoked. */
const BESIDE = /^(rooms_find$|revocations_)/;

describe('what people do all the time', () => {
  let scene: Scene;
  beforeAll(async () => {
    // Each node asks for itself who somebody is, once.
    scene = await Scene.open({}, { nodes: 1 });
  }, 60_000);
  afterEach(() => jest.restoreAllMocks());
  afterAll(() => scene.close());

  type Room = Awaited<ReturnType<Scene['room']>>;
  const works: [name: string, work: (room: Room) => Promise<Answer>][] = [
    ['the list of rooms', ({ buyer }) => scene.as(buyer).get('/chats?limit=50')],
    ['unread counts', ({ buyer }) => scene.as(buyer).get('/chats/unread-count')],
    ['opening a room', ({ buyer, path }) => scene.as(buyer).get(path)],
    ['a page of messages', ({ buyer, path }) => scene.as(buyer).get(`${path}/messages`)],
    ['marking a room as read', ({ buyer, path }) => scene.as(buyer).post(`${path}/read`, {})],
    ['a message', ({ buyer, path }) => scene.as(buyer).post(`${path}/messages`, { content: 'Merhaba' })],
  ];

  it.each(works)('%s is one statement', async (_, work) => {
    const room = await scene.room();
    await scene.as(room.seller).post(`${room.path}/messages`, { content: 'Satılık mı?' });
    await work(room);
    const query = jest.spyOn(scene.service.app.get(Database), 'query');
    expect((await work(room)).status).toBeLessThan(300);
    const names = query.mock.calls.map(([{ name }]: [Statement, ...unknown[]]) => name);
    expect(names.filter((name) => !BESIDE.test(name))).toHaveLength(1);
  });
});
