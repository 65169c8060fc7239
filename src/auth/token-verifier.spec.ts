import { generateKeyPairSync, randomUUID, type KeyObject } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import jwt from 'jsonwebtoken';
import { AppConfig } from '../config/index.js';
import { TokenVerifier } from './token-verifier.js';

const secret = 'unit-test-signing-key-0123456789abcdef';
const [userId, galleryId] = [randomUUID(), randomUUID()];
const now = () => Math.floor(Date.now() / 1000);

const config = (env: NodeJS.ProcessEnv) =>
  AppConfig.fromEnvironment({
    DATABASE_URL: 'postgres://localhost/chat',
    S3_ENDPOINT: 'http://localhost:9000',
    S3_ACCESS_KEY: 'a',
    S3_SECRET_KEY: 'b',
    S3_BUCKET: 'files',
    CORS_ORIGINS: 'https://app.example.com',
    ...env,
  });
const verifier = (env: NodeJS.ProcessEnv = { JWT_SECRET: secret }) => new TokenVerifier(config(env));
const claims = (overrides: object = {}) => ({ sub: userId, galleryId, exp: now() + 600, ...overrides });
const sign = (payload: object, key: jwt.Secret = secret, options: jwt.SignOptions = {}) =>
  jwt.sign(payload, key, { algorithm: 'HS256', ...options });
const unauthorized = { code: 'UNAUTHORIZED' };

describe('TokenVerifier with a secret', () => {
  it('reads user, galleries, role, end, and what a revocation may name', async () => {
    const other = randomUUID();
    const exp = now() + 60;
    const token = sign(
      claims({ exp, galleryIds: [galleryId, other], role: 'support', jti: 'a', iat: exp - 90 }),
    );
    await expect(verifier().verify(token)).resolves.toEqual({
      userId,
      galleryIds: [galleryId, other],
      role: 'support',
      tokenId: 'a',
      issuedAt: exp - 90,
      expiresAt: new Date(exp * 1000),
    });
  });

  it('takes userId for sub, and an unknown role for a dealer', async () => {
    const token = sign({ userId, galleryId, role: 'owner', exp: now() + 60 });
    await expect(verifier().verify(token)).resolves.toMatchObject({ userId, role: 'dealer' });
  });

  it('needs no gallery of role service, and of no other', async () => {
    const token = (role: string) => sign({ sub: userId, role, exp: now() + 60 });
    await expect(verifier().verify(token('service'))).resolves.toMatchObject({ galleryIds: [] });
    await expect(verifier().verify(token('admin'))).rejects.toMatchObject(unauthorized);
  });

  it('allows 30 s between the clocks, not more', async () => {
    await expect(verifier().verify(sign(claims({ exp: now() - 20 })))).resolves.toBeDefined();
    await expect(verifier().verify(sign(claims({ nbf: now() + 20 })))).resolves.toBeDefined();
    await expect(verifier().verify(sign(claims({ exp: now() - 40 })))).rejects.toMatchObject(unauthorized);
    await expect(verifier().verify(sign(claims({ nbf: now() + 40 })))).rejects.toMatchObject(unauthorized);
  });

  it('believes a token for a while that it has verified, but not past its end', async () => {
    jest.useFakeTimers({ doNotFake: ['nextTick', 'queueMicrotask', 'setImmediate'] });
    try {
      const one = verifier();
      const [long, short] = [sign(claims()), sign(claims({ exp: now() - 28 }))];
      const first = await one.verify(long);
      expect(await one.verify(long)).toBe(first);
      await one.verify(short);
      jest.advanceTimersByTime(3_000);
      await expect(one.verify(short)).rejects.toMatchObject(unauthorized);
      jest.advanceTimersByTime(30_000);
      expect(await one.verify(long)).not.toBe(first);
    } finally {
      jest.useRealTimers();
    }
  });

  it.each([
    ['no end', { exp: undefined }],
    ['a malformed user', { sub: 'ahmet' }],
    ['a malformed gallery', { galleryId: '1; DROP TABLE' }],
    ['a malformed gallery among several', { galleryIds: [galleryId, 5] }],
    ['no gallery', { galleryId: undefined }],
  ])('refuses a token with %s', async (_, overrides) => {
    const token = sign(JSON.parse(JSON.stringify(claims(overrides))) as object);
    await expect(verifier().verify(token)).rejects.toMatchObject(unauthorized);
  });

  it.each(['', 'abc', 'a.b.c', '..', 'x'.repeat(10_000)])('refuses %p', async (token) => {
    await expect(verifier().verify(token)).rejects.toMatchObject(unauthorized);
  });

  it('refuses alg none and another secret', async () => {
    await expect(verifier().verify(jwt.sign(claims(), '', { algorithm: 'none' }))).rejects.toMatchObject(
      unauthorized,
    );
    await expect(verifier().verify(sign(claims(), 'another-secret'))).rejects.toMatchObject(unauthorized);
    await expect(verifier().verify(sign(claims(), secret, { algorithm: 'HS512' }))).rejects.toMatchObject(
      unauthorized,
    );
  });

  it('checks issuer and audience when they are set', async () => {
    const strict = verifier({ JWT_SECRET: secret, JWT_ISSUER: 'https://login', JWT_AUDIENCE: 'chat' });
    const token = (issuer: string, audience: string) => sign(claims(), secret, { issuer, audience });
    await expect(strict.verify(token('https://login', 'chat'))).resolves.toBeDefined();
    await expect(strict.verify(token('https://other', 'chat'))).rejects.toMatchObject(unauthorized);
    await expect(strict.verify(token('https://login', 'shop'))).rejects.toMatchObject(unauthorized);
    await expect(strict.verify(sign(claims()))).rejects.toMatchObject(unauthorized);
  });
});

