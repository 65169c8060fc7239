import { randomUUID } from 'node:crypto';
import type { PoolClient } from 'pg';
import { Database } from '../../src/database/index.js';
import { administration, expectCut } from '../support/administration.js';
import type { Answer } from '../support/http.js';
import { Scene } from '../support/scene.js';

/** Milliseconds: the five seconds of the contract, and some for a busy machine. */
const ANSWERED_WITHIN = 6_000;

describe('a pool of two connections, and rows that stay locked', () => {
  let scene: Scene;
  let locker: PoolClient;

  beforeAll(async () => {
    // The pool is one node's.
    scene = await Scene.open({ DATABASE_POOL_SIZE: '2', RATE_LIMIT_ENABLED: 'false' }, { nodes: 1 });
  });
  beforeEach(async () => {
    locker = await scene.service.db.connect();
  });
  afterEach(async () => {
    await locker.query('ROLLBACK');
    locker.release();
  });
  afterAll(() => scene.close());

  /** Makes every statement that changes a room wait. */
  async function lockRooms() {
    await locker.query('BEGIN');
    await locker.query('SELECT FROM chat_rooms FOR UPDATE');
  }

  const timed = async (answer: Promise<Answer>) => {
    const began = Date.now();
    const { status, headers } = await answer;
    return { status, retryAfter: headers.get('retry-after'), ms: Date.now() - began };
  };

  it('refuse two hundred requests in time instead of piling them up, and serve on afterwards', async () => {
    const rooms = await Promise.all(Array.from({ length: 20 }, () => scene.room()));
    // Half of them are people whom the service has not seen yet: it has to ask the database who they are as well.
    const talks = await Promise.all(
      rooms.map(async ({ send, buyer }) => ({
        send,
        people: [buyer, await scene.market.dealer({ galleryId: buyer.galleryId })],
      })),
    );
    await lockRooms();
    const answers = await Promise.all(
      Array.from({ length: 5 }, () =>
        talks.flatMap(({ send, people }) => people.map((person) => timed(send(person, 'Merhaba')))),
      ).flat(),
    );
    expect(answers.filter(({ status }) => status !== 503)).toEqual([]);
    expect(answers.every(({ retryAfter }) => Number(retryAfter) >= 1)).toBe(true);
    expect(Math.max(...answers.map(({ ms }) => ms))).toBeLessThan(ANSWERED_WITHIN);

    await locker.query('ROLLBACK');
    const after = await Promise.all(rooms.map(({ send, buyer }) => send(buyer, 'Merhaba')));
    expect(after.map(({ status }) => status)).toEqual(rooms.map(() => 201));
    // The updates of the rooms are read after the answers.
    const figures = () => scene.service.app.get(Database).poolFigures;
    while (figures().idle < 2) await new Promise((resolve) => setTimeout(resolve, 20));
    expect(figures()).toEqual({ size: 2, idle: 2, waiting: 0 });
  }, 30_000);

  it('let a send pass a crowd that reads', async () => {
    const { send, buyer } = await scene.room();
    const [admin, leaving] = [await administration(scene), await scene.market.dealer()];
    const socket = await scene.connect(leaving);
    expect((await admin.revoke({ jti: randomUUID() })).status).toBe(201);
    // The list of rooms names the vehicles; a send has nothing to do with them.
    await locker.query('BEGIN');
    await locker.query('LOCK vehicles IN ACCESS EXCLUSIVE MODE');
    let answered = 0;
    const crowd = Array.from({ length: 30 }, async () => {
      const { status } = await scene.as(buyer).get('/chats');
      answered += 1;
      return status;
    });
    while (scene.service.app.get(Database).poolFigures.waiting < 20) await new Promise(setImmediate);
    expect((await send(buyer, 'Merhaba')).status).toBe(201);
    // Nor has what a gateway asks, or the end of somebody's rights.
    expect((await fetch(`${scene.service.url}/health/ready`)).status).toBe(200);
    expect((await admin.revoke({ userId: leaving.userId })).status).toBe(201);
    await expectCut(socket);
    expect(answered).toBe(0);
    await locker.query('ROLLBACK');
    expect(new Set(await Promise.all(crowd))).toEqual(new Set([200]));
  });

  it('begin nothing that waited when the token behind it was revoked', async () => {
    const { buyerSocket, buyer, seller, send, roomId } = await scene.call();
    const { revoke } = await administration(scene);
    await lockRooms();
    for (let n = 0; n < 5; n++) buyerSocket.socket.emit('send_message', { roomId, content: `${n}` });
    while (scene.service.app.get(Database).poolFigures.idle > 1) await new Promise(setImmediate);
    expect((await revoke({ userId: buyer.userId })).status).toBe(201);
    await expectCut(buyerSocket);
    await locker.query('ROLLBACK');
    expect((await send(seller, 'Merhaba')).status).toBe(201);
    const { rows } = await scene.service.db.query(
      'SELECT content FROM chat_messages WHERE room_id = $1 AND sender_id = $2',
      [roomId, buyer.userId],
    );
    // The first was under way.
    expect([[], [{ content: '0' }]]).toContainEqual(rows);
  });

  it('refuse the events of a socket in time, those that wait for others too', async () => {
    const { buyerSocket, roomId } = await scene.call();
    await lockRooms();
    const began = Date.now();
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => buyerSocket.emit('send_message', { roomId, content: 'Merhaba' })),
    );
    expect(Date.now() - began).toBeLessThan(ANSWERED_WITHIN);
    for (const answer of answers) {
      expect(answer).toMatchObject({
        error: { code: expect.stringMatching(/ROOM_BUSY|SERVICE_UNAVAILABLE/) },
      });
    }
    scene.hangUp();
  }, 15_000);

  it('count the time that an event has waited for others', async () => {
    const { buyerSocket, roomId, seller } = await scene.call();
    // Whoever reads waits for two seconds and gives up; one after the other, since one connection is there for them.
    await locker.query('BEGIN');
    await locker.query('LOCK chat_messages IN ACCESS EXCLUSIVE MODE');
    const began = Date.now();
    const sync = { rooms: [{ roomId, afterSeq: 0 }] };
    const events = [buyerSocket.emit('sync', sync), buyerSocket.emit('sync', sync)];
    while (scene.service.app.get(Database).poolFigures.idle > 1) await new Promise(setImmediate);
    // The second event, when its turn has come, finds these before it.
    const readers = Array.from({ length: 2 }, () => scene.as(seller).get(`/chats/${roomId}/messages`));
    for (const answer of await Promise.all(events)) expect(answer.success).toBe(false);
    // It would be six, did the second event have a time of its own.
    expect(Date.now() - began).toBeLessThan(5_500);
    await Promise.all(readers);
    scene.hangUp();
  }, 15_000);
});
