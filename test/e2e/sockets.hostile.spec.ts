import { randomUUID } from 'node:crypto';
import type { Socket as NetSocket } from 'node:net';
import type { JoinResult, MessageView } from '../../src/contracts/index.js';
import { Scene } from '../support/scene.js';
import type { TestSocket } from '../support/sockets.js';

describe('sockets under attack', () => {
  let scene: Scene;

  /** Emits without asking for an ack. */
  const fire = ({ socket }: TestSocket, event: string, ...args: unknown[]) => socket.emit(event, ...args);

  beforeAll(async () => {
    scene = await Scene.open();
  });
  afterEach(() => scene.hangUp());
  afterAll(() => scene.close());

  describe('a connection that is cut off', () => {
    /** A client that is cut off while it changes from polling to WebSocket may not notice for a while. */
    const settled = { transports: ['websocket'] };
    const connects = ({ socket }: TestSocket, packet: string, times: number) => {
      for (let n = 0; n < times; n++) socket.io.engine.write(packet);
    };

    it('connects over and over', async () => {
      const socket = await scene.connect(await scene.market.dealer(), {}, settled);
      connects(socket, '0', 30);
      expect(await socket.next('disconnect')).toBe('transport close');
    });

    it('connects over and over without a token', async () => {
      // Below Socket.IO's client, which would give up after the first refusal: 4 is a message, 0 is CONNECT.
      const raw = new WebSocket(new URL('/socket.io/?EIO=4&transport=websocket', scene.service.url));
      await new Promise((resolve) => raw.addEventListener('open', resolve));
      const closed = new Promise((resolve) => raw.addEventListener('close', resolve));
      for (let n = 0; n < 30; n++) raw.send('40');
      await closed;
    });

    it('asks for a namespace', async () => {
      const socket = await scene.connect(await scene.market.dealer(), {}, settled);
      connects(socket, `0/${'n'.repeat(1_000)},`, 1);
      expect(await socket.next('disconnect')).toBe('transport close');
    });

    it('does not read, while the others get everything', async () => {
      // What waits at the node is meant: a gateway would keep a part of it.
      const alone = await Scene.open({ RATE_LIMIT_ENABLED: 'false' }, { nodes: 1 });
      const { seller, roomId, buyerSocket, sellerSocket } = await alone.call();
      const slow = await alone.connect(seller, {}, settled);
      const { ws } = slow.socket.io.engine.transport as unknown as { ws: { _socket: NetSocket } };
      ws._socket.pause();
      const content = '😀'.repeat(4_000);
      for (let n = 1; n <= 1_200; n++) await buyerSocket.ask('send_message', { roomId, content });
      await sellerSocket.next('new_message', ({ message }) => message.seq === 1_200);
      ws._socket.resume();
      expect(await slow.next('disconnect')).toBe('transport close');
      expect(slow.all('new_message').length).toBeLessThan(1_200);
      alone.hangUp();
      await alone.close();
    }, 60_000);
  });

  describe('failures', () => {
    it('arrive as error_event when no ack was given, never as exception', async () => {
      const { roomId } = await scene.call();
      const socket = await scene.connect(await scene.market.dealer());
      fire(socket, 'join_room', 'abc');
      fire(socket, 'join_room', roomId);
      fire(socket, 'no_such_event', { a: 1 });
      const byCode = (code: string) => (event: { error: { code: string } }) => event.error.code === code;
      expect(await socket.next('error_event', byCode('VALIDATION_FAILED'))).toEqual({
        event: 'join_room',
        error: { code: 'VALIDATION_FAILED', message: expect.any(String), details: [expect.any(Object)] },
      });
      expect(await socket.next('error_event', byCode('ROOM_FORBIDDEN'))).toMatchObject({
        event: 'join_room',
      });
      expect(await socket.next('error_event', byCode('UNKNOWN_EVENT'))).toMatchObject({
        event: 'no_such_event',
      });
      await socket.settle();
      expect(socket.arrivals.map(({ event }) => event)).not.toContain('exception');
      expect(socket.socket.connected).toBe(true);
    });

    it('speak the language of the handshake, in the envelope of REST', async () => {
      const dealer = await scene.market.dealer();
      const english = await scene.connect(dealer, {}, { extraHeaders: { 'accept-language': 'en' } });
      expect(await english.emit('join_room', randomUUID())).toEqual({
        success: false,
        error: { code: 'ROOM_NOT_FOUND', message: 'The room was not found.' },
        request_id: expect.any(String),
      });
      const turkish = await scene.connect(dealer);
      expect((await turkish.refusal('join_room', randomUUID())).message).toBe('Sohbet odası bulunamadı.');
    });

    it('survive thousands of nested arrays, and the payload is never sent back', async () => {
      const { roomId, buyerSocket } = await scene.call();
      // Past the client, whose own encoder gives up on it: an event packet of Socket.IO begins with 2.
      const deep = `${'['.repeat(40_000)}"secret-payload"${']'.repeat(40_000)}`;
      buyerSocket.socket.io.engine.write(
        `2["send_message",{"roomId":"${roomId}","content":"x","metadata":{"deep":${deep}}}]`,
      );
      const event = await buyerSocket.next('error_event');
      expect(event).toMatchObject({ event: 'send_message', error: { code: 'VALIDATION_FAILED' } });
      expect(JSON.stringify(event)).not.toContain('secret-payload');
      expect(await buyerSocket.ask('join_room', roomId)).toMatchObject({ last_seq: 0 });
    });

    it('answer RATE_LIMITED to thousands of events at once, and the socket stays', async () => {
      const { roomId, buyerSocket } = await scene.call();
      await buyerSocket.ask('join_room', roomId);
      // An event that asks nothing of the database, which would only slow the test down.
      const answers = await Promise.all(
        Array.from({ length: 2_500 }, () => buyerSocket.emit('typing_stop', { roomId })),
      );
      const limited = answers.filter((answer) => !answer.success && answer.error.code === 'RATE_LIMITED');
      const served = answers.filter(({ success }) => success);
      expect(limited.length).toBeGreaterThan(1_000);
      // The burst is 300, of which joining took one.
      expect(served.length).toBeGreaterThanOrEqual(299);
      expect(limited.length + served.length).toBe(2_500);
      expect(buyerSocket.socket.connected).toBe(true);
    });

    it('close the connection of a client that leaves Socket.IO alone: nobody counts it any more', async () => {
      const { buyerSocket } = await scene.call();
      const { engine } = buyerSocket.socket.io;
      const closed = new Promise((resolve) => engine.once('close', resolve));
      // Past the client, which would close it itself.
      engine.write('1');
      await closed;
    });

    // Past the client, which gives each event a name. The parser of Socket.IO lets all of these through.
    it.each([
      ['no name at all', '2', ''],
      ['a number for a name', '2[5]', ''],
      ['a number, with a payload', '2[5,{"roomId":"x"}]', ''],
      ['an empty name', '2[""]', ''],
    ])('of an event with %s come as error_event, and the socket stays', async (_, packet, event) => {
      const { roomId, buyerSocket } = await scene.call();
      buyerSocket.socket.io.engine.write(packet);
      expect(await buyerSocket.next('error_event')).toMatchObject({
        event,
        error: { code: 'UNKNOWN_EVENT' },
      });
      expect(await buyerSocket.ask('join_room', roomId)).toMatchObject({ last_seq: 0 });
    });

    it.each(['2', '2[5]'])(
      'of an event %j without a name are answered when that is asked',
      async (packet) => {
        const { buyerSocket } = await scene.call();
        const { engine } = buyerSocket.socket.io;
        // Others may come before it, such as those of the change from polling to WebSocket.
        const answer = new Promise((resolve) =>
          engine.on('packet', ({ data }: { data?: unknown }) => {
            if (typeof data === 'string' && data.startsWith('37000')) resolve(data);
          }),
        );
        engine.write(packet.replace('2', '27000'));
        expect(await answer).toMatch(/^37000\[.*UNKNOWN_EVENT/);
      },
    );

    it('name an event that is not there only by its beginning', async () => {
      const socket = await scene.connect(await scene.market.dealer());
      fire(socket, 'x'.repeat(900_000));
      expect(await socket.next('error_event')).toMatchObject({ event: 'x'.repeat(100) });
    });

    it('refuse binary parts of a payload', async () => {
      const { roomId, buyerSocket } = await scene.call();
      for (const metadata of [Buffer.from('x'), { photo: Buffer.from('x') }]) {
        const error = await buyerSocket.refusal('send_message', { roomId, content: 'x', metadata });
        expect(error.code).toBe('VALIDATION_FAILED');
      }
    });

    it('close the socket of a frame over 1 MB', async () => {
      const { roomId, buyerSocket } = await scene.call();
      fire(buyerSocket, 'send_message', { roomId, content: 'x'.repeat(1_100_000) });
      expect(await buyerSocket.next('disconnect')).toBe('transport close');
    });
  });
});

describe('a socket that goes on and on after it was refused', () => {
  const BURST = 10;
  /** Of refused events, before it counts as a flood. */
  const PATIENCE = 20 * BURST;
  let scene: Scene;

  beforeAll(async () => {
    // So few a second that none comes back unnoticed while the test is at it.
    const limits = { RATE_LIMIT_EVENTS_BURST: `${BURST}`, RATE_LIMIT_EVENTS_PER_SECOND: '1' };
    scene = await Scene.open(limits);
  });
  afterAll(async () => {
    scene.hangUp();
    await scene.close();
  });

  it('is cut off at 20 times its burst and not before, while another is served', async () => {
    const { buyer, seller, roomId } = await scene.room();
    const [flooding, other] = [
      await scene.connect(buyer, {}, { transports: ['websocket'] }),
      await scene.connect(seller),
    ];
    const leave = () => flooding.emit('leave_room', { roomId });
    const answers = await Promise.all(Array.from({ length: BURST + PATIENCE }, leave));
    const refused = answers.filter((answer) => !answer.success && answer.error.code === 'RATE_LIMITED');
    expect(refused.length).toBeGreaterThan(PATIENCE - BURST);
    expect(flooding.socket.connected).toBe(true);

    for (let n = 0; n < PATIENCE; n++) flooding.socket.emit('send_message', { roomId, content: `${n}` });
    const served = await other.ask<MessageView>('send_message', { roomId, content: 'Merhaba' });
    expect(await flooding.next('disconnect')).toMatch(/^(io server disconnect|transport close)$/);
    expect((await other.ask<JoinResult>('join_room', roomId)).last_seq).toBeGreaterThanOrEqual(served.seq);
    // The user is not shut out: a socket that behaves is taken.
    expect(await (await scene.connect(buyer)).ask('leave_room', { roomId })).toEqual({ room_id: roomId });
  });
});
