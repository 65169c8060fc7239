import { createHmac, generateKeyPairSync, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import jwt from 'jsonwebtoken';
import type { RoomView } from '../../src/contracts/index.js';
import { Marketplace } from '../factories/marketplace.js';
import { connectError } from '../support/administration.js';
import { call, Client } from '../support/http.js';
import { refusalOf } from '../support/scene.js';
import { startService, TEST_ORIGIN, type TestService } from '../support/service.js';
import { silentServer } from '../support/silent-server.js';
import { storedBy } from '../support/stored.js';
import { signToken, TEST_SECRET } from '../support/tokens.js';

describe('who is calling', () => {
  let service: TestService;
  let market: Marketplace;
  const list = (token?: string, headers: Record<string, string> = {}) =>
    call<RoomView[]>(service.url, 'GET', '/chats', { token, headers });
  const outcome = async (token?: string, headers: Record<string, string> = {}) => {
    const { status, body } = await list(token, headers);
    return status === 200 ? 'ok' : body.error.code;
  };

  beforeAll(async () => {
    service = await startService({ JWT_ISSUER: 'https://login.example.com', JWT_AUDIENCE: 'chat' });
    market = new Marketplace(service.db);
  });
  afterAll(() => service.stop());

  /** Claims of a real person, signed as the settings of this service want it. */
  async function person() {
    const { userId, galleryId } = await market.dealer();
    const claims = { sub: userId, galleryId, iss: 'https://login.example.com', aud: 'chat' };
    const now = Math.floor(Date.now() / 1000);
    const sign = (overrides: object = {}, secret = TEST_SECRET, options: jwt.SignOptions = {}) =>
      jwt.sign({ ...claims, exp: now + 600, ...overrides }, secret, { algorithm: 'HS256', ...options });
    return { userId, galleryId, now, sign };
  }

  it('takes a good token, and allows the clocks to differ by 30 s', async () => {
    const { sign, now } = await person();
    for (const token of [sign(), sign({ exp: now - 20 }), sign({ nbf: now + 20 })]) {
      expect(await outcome(token)).toBe('ok');
    }
    expect(await outcome(undefined, { authorization: `bearer ${sign()}` })).toBe('ok');
  });

  it('answers 401 UNAUTHORIZED to anything else', async () => {
    const { sign, now, userId, galleryId } = await person();
    const good = sign();
    const [, payload] = good.split('.');
    const none = `${Buffer.from('{"alg":"none","typ":"JWT"}').toString('base64url')}.${payload}.`;
    const otherKey = `${good.split('.').slice(0, 2).join('.')}.${createHmac('sha256', 'x').update('x').digest('base64url')}`;
    const bad: Record<string, string | undefined> = {
      'no token': undefined,
      'an empty token': '',
      nonsense: 'abc',
      'alg none': none,
      'another key': otherKey,
      'another algorithm': sign({}, TEST_SECRET, { algorithm: 'HS384' }),
      expired: sign({ exp: now - 40 }),
      'not yet valid': sign({ nbf: now + 40 }),
      'the wrong issuer': sign({ iss: 'https://evil.example.com' }),
      'the wrong audience': sign({ aud: 'shop' }),
      'no end': jwt.sign(
        { sub: userId, galleryId, iss: 'https://login.example.com', aud: 'chat' },
        TEST_SECRET,
      ),
      'an unknown user': sign({ sub: randomUUID() }),
      'an unknown gallery': sign({ galleryId: randomUUID() }),
      'a malformed user': sign({ sub: 'ahmet' }),
      'a malformed gallery': sign({ galleryId: "' OR 1=1" }),
      'no gallery': sign({ galleryId: undefined }),
    };
    const answers = await Promise.all(
      Object.entries(bad).map(async ([name, token]) => [name, await outcome(token)]),
    );
    expect(answers).toEqual(Object.keys(bad).map((name) => [name, 'UNAUTHORIZED']));
    expect((await list()).status).toBe(401);
  });

  it('does not read a token from the query', async () => {
    const { sign } = await person();
    const { status } = await call(service.url, 'GET', `/chats?token=${sign()}&access_token=${sign()}`);
    expect(status).toBe(401);
  });

  it('asks for the token before anything else of the request', async () => {
    const paths = ['/chats/abc', `/chats/${randomUUID()}/messages?limit=0`, '/chats/unread-count'];
    for (const path of paths) expect((await call(service.url, 'GET', path)).status).toBe(401);
    const broken = { raw: '{', headers: { 'content-type': 'application/json', 'x-gallery-id': 'abc' } };
    expect((await call(service.url, 'POST', '/chats', broken)).status).toBe(401);
  });

  it("acts for one of the token's galleries, and for no other", async () => {
    const { galleryId, sign } = await person();
    const second = await market.gallery('İkinci Galeri');
    const token = sign({ galleryId: undefined, galleryIds: [galleryId, second] });
    const other = await market.dealer();
    const vehicleId = await market.vehicle(other.galleryId);
    const open = (headers: object) =>
      new Client(service.url, token).post<RoomView>('/chats', { roomType: 'vehicle', vehicleId }, headers);
    expect((await open({})).body.data.gallery_a_id).toBe(galleryId);
    expect((await open({ 'x-gallery-id': second.toUpperCase() })).body.data.gallery_a_id).toBe(second);
  });

  it('answers 403 to x-gallery-id of another gallery and 400 to a malformed one, and lets neither write', async () => {
    const { galleryId, sign } = await person();
    const other = await market.dealer();
    const vehicleId = await market.vehicle(other.galleryId);
    const refused: [value: string, ...[number, string]][] = [
      [other.galleryId, 403, 'GALLERY_FORBIDDEN'],
      [randomUUID(), 403, 'GALLERY_FORBIDDEN'],
      ['abc', 400, 'VALIDATION_FAILED'],
      ['', 400, 'VALIDATION_FAILED'],
      [`${galleryId}, ${other.galleryId}`, 400, 'VALIDATION_FAILED'],
      [`{${galleryId}}`, 400, 'VALIDATION_FAILED'],
    ];
    const before = await storedBy(service);
    for (const [value, ...refusal] of refused) {
      const headers = { 'x-gallery-id': value };
      const client = new Client(service.url, sign(), headers);
      const answers = [
        await client.get('/chats'),
        await client.post('/chats', { roomType: 'vehicle', vehicleId }),
      ];
      expect([value, ...answers.map(refusalOf)]).toEqual([value, refusal, refusal]);
    }
    expect(await storedBy(service)).toEqual(before);
  });

  it('lets a service act for the gallery that it names, which it must', async () => {
    const { sign } = await person();
    const service = await market.user(null, 'Teklif', 'Servisi');
    const { galleryId } = await market.dealer();
    const token = sign({ sub: service, role: 'service', galleryId: undefined });
    expect(await outcome(token, { 'x-gallery-id': galleryId })).toBe('ok');
    expect(await outcome(token)).toBe('VALIDATION_FAILED');
    expect(await outcome(token, { 'x-gallery-id': randomUUID() })).toBe('GALLERY_FORBIDDEN');
    // The role alone is no right to a gallery.
    const support = sign({ role: 'support' });
    expect(await outcome(support, { 'x-gallery-id': galleryId })).toBe('GALLERY_FORBIDDEN');
  });

  describe('from a browser', () => {
    const preflight = (origin: string) =>
      fetch(`${service.url}/chats`, {
        method: 'OPTIONS',
        headers: {
          origin,
          'access-control-request-method': 'POST',
          'access-control-request-headers': 'authorization,content-type,x-gallery-id',
        },
      });

    it('allows the listed origin', async () => {
      const answer = await preflight(TEST_ORIGIN);
      expect(answer.status).toBe(204);
      expect(answer.headers.get('access-control-allow-origin')).toBe(TEST_ORIGIN);
      expect(answer.headers.get('access-control-allow-headers')).toMatch(/x-gallery-id/i);
    });

    it.each(['https://evil.example.com', 'null', `${TEST_ORIGIN}.evil.com`, 'http://app.example.com'])(
      'refuses %s',
      async (origin) => {
        const answer = await preflight(origin);
        expect(answer.status).toBe(403);
        expect(answer.headers.get('access-control-allow-origin')).toBeNull();
        expect(((await answer.json()) as { error: { code: string } }).error.code).toBe('ORIGIN_FORBIDDEN');
      },
    );
  });
});

describe('limits', () => {
  let service: TestService;
  let market: Marketplace;
  beforeAll(async () => {
    // Small, so that a slow machine does not refill the buckets while the test is at it.
    service = await startService({
      RATE_LIMIT_FAILED_AUTH_PER_MINUTE: '20',
      RATE_LIMIT_REQUESTS_PER_SECOND: '2',
      RATE_LIMIT_REQUESTS_BURST: '40',
    });
    market = new Marketplace(service.db);
  });
  afterAll(() => service.stop());

  it('answers 429 with Retry-After to a user who asks too much, and to nobody else', async () => {
    const [greedy, other] = [await market.dealer(), await market.dealer()];
    const answers = await Promise.all(
      Array.from({ length: 200 }, () =>
        call(service.url, 'GET', '/chats/unread-count', { token: greedy.token }),
      ),
    );
    const limited = answers.filter(({ status }) => status === 429);
    expect(limited.length).toBeGreaterThan(100);
    expect(answers.length - limited.length).toBeGreaterThanOrEqual(40);
    expect(limited[0]?.body.error.code).toBe('RATE_LIMITED');
    expect(Number(limited[0]?.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
    expect((await call(service.url, 'GET', '/chats', { token: other.token })).status).toBe(200);
  });

  it('answers 429 to an address that keeps failing to authenticate, but never to a good token', async () => {
    const statuses = [];
    for (let n = 0; n < 25; n++)
      statuses.push((await call(service.url, 'GET', '/chats', { token: 'bad' })).status);
    expect(statuses.slice(0, 20)).toEqual(Array<number>(20).fill(401));
    expect(statuses.slice(21)).toEqual(Array<number>(4).fill(429));
    const { token } = await market.dealer();
    expect((await call(service.url, 'GET', '/chats', { token })).status).toBe(200);
    const { userId, galleryId } = await market.dealer();
    expect(
      (await call(service.url, 'GET', '/chats', { token: signToken({ userId, galleryId, expiresIn: -60 }) }))
        .status,
    ).toBe(429);
  });
});

describe('limits with a published key set', () => {
  const pair = () => generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const [key, forger] = [pair(), pair()];
  const set = {
    keys: [{ ...key.publicKey.export({ format: 'jwk' }), kid: 'one', alg: 'ES256', use: 'sig' }],
  };
  const endpoint = createServer((_, response) => response.end(JSON.stringify(set)));
  let service: TestService;
  beforeAll(async () => {
    await once(endpoint.listen(0, '127.0.0.1'), 'listening');
    service = await startService({
      JWT_SECRET: '',
      JWT_JWKS_URL: `http://127.0.0.1:${(endpoint.address() as AddressInfo).port}/jwks`,
      RATE_LIMIT_FAILED_AUTH_PER_MINUTE: '20',
    });
  });
  afterAll(async () => {
    await service.stop();
    endpoint.closeAllConnections();
    endpoint.close();
  });

  it('counts tokens with made-up key ids as failed, and still takes the first good token', async () => {
    const { userId, galleryId } = await new Marketplace(service.db).dealer();
    const token = (keyid: string, { privateKey } = forger) =>
      jwt.sign({ galleryId }, privateKey, {
        algorithm: 'ES256',
        keyid,
        subject: userId,
        expiresIn: 600,
      });
    const statuses = [];
    for (let n = 0; n < 25; n++) {
      statuses.push((await call(service.url, 'GET', '/chats', { token: token(randomUUID()) })).status);
    }
    expect(statuses.slice(0, 20)).toEqual(Array<number>(20).fill(401));
    expect(statuses.slice(21)).toEqual(Array<number>(4).fill(429));
    expect((await call(service.url, 'GET', '/chats', { token: token('one', key) })).status).toBe(200);
  });
});

describe('a published key set that hangs', () => {
  let silent: Awaited<ReturnType<typeof silentServer>>;
  let service: TestService;
  beforeAll(async () => {
    silent = await silentServer();
    service = await startService({ JWT_SECRET: '', JWT_JWKS_URL: `http://${silent.address}/jwks` });
  });
  afterAll(async () => {
    await service.stop();
    await silent.close();
  });

  it('is a 503 within 5 s to requests and sockets, and holds up nothing that needs no key', async () => {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const { userId, galleryId } = await new Marketplace(service.db).dealer();
    const options = { algorithm: 'ES256', keyid: 'one', subject: userId, expiresIn: 600 } as const;
    const token = jwt.sign({ galleryId }, privateKey, options);
    const began = Date.now();
    const asked = Array.from({ length: 20 }, () => call(service.url, 'GET', '/chats', { token }));
    const connecting = connectError(service.url, token);
    expect((await call(service.url, 'GET', '/chats/capabilities')).status).toBe(200);
    expect((await call(service.url, 'GET', '/chats', { token: 'abc' })).status).toBe(401);
    for (const { status, headers, body } of await Promise.all(asked)) {
      expect([status, body.error.code]).toEqual([503, 'SERVICE_UNAVAILABLE']);
      expect(Number(headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
    }
    expect(await connecting).toBe('SERVICE_UNAVAILABLE');
    expect(Date.now() - began).toBeLessThan(6_000);
  });
});
