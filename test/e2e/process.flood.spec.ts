import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { productionEnvironment, ServiceProcess } from '../support/process.js';

const MB = 1024 * 1024;
const SENT = 100 * MB;
/** Pongs that wait for their reader take several times what was sent. */
const GROWTH = 100 * MB;

/** A ping of 125 bytes: final and opcode 9, masked and length, an empty mask, the payload. 8,000 of them, about 1 MB. */
const PING = Buffer.concat([Buffer.from([0x89, 0x80 | 125, 0, 0, 0, 0]), Buffer.alloc(125)]);
const PINGS = Buffer.concat(Array<Buffer>(8_000).fill(PING));

describe('a connection of nobody that sends pings and never reads', () => {
  let database: TestDatabase;
  let service: ServiceProcess;

  /** Bytes that the service holds. */
  const memory = (): number => {
    const status = readFileSync(`/proc/${service.child.pid}/status`, 'utf8');
    return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) * 1024;
  };

  beforeAll(async () => {
    database = await createTestDatabase();
    service = await (await ServiceProcess.start(productionEnvironment(database.url))).ready();
  }, 60_000);
  afterAll(async () => {
    await service.stop('SIGKILL');
    await database.drop();
  });

  it('is cut off, and the process does not grow', async () => {
    const socket = await openWebSocket(service.url);
    socket.pause();
    const before = memory();
    let most = before;
    for (let sent = 0; sent < SENT && !socket.destroyed; sent += PINGS.length) {
      await new Promise((resolve) => socket.write(PINGS, resolve));
      most = Math.max(most, memory());
    }
    const cut = socket.destroyed;
    socket.destroy();
    expect((most - before) / MB).toBeLessThan(GROWTH / MB);
    expect(cut).toBe(true);
    expect((await fetch(`${service.url}/health/live`)).status).toBe(200);
  }, 120_000);

  it('meets a ws that bounds its pongs, wherever npm puts one', () => {
    // 8.23 is the first; Engine.IO asks for an older one, which the override in package.json replaces.
    const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
      packages: Record<string, { version: string }>;
    };
    const versions = Object.entries(lock.packages)
      .filter(([path]) => path.endsWith('node_modules/ws'))
      .map(([, { version }]) => version.split('.').map(Number) as [number, number]);
    expect(versions).not.toEqual([]);
    for (const [major, minor] of versions) expect(major * 1_000 + minor).toBeGreaterThanOrEqual(8_023);
  });
});

/** Below any client, which would read. Engine.IO greets the connection before anybody is authenticated. */
async function openWebSocket(url: string): Promise<Socket> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname).on('error', () => undefined);
  await once(socket, 'connect');
  const request = [
    'GET /socket.io/?EIO=4&transport=websocket HTTP/1.1',
    'Host: localhost',
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Version: 13',
    `Sec-WebSocket-Key: ${Buffer.alloc(16, 'k').toString('base64')}`,
  ];
  socket.write([...request, '', ''].join('\r\n'));
  const [answer] = (await once(socket, 'data')) as [Buffer];
  expect(answer.toString()).toMatch(/^HTTP\/1\.1 101 /);
  return socket;
}
