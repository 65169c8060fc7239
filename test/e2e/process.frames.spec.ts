import fc from 'fast-check';
import { Pool } from 'pg';
import { Marketplace, type Dealer } from '../factories/marketplace.js';
import { BareSocket } from '../support/bare-socket.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { productionEnvironment, ServiceProcess } from '../support/process.js';
import { TestSocket } from '../support/sockets.js';

const RUNS = 300;

const name = fc.oneof(
  fc.constantFrom(
    'join_room',
    'leave_room',
    'send_message',
    'typing_start',
    'mark_read',
    'update_message',
    'delete_message',
    'forward_message',
    'add_reaction',
    'remove_reaction',
    'pin_message',
    'unpin_message',
    'sync',
    'authenticate',
  ),
  fc.constantFrom('', '__proto__', 'connect', 'disconnect', 'newListener', 'error', 'event'),
  fc.jsonValue(),
);
const binary = fc.record({ _placeholder: fc.constant(true), num: fc.integer({ min: -1, max: 3 }) });
const payload = fc.oneof(
  fc.tuple(name, fc.oneof(fc.jsonValue(), binary)).map((data) => JSON.stringify(data)),
  fc.tuple(name).map((data) => JSON.stringify(data)),
  fc.json(),
  fc.string(),
  fc.constant(''),
);
const one = <T>(...values: T[]) => fc.constantFrom(...values);
/** As Engine.IO 4 and Socket.IO 5 write them: types, attachments, namespace, id, data; each of them right or wrong. */
const frame = fc
  .tuple(
    one('4', '4', '4', '4', '4', '4', '0', '1', '2', '3', '5', '6', '9', ''),
    one('2', '2', '2', '5', '3', '6', '0', '1', '4', '7', ''),
    one('', '', '', '1-', '2-', '-', '9999999999-'),
    one('', '', '', '/,', '/other,', '/'),
    one('', '', '1', '0', '99999999999999999999', ' '),
    payload,
  )
  .map((parts) => parts.join(''));
const packet = fc.oneof(
  { weight: 9, arbitrary: frame },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 40 }) },
);

describe('the frames of a socket', () => {
  let database: TestDatabase;
  let db: Pool;
  let dealer: Dealer;
  let service: ServiceProcess;

  beforeAll(async () => {
    database = await createTestDatabase();
    db = new Pool({ connectionString: database.url, max: 2 });
    dealer = await new Marketplace(db).dealer();
    const settings = { ...productionEnvironment(database.url), RATE_LIMIT_SOCKETS_PER_USER: '1000' };
    service = await (await ServiceProcess.start(settings)).ready();
  });
  afterAll(async () => {
    await service.stop('SIGKILL');
    await db.end();
    await database.drop();
  });

  it('end no process, whatever they are', async () => {
    const sent = fc.asyncProperty(fc.array(packet, { minLength: 1, maxLength: 20 }), async (packets) => {
      const socket = await BareSocket.open(service.url);
      socket.send(`40${JSON.stringify({ token: dealer.token })}`);
      await socket.next('40');
      for (const one of packets) socket.send(one);
      // It comes behind them, to a service that is still there.
      const other = await TestSocket.connect(service.url, { token: dealer.token });
      await other.refusal('join_room', 'abc');
      other.close();
      socket.close();
    });
    await fc.assert(sent, { numRuns: RUNS });
    expect(service.child.exitCode).toBeNull();
    expect(service.output).not.toContain('"level":50');
  }, 60_000);
});
