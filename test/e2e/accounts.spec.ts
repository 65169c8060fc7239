import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Pool } from 'pg';
import type { MessageView, RoomView } from '../../src/contracts/index.js';
import { migrateUp } from '../../src/database/migrate.js';
import { Marketplace } from '../factories/marketplace.js';
import { createMarketplace } from '../integration/migrations/marketplace-fixture.js';
import { createTestBucket, type TestBucket } from '../support/bucket.js';
import { runDataCommand } from '../support/data-command.js';
import { createEmptyDatabase, type TestDatabase } from '../support/database.js';
import { required } from '../support/environment.js';
import { call, Client } from '../support/http.js';
import { carryOut, openJobs } from '../support/jobs.js';
import { startNode, type TestNode } from '../support/node.js';
import { until } from '../support/until.js';
import { formWith, PNG } from '../support/uploads.js';

/** Accounts are the whole server's, and this file may run twice at the same time. */
const OWN = randomUUID().replaceAll('-', '');
const [OWNER, APP] = [`chat_owner_${OWN}`, `chat_app_${OWN}`];
const ACCOUNTS = [OWNER, APP];
const PASSWORD = 'guide';

/** What the guide says that they need: before the first migration, and after each. */
const [BEFORE = '', AFTER = ''] = Array.from(
  readFileSync(new URL('../../docs/guides/integration.md', import.meta.url), 'utf8').matchAll(
    /```sql\n(.*?)```/gs,
  ),
  ([, sql = '']) => sql.replaceAll('chat_owner', OWNER).replaceAll('chat_app', APP),
).filter((sql) => sql.includes('GRANT'));

describe('accounts with the rights that the guide gives, and no others', () => {
  let database: TestDatabase;
  let bucket: TestBucket;
  let superuser: Pool;
  let node: TestNode;

  const as = (username: string) =>
    Object.assign(new URL(database.url), { username, password: PASSWORD }).href;

  beforeAll(async () => {
    [database, bucket] = await Promise.all([createEmptyDatabase(), createTestBucket()]);
    superuser = new Pool({ connectionString: database.url });
    for (const account of ACCOUNTS) {
      await superuser.query(`CREATE ROLE ${account} LOGIN PASSWORD '${PASSWORD}'`);
    }
    await createMarketplace({
      sql: async (text: string, values?: unknown[]) =>
        (await superuser.query<Record<string, unknown>>(text, values)).rows,
    });
    const name = new URL(database.url).pathname.slice(1);
    await superuser.query(BEFORE.replace('DATABASE marketplace', `DATABASE ${name}`));
    await migrateUp(as(OWNER));
    await superuser.query(AFTER);
    node = await startNode(
      { database: { ...database, url: as(APP) }, bucket },
      { MESSAGE_RETENTION_DAYS: '1' },
    );
  });
  afterAll(async () => {
    await node.stop();
    await superuser.end();
    await Promise.all([database.drop(), bucket.remove()]);
    const cluster = new Pool({ connectionString: required('TEST_DATABASE_URL') });
    for (const account of ACCOUNTS) await cluster.query(`DROP ROLE ${account}`);
    await cluster.end();
  });

  it('are enough to send, read, change and delete, and for the jobs behind that', async () => {
    const { buyer, seller, offerId } = await new Marketplace(superuser).deal();
    const client = new Client(node.url, buyer.token);
    const { id } = (await client.post<RoomView>('/chats', { roomType: 'offer', offerId })).body.data;
    const form = { token: buyer.token, raw: formWith(PNG, 'ön.png', 'image/png') };
    const sent = await call<MessageView>(node.url, 'POST', `/chats/${id}/upload`, form);
    expect(sent.status).toBe(201);
    const path = `/chats/${id}/messages/${sent.body.data.id}`;

    await until(async () => (await client.get<MessageView>(path)).body.data.media !== null);
    const emoji = `${path}/reactions`;
    const steps = [
      () => client.patch(path, { content: 'Ön' }),
      () => new Client(node.url, seller.token).post(`/chats/${id}/read`),
      () => client.put(emoji, { emoji: '👍' }),
      () => client.delete(`${emoji}?emoji=%F0%9F%91%8D`),
      () => client.put(`${path}/pin`),
      () => client.delete(path),
      () => client.delete(`/chats/${id}`),
    ];
    for (const step of steps) expect((await step()).status).toBe(200);
    await until(async () => (await openJobs(superuser)) === 0);

    const settings = { database: { ...database, url: as(APP) }, bucket };
    const [to, user] = [await mkdtemp(join(tmpdir(), 'dealer-messaging-rights-')), buyer.userId];
    expect((await runDataCommand(settings, ['export', '--user', user, '--to', to])).error).toBe('');
    await rm(to, { recursive: true });
    const erased = await runDataCommand(settings, ['erase', '--user', user, '--wait']);
    expect(erased).toMatchObject({ code: 0, error: '' });
    await superuser.query(`UPDATE chat_messages SET created_at = now() - interval '2 days'`);
    await carryOut(superuser, 'remove-old-messages');
    expect((await superuser.query('SELECT FROM chat_messages')).rowCount).toBe(0);
    await carryOut(superuser, 'remove-orphans');
  }, 30_000);

  it('are enough to find and read rooms as support, and not to change what is recorded of it', async () => {
    const market = new Marketplace(superuser);
    const { buyer, offerId } = await market.deal();
    const body = { roomType: 'offer', offerId };
    const { id } = (await new Client(node.url, buyer.token).post<RoomView>('/chats', body)).body.data;
    const admin = new Client(node.url, (await market.dealer({ role: 'admin' })).token);
    const calls = ['rooms?q=motors', `rooms?q=${id}`, `rooms/${id}`, `rooms/${id}/messages`, 'figures'];
    for (const path of calls) expect((await admin.get(`/chats/admin/${path}`)).status).toBe(200);
    expect((await admin.get<object[]>(`/chats/admin/audit?roomId=${id}`)).body.data).toHaveLength(2);
    await carryOut(superuser, 'refresh-room-names');

    const app = new Pool({ connectionString: as(APP) });
    for (const change of [
      'UPDATE chat_audit SET role = role',
      'DELETE FROM chat_audit',
      'TRUNCATE chat_audit',
    ]) {
      await expect(app.query(change)).rejects.toThrow('permission denied');
    }
    await app.end();
  });
});
