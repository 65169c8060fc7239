import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import type { MessageView } from '../../src/contracts/index.js';
import { runDataCommand } from '../support/data-command.js';
import { openJobs } from '../support/jobs.js';
import { Scene } from '../support/scene.js';
import { talkIn } from '../support/talk.js';
import { until } from '../support/until.js';
import { formWith, PNG, sendForm } from '../support/uploads.js';

/** Milliseconds: each command is a program that starts. */
jest.setTimeout(60_000);

describe('npm run data:export', () => {
  let scene: Scene;
  let place: string;

  beforeAll(async () => {
    place = await mkdtemp(join(tmpdir(), 'dealer-messaging-export-'));
    scene = await Scene.open({ RATE_LIMIT_ENABLED: 'false' });
  });
  afterEach(() => scene.hangUp());
  afterAll(async () => {
    await scene.close();
    await rm(place, { recursive: true });
  });

  const exportTo = (userId: string, to: string, overrides: NodeJS.ProcessEnv = {}) =>
    runDataCommand(scene.service.ground, ['export', '--user', userId, '--to', to], overrides);

  const linesOf = async (directory: string, kind: string): Promise<Record<string, unknown>[]> =>
    (await readFile(join(directory, `${kind}.jsonl`), 'utf8'))
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Record<string, unknown>);

  it('writes what is kept of a person, their files, and nothing that others have said', async () => {
    const talk = await talkIn(scene, 'İlk fiyat 800 bin');
    const { buyer, seller, path, roomId, messagePath, sent, offerId } = talk;
    const as = scene.as(buyer);
    await as.patch(messagePath, { content: 'Son fiyat 820 bin' });
    const form = formWith(PNG, 'ön görünüş.png', 'image/png');
    const photo = (await sendForm(scene, buyer, path, form)).body.data;
    const secret = (await talk.send(seller, 'Satıcının sırrı')).body.data;
    const secretPath = `${path}/messages/${secret.id}`;
    await as.put(`${secretPath}/reactions`, { emoji: '👍' });
    await as.put(`${secretPath}/pin`);
    await as.post(`${path}/read`);
    await until(async () => (await openJobs(scene.service.db)) === 0);
    talk.buyerSocket.close();
    const seen = 'SELECT FROM chat_presence WHERE user_id = $1';
    await until(async () => (await scene.service.db.query(seen, [buyer.userId])).rowCount === 1);
    await scene.service.db.query(
      `INSERT INTO chat_revocations (id, user_id, reason, revoked_by, expires_at)
       VALUES (gen_random_uuid(), $1, 'çıkış', $2, now() + interval '1 day')`,
      [buyer.userId, seller.userId],
    );
    const support = await scene.market.dealer({ role: 'support' });
    await scene.as(support).get(`/chats/admin/rooms/${roomId}`);

    const directory = join(place, 'everything');
    const { code, error } = await exportTo(buyer.userId, directory);
    expect({ code, error }).toEqual({ code: 0, error: '' });

    const [text, file, ...more] = await linesOf(directory, 'messages');
    expect(more).toEqual([]);
    expect(text).toMatchObject({
      ...{ id: sent.id, room_id: roomId, seq: 1, offer_id: offerId, content: 'Son fiyat 820 bin' },
      versions: [{ version: 1, content: 'İlk fiyat 800 bin' }],
      ...{ created_at: sent.created_at, read_by: null, file: null },
    });
    expect(file).toMatchObject({ id: photo.id, file: { path: 'files/000001-ön görünüş.png' } });
    const stored = (await scene.as(seller).get<MessageView>(`${path}/messages/${photo.id}`)).body.data;
    const served = Buffer.from(await (await fetch(stored.file_url ?? '')).arrayBuffer());
    expect(await readFile(join(directory, 'files/000001-ön görünüş.png'))).toEqual(served);
    expect(await linesOf(directory, 'reactions')).toMatchObject([
      { message_id: secret.id, room_id: roomId, emoji: '👍' },
    ]);
    expect(await linesOf(directory, 'pins')).toMatchObject([
      { message_id: secret.id, room_id: roomId, seq: 3 },
    ]);
    expect(await linesOf(directory, 'reads')).toMatchObject([
      { message_id: secret.id, room_id: roomId, seq: 3 },
    ]);
    expect(await linesOf(directory, 'presence')).toMatchObject([{ gallery_id: buyer.galleryId }]);
    expect(await linesOf(directory, 'revocations')).toMatchObject([
      { user_id: buyer.userId, reason: 'çıkış' },
    ]);
    expect(await linesOf(directory, 'audit')).toEqual([]);
    const [reading, ...others] = await linesOf(directory, 'read_by_support');
    expect(reading).toMatchObject({ room_id: roomId, role: 'support', action: 'open_room' });
    expect([Object.values(reading ?? {}).includes(support.userId), others]).toEqual([false, []]);

    const names = await readdir(directory, { recursive: true, withFileTypes: true });
    const files = names.filter((entry) => entry.isFile());
    for (const entry of files) {
      const name = join(entry.parentPath, entry.name);
      expect((await readFile(name)).includes('Satıcının sırrı')).toBe(false);
      expect((await stat(name)).mode & 0o077).toBe(0);
    }
    const manifest = JSON.parse(await readFile(join(directory, 'manifest.json'), 'utf8'));
    expect(manifest).toMatchObject({
      user_id: buyer.userId,
      lines: {
        messages: 2,
        reactions: 1,
        pins: 1,
        reads: 1,
        presence: 1,
        revocations: 1,
        audit: 0,
        read_by_support: 1,
      },
      files: (await readdir(join(directory, 'files'))).length,
      missing_files: 0,
    });
  });

  it('writes what somebody of support has read, page by page', async () => {
    const { roomId } = await scene.room();
    const support = await scene.market.dealer({ role: 'support' });
    await scene.as(support).get(`/chats/admin/rooms/${roomId}/messages?limit=5`);
    await scene.service.db.query(
      `INSERT INTO chat_audit (id, user_id, role, gallery_id, action, room_id, request_id)
       SELECT gen_random_uuid(), $1, 'support', $2, 'open_room', $3, 'x' FROM generate_series(1, 1500)`,
      [support.userId, support.galleryId, roomId],
    );
    const directory = join(place, 'support');
    expect((await exportTo(support.userId, directory)).code).toBe(0);
    const lines = await linesOf(directory, 'audit');
    expect(new Set(lines.map(({ id }) => id)).size).toBe(1501);
    expect(lines.find(({ action }) => action === 'read_messages')).toMatchObject({
      ...{ room_id: roomId, details: { limit: 5 }, role: 'support', gallery_id: support.galleryId },
    });
    expect(await linesOf(directory, 'read_by_support')).toEqual([]);
  });

  it('says of each file why it is not there, and keeps names of older messages in its directory', async () => {
    const { buyer, roomId } = await talkIn(scene);
    const { db, ground } = scene.service;
    const { client, name: bucket, endpoint } = ground.bucket;
    await client.putObject(bucket, 'legacy/x', 'eski', 4);
    const files = [
      [`${endpoint}/${bucket}/legacy/x`, '../../../tmp/kaçan.txt', null],
      [`${endpoint}/${bucket}/files/${roomId}/none.txt`, 'yok.txt', null],
      ['https://cdn.example.com/old.txt', 'uzak.txt', null],
      [`${endpoint}/${bucket}/legacy/x`, 'bekleyen.txt', 'checking'],
    ];
    await db.query(
      `INSERT INTO chat_messages (id, room_id, sender_id, sender_gallery_id, seq, message_type, file_url, file_name, file_state)
       SELECT gen_random_uuid(), $1, $2, $3, n + 1, 'file', url, name, state
       FROM unnest($4::text[], $5::text[], $6::text[]) WITH ORDINALITY AS f (url, name, state, n)`,
      [roomId, buyer.userId, buyer.galleryId, ...[0, 1, 2].map((column) => files.map((row) => row[column]))],
    );
    const directory = join(place, 'older');
    const { code, out } = await exportTo(buyer.userId, directory);
    expect([code, out]).toEqual([0, expect.stringContaining('3 files could not be had')]);
    const lines = await linesOf(directory, 'messages');
    expect(
      lines.toSorted((one, other) => Number(one.seq) - Number(other.seq)).map(({ file }) => file),
    ).toEqual([
      null,
      { path: 'files/000001-_.._.._tmp_kaçan.txt' },
      { missing: 'gone' },
      { missing: 'elsewhere' },
      { missing: 'checking' },
    ]);
    expect(await readFile(join(directory, 'files/000001-_.._.._tmp_kaçan.txt'), 'utf8')).toBe('eski');
  });

  it('goes through more messages than it holds in memory', async () => {
    const { buyer, seller, roomId } = await talkIn(scene);
    await scene.service.db.query(
      `INSERT INTO chat_messages (id, room_id, sender_id, sender_gallery_id, seq, message_type, content, read_at, read_by)
       SELECT gen_random_uuid(), $1, CASE n % 2 WHEN 0 THEN $2::uuid ELSE $3 END, CASE n % 2 WHEN 0 THEN $4::uuid ELSE $5 END,
         n, 'text', 'mesaj ' || n, now(), CASE n % 2 WHEN 0 THEN $3::uuid ELSE $2 END FROM generate_series(2, 4501) n`,
      [roomId, buyer.userId, seller.userId, buyer.galleryId, seller.galleryId],
    );
    const directory = join(place, 'many');
    await mkdir(directory);
    expect((await exportTo(buyer.userId, directory)).code).toBe(0);
    const seqs = (await linesOf(directory, 'messages')).map(({ seq }) => Number(seq));
    expect(new Set(seqs).size).toBe(2251);
    expect(seqs.length).toBe(2251);
    expect((await linesOf(directory, 'reads')).length).toBe(2250);
  });

  it('says in one line what is in its way, and ends with 1; with 2 when it was called wrongly', async () => {
    const { buyer } = await scene.market.deal();
    const full = join(place, 'full');
    await mkdir(full);
    await writeFile(join(full, 'notes.txt'), 'x');
    const ground = scene.service.ground;
    const refusals = await Promise.all([
      exportTo(buyer.userId, full),
      exportTo(buyer.userId, join(place, 'a'), { DATABASE_URL: 'postgres://postgres@127.0.0.1:1/chat' }),
      exportTo(buyer.userId, join(place, 'b'), { S3_BUCKET: '' }),
      runDataCommand(ground, ['export', '--user', 'ahmet', '--to', join(place, 'c')]),
      runDataCommand(ground, ['export', '--user', buyer.userId]),
      runDataCommand(ground, ['erase', '--user', buyer.userId, '--to', join(place, 'd')]),
      runDataCommand(ground, ['erase', '--user', buyer.userId, '--all']),
      runDataCommand(ground, []),
    ]);
    expect(refusals.map(({ code, out }) => [code, out])).toEqual(
      [1, 1, 1, 2, 2, 2, 2, 2].map((code) => [code, '']),
    );
    const lines = refusals.map(({ error }) => error);
    for (const line of lines) expect(line).toMatch(/^Failed: [^\n]+\n$/);
    expect(lines[0]).toContain('full is not empty');
    expect(lines[1]).toContain('ECONNREFUSED');
    expect(lines[2]).toContain('S3_BUCKET: is required');
    expect(await readdir(full)).toEqual(['notes.txt']);
  });

  it('leaves no manifest when the store fails on the way', async () => {
    const { buyer, path } = await talkIn(scene);
    await sendForm(scene, buyer, path, formWith(PNG, 'ön.png', 'image/png'));
    const directory = join(place, 'broken');
    const { code, error } = await exportTo(buyer.userId, directory, {
      S3_ENDPOINT: 'http://127.0.0.1:1',
      S3_PUBLIC_ENDPOINT: scene.service.ground.bucket.endpoint,
    });
    expect([code, error]).toEqual([1, expect.stringMatching(/^Failed: STORAGE_UNAVAILABLE \(.*\)\n$/)]);
    expect(await readdir(directory)).not.toContain('manifest.json');
  });
});
