import { createHmac, generateKeyPairSync, randomUUID, type KeyObject } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import jwt from 'jsonwebtoken';
import { Marketplace } from '../factories/marketplace.js';
import { call } from '../support/http.js';
import { refusalOf } from '../support/scene.js';
import { startService, type TestService } from '../support/service.js';
import { TEST_SECRET } from '../support/tokens.js';

const KID = 'one';
const rsa = () => generateKeyPairSync('rsa', { modulusLength: 2048 });
const ec = () => generateKeyPairSync('ec', { namedCurve: 'P-256' });
const [rsaKey, ecKey] = [rsa(), ec()];

const pem = (key: KeyObject): string => key.export({ type: 'spki', format: 'pem' }).toString();
const base64url = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** By hand: libraries refuse to sign with HMAC and a public key. */
function hmacToken(claims: object, key: string | Buffer, header: object = {}): string {
  const signed = `${base64url({ alg: 'HS256', typ: 'JWT', kid: KID, ...header })}.${base64url(claims)}`;
  return `${signed}.${createHmac('sha256', key).update(signed).digest('base64url')}`;
}

/** What everybody knows of a key, in each form in which it could be taken for a secret. */
const publicForms = (key: KeyObject): [name: string, secret: string | Buffer][] => [
  ['PEM', pem(key)],
  ['PEM without its last line end', pem(key).trimEnd()],
  ['PEM as in a line of an .env file', pem(key).replaceAll('\n', '\\n')],
  ['PEM of one line', pem(key).replaceAll('\n', '')],
  ['DER', key.export({ type: 'spki', format: 'der' })],
  ['JWK', JSON.stringify(key.export({ format: 'jwk' }))],
  ['nothing', ''],
];

const keySet = createServer((_, response) => {
  const jwk = { ...rsaKey.publicKey.export({ format: 'jwk' }), kid: KID, alg: 'RS256', use: 'sig' };
  response.end(JSON.stringify({ keys: [jwk] }));
});

describe.each([
  ['an RSA key', rsaKey, rsa(), 'RS256', () => ({ JWT_PUBLIC_KEY: pem(rsaKey.publicKey) })],
  ['an elliptic key', ecKey, ec(), 'ES256', () => ({ JWT_PUBLIC_KEY: pem(ecKey.publicKey) })],
  ['a published key set', rsaKey, rsa(), 'RS256', () => ({ JWT_JWKS_URL: urlOfKeySet() })],
] as const)('tokens where %s is set', (_, key, forger, algorithm, setting) => {
  let service: TestService;
  let claims: object;

  beforeAll(async () => {
    if (!keySet.listening) await once(keySet.listen(0, '127.0.0.1'), 'listening');
    service = await startService({ JWT_SECRET: '', ...setting() });
    const { userId, galleryId } = await new Marketplace(service.db).dealer();
    claims = { sub: userId, galleryId, exp: Math.floor(Date.now() / 1000) + 600, jti: randomUUID() };
  });
  afterAll(() => service.stop());

  const list = (token: string) => call(service.url, 'GET', '/chats', { token });
  const sign = (privateKey: KeyObject, options: jwt.SignOptions = {}) =>
    jwt.sign(claims, privateKey, { algorithm, keyid: KID, ...options });
  const expectRefused = async (token: string) =>
    expect(refusalOf(await list(token))).toEqual([401, 'UNAUTHORIZED']);

  it('are taken when they are signed with its private half', async () => {
    expect((await list(sign(key.privateKey))).status).toBe(200);
  });

  it.each(publicForms(key.publicKey))(
    'are 401 when they are signed with HS256 and its public half: %s',
    (_, secret) => expectRefused(hmacToken(claims, secret)),
  );

  it('are 401 when they bring a key of their own, none, or the secret of another service', async () => {
    await expectRefused(sign(forger.privateKey));
    const jwk = forger.publicKey.export({ format: 'jwk' });
    await expectRefused(sign(forger.privateKey, { header: { alg: algorithm, jwk } as jwt.JwtHeader }));
    await expectRefused(`${base64url({ alg: 'none', typ: 'JWT', kid: KID })}.${base64url(claims)}.`);
    await expectRefused(hmacToken(claims, TEST_SECRET));
    // The right signature, and another algorithm in the header.
    const [, payload, signature] = sign(key.privateKey).split('.');
    await expectRefused(`${base64url({ alg: 'HS256', typ: 'JWT', kid: KID })}.${payload}.${signature}`);
  });
});

afterAll(() => {
  keySet.closeAllConnections();
  keySet.close();
});

const urlOfKeySet = (): string => `http://127.0.0.1:${(keySet.address() as AddressInfo).port}/jwks`;
