import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { Scene } from '../support/scene.js';

const CONNECTIONS = 500;
/** Milliseconds from its opening after which a connection must be gone. */
const LIMIT = 15_000;
/** Milliseconds between two headers. */
const PACE = 1_000;

/** Begins a request and goes on with it, a header at a time, for as long as it is let. */
class SlowConnection {
  open = true;
  /** Milliseconds from its opening to its end. */
  readonly lasted: Promise<number>;

  private constructor(socket: Socket) {
    const opened = performance.now();
    const drip = setInterval(() => socket.write('x: y\r\n'), PACE);
    this.lasted = new Promise((resolve) =>
      socket.once('close', () => {
        clearInterval(drip);
        this.open = false;
        resolve(performance.now() - opened);
      }),
    );
  }

  static async to(url: string): Promise<SlowConnection> {
    const { hostname, port, pathname } = new URL(url);
    const socket = connect(Number(port), hostname);
    await once(socket, 'connect');
    // Cut off, it may be told so by a reset.
    socket.on('error', () => undefined).resume();
    socket.write(`GET ${pathname} HTTP/1.1\r\nHost: localhost\r\n`);
    return new SlowConnection(socket);
  }
}

// Where there is a gateway it is the one to cut them off, by the limit in deploy/.
describe(`${CONNECTIONS} connections that send their headers slowly`, () => {
  let scene: Scene;

  beforeAll(async () => {
    scene = await Scene.open();
  });
  afterAll(() => scene.close());

  it('are cut off within 15 s of their opening, and hold up nobody meanwhile', async () => {
    const { buyer, send } = await scene.room();
    const { url } = scene.service;
    const slow = await Promise.all(
      Array.from({ length: CONNECTIONS }, () => SlowConnection.to(`${url}/chats`)),
    );
    const open = () => slow.filter((connection) => connection.open).length;
    expect(open()).toBe(CONNECTIONS);
    expect((await send(buyer, 'Merhaba')).status).toBe(201);
    expect(open()).toBe(CONNECTIONS);
    const lasted = await Promise.all(slow.map((connection) => connection.lasted));
    expect(lasted.filter((milliseconds) => milliseconds >= LIMIT)).toEqual([]);
  }, 30_000);
});