describe('TokenVerifier with a public key', () => {
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const pem = (key: KeyObject) => key.export({ type: 'spki', format: 'pem' }).toString();

  it.each([
    ['RS256', rsa],
    ['ES256', ec],
  ] as const)('accepts %s', async (algorithm, { publicKey, privateKey }) => {
    const token = sign(claims(), privateKey.export({ type: 'pkcs8', format: 'pem' }), { algorithm });
    await expect(verifier({ JWT_PUBLIC_KEY: pem(publicKey) }).verify(token)).resolves.toMatchObject({
      userId,
    });
  });

  it('refuses HS256 signed with the public key', async () => {
    const publicPem = pem(rsa.publicKey);
    const [header, payload] = [{ alg: 'HS256', typ: 'JWT' }, claims()].map((part) =>
      Buffer.from(JSON.stringify(part)).toString('base64url'),
    );
    const { createHmac } = await import('node:crypto');
    const signature = createHmac('sha256', publicPem).update(`${header}.${payload}`).digest('base64url');
    const forged = `${header}.${payload}.${signature}`;
    await expect(verifier({ JWT_PUBLIC_KEY: publicPem }).verify(forged)).rejects.toMatchObject(unauthorized);
  });
});

describe('TokenVerifier with a key set', () => {
  const pair = () => generateKeyPairSync('rsa', { modulusLength: 2048 });
  const [one, two] = [pair(), pair()];
  const jwk = (kid: string, { publicKey }: { publicKey: KeyObject }) => ({
    ...publicKey.export({ format: 'jwk' }),
    kid,
    use: 'sig',
    alg: 'RS256',
  });
  const signed = (keyid: string, { privateKey }: { privateKey: KeyObject } = one) =>
    sign(claims({ exp: now() + 86_400 }), privateKey, { algorithm: 'RS256', keyid });

  /** What the endpoint answers; tests change it. */
  let answer: { status: number; keys: object[] };
  let fetches: number;
  const server = createServer((_, response) => {
    fetches++;
    response.writeHead(answer.status).end(JSON.stringify({ keys: answer.keys }));
  });
  let url: string;
  const keySetVerifier = () => verifier({ JWT_JWKS_URL: url });
  /** Lets the clock jump, for the cache's age; nothing waits. */
  const pass = (seconds: number) => {
    const later = Date.now() + seconds * 1000;
    jest.spyOn(Date, 'now').mockImplementation(() => later);
  };

  beforeAll(async () => {
    Logger.overrideLogger(false);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/jwks`;
  });
  beforeEach(() => {
    answer = { status: 200, keys: [jwk('one', one)] };
    fetches = 0;
  });
  afterEach(() => jest.restoreAllMocks());
  afterAll(() => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  });

  it('finds the key by its id, and fetches the set once for many', async () => {
    const verifier = keySetVerifier();
    const tokens = Array.from({ length: 5 }, () => verifier.verify(signed('one')));
    for (const claims of await Promise.all(tokens)) expect(claims).toMatchObject({ userId });
    await expect(verifier.verify(signed('one'))).resolves.toMatchObject({ userId });
    expect(fetches).toBe(1);
  });

  it('refuses a key that the set does not have, a forged signature and a secret', async () => {
    const verifier = keySetVerifier();
    const symmetric = sign(claims(), secret, { keyid: 'one' });
    for (const token of [signed('two', two), signed('one', two), symmetric, 'a.b.c']) {
      await expect(verifier.verify(token)).rejects.toMatchObject(unauthorized);
    }
  });

  it('does not let tokens with made-up key ids lock out valid ones', async () => {
    const verifier = keySetVerifier();
    for (let n = 0; n < 30; n++) {
      await expect(verifier.verify(signed(randomUUID(), two))).rejects.toMatchObject(unauthorized);
    }
    await expect(verifier.verify(signed('one'))).resolves.toMatchObject({ userId });
    expect(fetches).toBe(1);
  });

  it('finds a key that was added to the set, half a minute after the last look', async () => {
    const verifier = keySetVerifier();
    await verifier.verify(signed('one'));
    answer.keys.push(jwk('two', two));
    await expect(verifier.verify(signed('two', two))).rejects.toMatchObject(unauthorized);
    pass(31);
    await expect(verifier.verify(signed('two', two))).resolves.toMatchObject({ userId });
  });

  it('believes a key that was taken out of the set for ten minutes at most', async () => {
    const verifier = keySetVerifier();
    await verifier.verify(signed('one'));
    answer.keys = [jwk('two', two)];
    pass(601);
    await expect(verifier.verify(signed('one'))).rejects.toMatchObject(unauthorized);
  });

  it('keeps serving the keys that it knows while the set cannot be fetched', async () => {
    const verifier = keySetVerifier();
    await verifier.verify(signed('one'));
    answer.status = 500;
    pass(3_600);
    for (let n = 0; n < 10; n++) {
      await expect(verifier.verify(signed('one'))).resolves.toMatchObject({ userId });
    }
    // It may be a new key: that cannot be told now.
    await expect(verifier.verify(signed('two', two))).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' });
    // One look when it began, and one that failed: not one for each token.
    expect(fetches).toBe(2);
    answer = { status: 200, keys: [jwk('two', two)] };
    pass(6);
    await expect(verifier.verify(signed('two', two))).resolves.toMatchObject({ userId });
    await expect(verifier.verify(signed('one'))).rejects.toMatchObject(unauthorized);
  });

  it('does not call a token bad when the set was never fetched, but what is no token', async () => {
    const dead = verifier({ JWT_JWKS_URL: 'http://127.0.0.1:9/jwks' });
    await expect(dead.verify(signed('one'))).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' });
    for (const token of ['abc', 'a.b.c', sign(claims())]) {
      await expect(dead.verify(token)).rejects.toMatchObject(unauthorized);
    }
  });

  it.each([
    { status: 200, keys: 'none' },
    { status: 302, keys: [] },
  ])('calls itself unavailable when the endpoint answers %j', async (wrong) => {
    answer = wrong as typeof answer;
    await expect(keySetVerifier().verify(signed('one'))).rejects.toMatchObject({
      code: 'SERVICE_UNAVAILABLE',
    });
  });
});
