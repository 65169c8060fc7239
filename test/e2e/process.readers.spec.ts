import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { Pool } from 'pg';
import type { RoomView } from '../../src/contracts/index.js';
import { Marketplace, type Dealer } from '../factories/marketplace.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { Client } from '../support/http.js';
import { productionEnvironment, ServiceProcess } from '../support/process.js';

const CONNECTIONS = 100;
/** Each of more than a megabyte. The operating system takes about three of them. */
const REQUESTS = 8;
/** Megabytes of JavaScript's own that the process may use: the answers together would take 900, and end it. */
const HEAP = 400;

describe('clients that ask over REST and do not read', () => {
  let database: TestDatabase;
  let db: Pool;
  let service: ServiceProcess;
  let reader: Dealer;
  let path: string;

  beforeAll(async () => {
    database = await createTestDatabase();
    db = new Pool({ connectionString: database.url, max: 2 });
    const environment = {
      ...productionEnvironment(database.url),
      RATE_LIMIT_ENABLED: 'false',
      NODE_OPTIONS: `--max-old-space-size=${HEAP}`,
    };
    service = await (await ServiceProcess.start(environment)).ready();
    const { buyer, offerId } = await new Marketplace(db).deal();
    reader = buyer;
    const client = new Client(service.url, buyer.token);
    const { body } = await client.post<RoomView>('/chats', { roomType: 'offer', offerId });
    path = `/chats/${body.data.id}/messages`;
    for (let n = 0; n < 100; n++) await client.post(path, { content: '€'.repeat(4_000) });
  }, 60_000);
  afterAll(async () => {
    await service.stop('SIGKILL');
    await db.end();
    await database.drop();
  });

  async function askAndNotRead(): Promise<Socket> {
    const { hostname, port } = new URL(service.url);
    const socket = connect(Number(port), hostname).on('error', () => undefined);
    await once(socket, 'connect');
    socket.pause();
    const request = `GET ${path}?limit=100 HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${reader.token}\r\n\r\n`;
    socket.write(request.repeat(REQUESTS));
    return socket;
  }

  it('are cut off before they fill the process, and others are served meanwhile', async () => {
    const other = new Client(service.url, reader.token);
    const sockets: Socket[] = [];
    for (let n = 0; n < CONNECTIONS; n++) {
      sockets.push(await askAndNotRead());
      expect((await other.get(`${path}?limit=1`)).status).toBe(200);
    }
    // The longest waiting one, whose client does not notice before it reads.
    const first = sockets[0]?.resume();
    await once(first as Socket, 'close');
    for (const socket of sockets) socket.destroy();
    expect((await other.get(`${path}?limit=1`)).status).toBe(200);
    expect(service.child.exitCode).toBeNull();
  }, 120_000);
});
