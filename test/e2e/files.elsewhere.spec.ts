import dns from 'node:dns';
import { once } from 'node:events';
import { get } from 'node:http';
import { get as getOverTls } from 'node:https';
import { connect, createServer, type AddressInfo, type Server } from 'node:net';
import { connect as connectTls } from 'node:tls';
import type { MessageView } from '../../src/contracts/index.js';
import type { Answer } from '../support/http.js';
import { watchOutgoing, type Outgoing } from '../support/outgoing.js';
import { refusalOf, Scene } from '../support/scene.js';
import { formWith, PNG, sendForm, uploaded } from '../support/uploads.js';

describe('another host that a client names', () => {
  let watch: Outgoing;
  let scene: Scene;
  let decoy: Server;
  let port: number;
  /** How often somebody came to the decoy. */
  let visits = 0;

  beforeAll(async () => {
    decoy = createServer((socket) => {
      visits += 1;
      socket.on('error', () => undefined).destroy();
    });
    await once(decoy.listen(0, '127.0.0.1'), 'listening');
    ({ port } = decoy.address() as AddressInfo);
    watch = watchOutgoing();
    // Everything connects anew, so that the watch knows where the service goes anyway.
    scene = await Scene.open();
  });
  afterEach(() => scene.hangUp());
  afterAll(async () => {
    await scene.close();
    watch.stop();
    decoy.close();
  });

  const SEND: Record<string, (path: string) => [path: string, more: object]> = {
    'POST /upload': (path) => [`${path}/upload`, {}],
    'POST /messages': (path) => [`${path}/messages`, { messageType: 'file' }],
  };

  it.each(Object.entries(SEND))('is not asked for a file, by %s', async (_, target) => {
    const { buyer, path } = await scene.room();
    const file = await uploaded(scene, buyer, path);
    const [called, more] = target(path);
    const send = (fileUrl: string): Promise<Answer> =>
      scene.as(buyer).post(called, { ...more, ...file, fileUrl });
    expect((await send(file.fileUrl)).status).toBe(201);

    const { origin, host, pathname } = new URL(file.fileUrl);
    const decoys = [`127.0.0.1:${port}`, `localhost:${port}`, `[::1]:${port}`, `2130706433:${port}`];
    const places = [
      ...decoys.flatMap((at) => [
        `http://${at}${pathname}`,
        `https://${at}${pathname}`,
        `ftp://${at}${pathname}`,
      ]),
      ...decoys.map((at) => `${origin}@${at}${pathname}`),
      ...decoys.map((at) => `http:\\\\${at}${pathname}`),
      `//127.0.0.1:${port}${pathname}`,
      `http://127.0.0.1:${port}#@${host}${pathname}`,
      `http://127.0.0.1:${port}?@${host}${pathname}`,
      `${origin}.decoy.example${pathname}`,
      `https://decoy.example${pathname}`,
      'http://169.254.169.254/latest/meta-data/',
      'http://[fe80::1]/x.png',
      'http://[::ffff:169.254.169.254]/x.png',
      'file:///etc/passwd',
      'javascript:alert(1)',
      `data:image/png;base64,${PNG.toString('base64')}`,
    ];
    const usual = new Set(watch.places);
    for (const place of places)
      expect([place, ...refusalOf(await send(place))]).toEqual([place, 400, 'FILE_INVALID']);
    expect([...watch.places].filter((place) => !usual.has(place))).toEqual([]);
    expect(visits).toBe(0);
  });

  it('is not asked for what a message, a caption or a name links to', async () => {
    const { buyer, path, send } = await scene.room();
    const link = `http://localhost:${port}/a.png`;
    const socket = await scene.connect(buyer);
    const usual = new Set(watch.places);
    const answers: Answer<MessageView>[] = [
      await send(buyer, `Bakın: ${link}`, { metadata: { url: link, fileUrl: link } }),
      await send(buyer, link, { fileUrl: link, file_url: link }),
      await sendForm(
        scene,
        buyer,
        path,
        formWith(PNG, 'a.png', 'image/png', { caption: link, fileUrl: link }),
      ),
    ];
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201]);
    await socket.settle();
    expect([...watch.places].filter((place) => !usual.has(place))).toEqual([]);
    expect(visits).toBe(0);
  });
});

// What the silence above is worth. Every address is one of this machine, and nobody listens there.
describe('the watch', () => {
  let watch: Outgoing;
  beforeEach(() => void (watch = watchOutgoing()));
  afterEach(() => watch.stop());

  it.each<[string, () => Promise<unknown>, string[]]>([
    ['fetch', () => fetch('http://127.0.0.2:40009/'), ['127.0.0.2:40009']],
    ['fetch by name', () => fetch('http://localhost:40009/'), ['dns:localhost', 'localhost:40009']],
    ['http', () => once(get('http://127.0.0.3:40009/'), 'response'), ['127.0.0.3:40009']],
    ['https', () => once(getOverTls('https://127.0.0.4:40009/'), 'response'), ['127.0.0.4:40009']],
    ['TCP', () => once(connect(40_009, '127.0.0.5'), 'connect'), ['127.0.0.5:40009']],
    ['TLS', () => once(connectTls(40_009, '127.0.0.6'), 'secureConnect'), ['127.0.0.6:40009']],
    ['a path', () => once(connect('/nowhere/at-all'), 'connect'), ['/nowhere/at-all']],
    ['a look-up', () => new Promise((resolve) => dns.lookup('127.0.0.7', resolve)), ['dns:127.0.0.7']],
    ['a promised look-up', () => dns.promises.lookup('127.0.0.8'), ['dns:127.0.0.8']],
  ])('sees %s', async (_, ask, places) => {
    await ask().catch(() => undefined);
    expect([...watch.places].sort()).toEqual(places);
  });
});
