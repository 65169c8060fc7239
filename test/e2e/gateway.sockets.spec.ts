import { once } from 'node:events';
import { useGateway } from '../support/gateway-scene.js';
import { topology } from '../support/topology.js';

const HANDSHAKE = '/socket.io/?EIO=4&transport=polling';

describe(`sockets on two nodes behind ${topology.gateway}`, () => {
  const gateway = useGateway();

  it.each([
    ['http', 'SameSite=Lax'],
    ['https', 'SameSite=None; Secure'],
  ])('get a cookie over %s that says which node is theirs', async (protocol, attributes) => {
    const { headers } = await gateway.send(HANDSHAKE, { headers: { 'x-forwarded-proto': protocol } });
    expect(headers['set-cookie']).toEqual([
      expect.stringMatching(new RegExp(`^chat_node=[0-9a-f]+; Path=/socket.io; HttpOnly; ${attributes}$`)),
    ]);
    const cookie = headers['set-cookie']?.[0]?.split(';')[0] ?? '';
    for (const list of gateway.requests) list.length = 0;
    for (let n = 0; n < 20; n++)
      expect((await gateway.send(HANDSHAKE, { headers: { cookie } })).status).toBe(200);
    const counts = gateway.requests.map((list) => list.filter((one) => one.endsWith(HANDSHAKE)).length);
    expect(counts.sort((a, b) => a - b)).toEqual([0, 20]);
  });

  it('poll the node that knows them, and both nodes have some', async () => {
    const { roomId, buyer, seller } = await gateway.scene.room();
    const sockets = await Promise.all(
      Array.from({ length: 16 }, (_, n) =>
        gateway.scene.connect(n % 2 === 0 ? buyer : seller, {}, { transports: ['polling'] }),
      ),
    );
    for (const socket of sockets) await socket.ask('join_room', roomId);
    const sessions = gateway.requests.map(
      (list) => new Set(list.flatMap((one) => /[?&]sid=([^&]+)/.exec(one)?.[1] ?? [])),
    );
    const [one, other] = sessions as [Set<string>, Set<string>];
    expect([...one].filter((sid) => other.has(sid))).toEqual([]);
    expect(one.size + other.size).toBe(16);
    expect(Math.min(one.size, other.size)).toBeGreaterThan(0);
  });

  it('change from polling to WebSocket on the same node', async () => {
    const { roomId, buyer } = await gateway.scene.room();
    for (let n = 0; n < 8; n++) {
      const socket = await gateway.scene.connect(buyer, {}, { transports: ['polling', 'websocket'] });
      const { engine } = socket.socket.io;
      if (engine.transport.name !== 'websocket') await once(engine as never, 'upgrade');
      expect(engine.transport.name).toBe('websocket');
      expect(await socket.ask('join_room', roomId)).toMatchObject({ room_id: roomId });
    }
  });

  it('hear what happens on the other node, and once', async () => {
    const { roomId, buyer, seller } = await gateway.scene.room();
    const transports = [['polling'], ['websocket']];
    const listeners = await Promise.all(
      Array.from({ length: 8 }, (_, n) =>
        gateway.scene.connect(seller, {}, { transports: transports[n % 2] }),
      ),
    );
    const sender = await gateway.scene.connect(buyer);
    for (let n = 1; n <= 10; n++) await sender.ask('send_message', { roomId, content: `${n}` });
    for (const listener of listeners) {
      await listener.settle();
      const heard = listener.all('new_message');
      expect(heard.map(({ message }) => message.seq)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    }
  });
});
