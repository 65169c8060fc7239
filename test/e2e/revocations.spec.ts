import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import {
  administration,
  connectError,
  expectCut,
  expectRefusedEverywhere,
  issuedAt,
  jtiOf,
  REVOCATIONS,
} from '../support/administration.js';
import { call, Client } from '../support/http.js';
import { refusalOf, Scene } from '../support/scene.js';
import { signToken } from '../support/tokens.js';

const DAY = 86_400_000;

describe('a revocation', () => {
  let scene: Scene;
  let adminId: string;
  let admin: Client;
  let revoke: Awaited<ReturnType<typeof administration>>['revoke'];

  beforeAll(async () => {
    scene = await Scene.open({ RATE_LIMIT_FAILED_AUTH_PER_MINUTE: '1000' });
    ({ adminId, admin, revoke } = await administration(scene));
  }, 60_000);
  afterEach(() => scene.hangUp());
  afterAll(() => scene.close());

  it('of a token ends it everywhere, and no other token', async () => {
    const dealer = await scene.market.dealer();
    const other = { token: signToken(dealer) };
    const [socket, otherSocket] = [await scene.connect(dealer), await scene.connect(other)];
    const jti = jtiOf(dealer.token);

    const { status, body } = await revoke({ jti, reason: 'Telefon çalındı' });
    expect(status).toBe(201);
    expect(body.data).toEqual({
      id: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
      jti,
      user_id: null,
      reason: 'Telefon çalındı',
      revoked_by: adminId,
      revoked_at: expect.stringMatching(/^\d{4}-.*Z$/) as string,
      expires_at: expect.stringMatching(/^\d{4}-.*Z$/) as string,
    });
    expect(Date.parse(body.data.expires_at) - Date.now()).toBeGreaterThan(89 * DAY);

    await expectCut(socket);
    await expectRefusedEverywhere(scene, dealer.token);
    expect(refusalOf(await scene.as(dealer).get('/chats'))).toEqual([401, 'UNAUTHORIZED']);
    expect(await connectError(scene.service.url, dealer.token)).toBe('UNAUTHORIZED');
    expect((await otherSocket.refusal('authenticate', { token: dealer.token })).code).toBe('UNAUTHORIZED');
    expect((await scene.as(other).get('/chats')).status).toBe(200);
    expect(otherSocket.socket.connected).toBe(true);
  });

  it('of a user ends every token issued up to that second, and nobody else’s', async () => {
    const [dealer, bystander] = [await scene.market.dealer(), await scene.market.dealer()];
    const sockets = [await scene.connect(dealer), await scene.connect({ token: signToken(dealer) })];
    const bystanders = await scene.connect(bystander);

    const { status, body } = await revoke({ userId: dealer.userId.toUpperCase() });
    expect([status, body.data.user_id, body.data.jti]).toEqual([201, dealer.userId, null]);
    for (const socket of sockets) await expectCut(socket);
    await expectRefusedEverywhere(scene, dealer.token);

    const second = Math.floor(Date.parse(body.data.revoked_at) / 1000);
    const refused = [
      dealer.token,
      issuedAt(dealer, second - 100),
      issuedAt(dealer, second),
      issuedAt(dealer),
    ];
    for (const token of refused) {
      expect(refusalOf(await scene.as({ token }).get('/chats'))).toEqual([401, 'UNAUTHORIZED']);
      expect(await connectError(scene.service.url, token)).toBe('UNAUTHORIZED');
    }
    const fresh = { token: issuedAt(dealer, second + 1) };
    expect((await scene.as(fresh).get('/chats')).status).toBe(200);
    await scene.connect(fresh);
    expect((await scene.as(bystander).get('/chats')).status).toBe(200);
    expect(bystanders.socket.connected).toBe(true);
  });

  it('spares a socket that took a new token before', async () => {
    const dealer = await scene.market.dealer();
    const socket = await scene.connect(dealer);
    await socket.ask('authenticate', { token: signToken(dealer) });
    await revoke({ jti: jtiOf(dealer.token) });
    await socket.settle();
    expect(socket.socket.connected).toBe(true);
    expect(socket.all('session_expired')).toEqual([]);
  });

  it('can be repeated, and then moves nothing backwards', async () => {
    const jti = randomUUID();
    const late = new Date(Date.now() + 200 * DAY).toISOString();
    const first = await revoke({ jti, expiresAt: late, reason: 'Çalındı' });
    expect([first.status, first.body.data.expires_at]).toEqual([201, late]);
    const again = await revoke({ jti, reason: 'Başka' });
    expect([again.status, again.body.data]).toEqual([200, first.body.data]);
    const later = new Date(Date.now() + 300 * DAY).toISOString();
    expect((await revoke({ jti, expiresAt: later })).body.data.expires_at).toBe(later);
  });

  it('of a user, repeated, ends the tokens issued meanwhile', async () => {
    const dealer = await scene.market.dealer();
    const first = (await revoke({ userId: dealer.userId, reason: 'Ayrıldı' })).body.data;
    const second = Math.floor(Date.parse(first.revoked_at) / 1000) + 1;
    const meanwhile = { token: issuedAt(dealer, second) };
    const socket = await scene.connect(meanwhile);
    await delay(second * 1000 + 100 - Date.now());
    const again = await revoke({ userId: dealer.userId });
    expect(again.status).toBe(200);
    expect(again.body.data).toMatchObject({ id: first.id, reason: 'Ayrıldı', expires_at: expect.anything() });
    expect(again.body.data.revoked_at > first.revoked_at).toBe(true);
    await expectCut(socket);
    await expectRefusedEverywhere(scene, meanwhile.token);
  });

  it('is one, however many ask at once', async () => {
    const userId = randomUUID();
    const answers = await Promise.all(Array.from({ length: 20 }, () => revoke({ userId })));
    expect(answers.map(({ status }) => status).sort()).toEqual([...Array<number>(19).fill(200), 201]);
    expect(new Set(answers.map(({ body }) => body.data.id)).size).toBe(1);
  });

  it('is for role service alone, whatever the body', async () => {
    for (const role of ['dealer', 'support', 'admin']) {
      const dealer = await scene.market.dealer({ role });
      const asked = scene.as(dealer).post(REVOCATIONS, { userId: dealer.userId });
      expect([role, ...refusalOf(await asked)]).toEqual([role, 403, 'ROLE_FORBIDDEN']);
      const broken = { token: dealer.token, raw: '{', headers: { 'content-type': 'application/json' } };
      expect(refusalOf(await call(scene.service.url, 'POST', REVOCATIONS, broken))).toEqual([
        403,
        'ROLE_FORBIDDEN',
      ]);
    }
    const { token } = await scene.market.serviceToken();
    const body = { jti: randomUUID() };
    expect(refusalOf(await scene.as({ token }).post(REVOCATIONS, body))).toEqual([400, 'VALIDATION_FAILED']);
    expect(refusalOf(await new Client(scene.service.url).post(REVOCATIONS, body))).toEqual([
      401,
      'UNAUTHORIZED',
    ]);
  });

  it.each<[string, object, string]>([
    ['neither', {}, 'jti'],
    ['both', { jti: 'a', userId: randomUUID() }, 'jti'],
    ['nulls', { jti: null, userId: null }, 'jti'],
    ['an empty jti', { jti: '' }, 'jti'],
    ['a jti of which nothing is seen', { jti: '\u200B' }, 'jti'],
    ['a reason of which nothing is seen', { jti: 'a', reason: '\u2060\u00AD' }, 'reason'],
    ['a number', { jti: 5 }, 'jti'],
    ['a long jti', { jti: 'x'.repeat(256) }, 'jti'],
    ['a malformed user', { userId: 'ahmet' }, 'userId'],
    ['a time that has passed', { jti: 'a', expiresAt: '2020-01-01T00:00:00Z' }, 'expiresAt'],
    ['a time without a zone', { jti: 'a', expiresAt: '2099-01-01T00:00:00' }, 'expiresAt'],
    ['a time beyond reason', { jti: 'a', expiresAt: '9999-01-01T00:00:00Z' }, 'expiresAt'],
    ['no time at all', { jti: 'a', expiresAt: 'yarın' }, 'expiresAt'],
    ['a long reason', { jti: 'a', reason: 'x'.repeat(501) }, 'reason'],
  ])('refuses %s', async (_, body, field) => {
    const answer = await admin.post(REVOCATIONS, body);
    expect(refusalOf(answer)).toEqual([400, 'VALIDATION_FAILED']);
    expect(answer.body.error.details?.map((detail) => detail.field)).toEqual([field]);
  });
});
