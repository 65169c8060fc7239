import { randomUUID } from 'node:crypto';
import type { TestNode } from '../support/node.js';
import { Scene } from '../support/scene.js';
import { topology } from '../support/topology.js';

describe(`one of two nodes behind ${topology.gateway}`, () => {
  let scene: Scene;

  beforeEach(async () => {
    // One user sends as fast as answers come here: past the limit of requests on a quick machine.
    scene = await Scene.open({ SHUTDOWN_DELAY_SECONDS: '2', RATE_LIMIT_ENABLED: 'false' });
  });
  afterEach(async () => {
    scene.hangUp();
    await scene.close();
  });

  /** Sockets on both nodes; `back` resolves when those of the first node are connected again. */
  async function connected(transports: string[]) {
    const room = await scene.room();
    const options = { transports, reconnection: true, reconnectionDelay: 100, reconnectionDelayMax: 500 };
    const connect = () => scene.connect(room.buyer, {}, options);
    const sockets = await Promise.all(Array.from({ length: 12 }, connect));
    const [leaving, staying] = scene.service.nodes as [TestNode, TestNode];
    const leavers = sockets.filter(({ socket }) => leaving.io.sockets.sockets.has(socket.id ?? ''));
    expect(leavers.length).toBeGreaterThan(0);
    const back = Promise.all(
      leavers.map(({ socket }) => new Promise<void>((resolve) => socket.once('connect', resolve))),
    );
    const allStay = async (lastSeq: number) => {
      for (const { socket } of sockets) expect(staying.io.sockets.sockets.has(socket.id ?? '')).toBe(true);
      for (const socket of sockets) {
        expect(await socket.ask('join_room', room.roomId)).toMatchObject({ last_seq: lastSeq });
      }
    };
    return { ...room, leaving, back, allStay };
  }

  const TRANSPORTS = [[['polling']], [['websocket']]];

  it.each(TRANSPORTS)(
    'is left by its sockets over %p and by REST at once when it is lost',
    async (transports) => {
      const { seller, send, leaving, back, allStay } = await connected(transports);
      const began = Date.now();
      leaving.vanish();
      let refused = 0;
      for (let n = 0; n < 20; n++) {
        // What was under way when the node was lost is answered 503, and the client repeats it.
        const message = { clientMessageId: randomUUID() };
        for (let status = 503; status !== 201; refused += 1) {
          ({ status } = await send(seller, `${n}`, message));
          expect([201, 503]).toContain(status);
        }
      }
      expect(refused - 20).toBeLessThan(5);
      await back;
      expect(Date.now() - began).toBeLessThan(10_000);
      await allStay(20);
    },
  );

  it.each(TRANSPORTS)(
    'is left over %p when it ends in order, without a failed request where the gateway asks for its health',
    async (transports) => {
      const { seller, send, leaving, back, allStay } = await connected(transports);
      let sent = 0;
      let returned = false;
      const failed: number[] = [];
      const talk = async () => {
        while (!returned) {
          const { status } = await send(seller, 'Merhaba');
          if (status === 201) sent += 1;
          else failed.push(status);
        }
      };
      const talks = [talk(), talk(), talk()];
      const began = Date.now();
      const ended = leaving.app.close();
      await back;
      expect(Date.now() - began).toBeLessThan(10_000);
      await ended;
      returned = true;
      await Promise.all(talks);
      // nginx does not ask: it may send a request in the very moment in which the node closes its listener.
      expect(failed).toEqual(topology.gateway === 'nginx' ? failed.slice(0, 3).fill(503) : []);
      await allStay(sent);
    },
  );
});
