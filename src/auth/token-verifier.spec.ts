import { generateKeyPairSync, randomUUID, type KeyObject } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
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
  it('reads user, galleries, role and end', async () => {
    const other = randomUUID();
    const exp = now() + 60;
    const token = sign(claims({ exp, galleryIds: [galleryId, other], role: 'support' }));
    await expect(verifier().verify(token)).resolves.toEqual({
      userId,
      galleryIds: [galleryId, other],
      role: 'support',
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
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const privatePem = privateKey.export({ type: 'pkcs8', format: 'pem' });
  const keys = { keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'one', use: 'sig', alg: 'RS256' }] };
  const server = createServer((_, response) => response.end(JSON.stringify(keys)));
  let url: string;

  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/jwks`;
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));

  it('finds the key by its id', async () => {
    const token = sign(claims(), privatePem, { algorithm: 'RS256', keyid: 'one' });
    await expect(verifier({ JWT_JWKS_URL: url }).verify(token)).resolves.toMatchObject({ userId });
  });

  it('refuses a key that the set does not have, and a secret', async () => {
    const unknown = sign(claims(), privatePem, { algorithm: 'RS256', keyid: 'two' });
    const symmetric = sign(claims(), secret, { keyid: 'one' });
    await expect(verifier({ JWT_JWKS_URL: url }).verify(unknown)).rejects.toMatchObject(unauthorized);
    await expect(verifier({ JWT_JWKS_URL: url }).verify(symmetric)).rejects.toMatchObject(unauthorized);
  });

  it('does not call a token bad when the set cannot be fetched', async () => {
    const token = sign(claims(), privatePem, { algorithm: 'RS256', keyid: 'one' });
    const dead = verifier({ JWT_JWKS_URL: 'http://127.0.0.1:9/jwks' });
    await expect(dead.verify(token)).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' });
  });
});
