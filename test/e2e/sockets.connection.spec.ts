import { randomUUID } from 'node:crypto';
import jwt from 'jsonwebtoken';
import type { RoomView } from '../../src/contracts/index.js';
import { connectError } from '../support/administration.js';
import { Scene } from '../support/scene.js';
import { TEST_ORIGIN } from '../support/service.js';
import { TestSocket } from '../support/sockets.js';
import { signToken, TEST_SECRET } from '../support/tokens.js';

describe('the connection of a socket', () => {
  let scene: Scene;

  beforeAll(async () => {
    scene = await Scene.open();
  });
  afterEach(() => scene.hangUp());
  afterAll(() => scene.close());

  describe('the connection', () => {
    const refusal = (auth: object, options: object = {}) =>
      TestSocket.connect(scene.service.url, { ...auth }, options).then(
        () => 'connected',
        (error: unknown) => {
          const { data, message } = error as Error & { data?: { code: string } };
          return data?.code ?? message;
        },
      );

    it.each(['websocket', 'polling'])(
      'is accepted over %s with a token in the handshake or the header',
      async (transport) => {
        const dealer = await scene.market.dealer();
        await scene.connect(dealer, {}, { transports: [transport] });
        const header = { extraHeaders: { authorization: `Bearer ${dealer.token}` }, transports: [transport] };
        (await TestSocket.connect(scene.service.url, {}, header)).close();
      },
    );

    it('is refused with UNAUTHORIZED before it is accepted when the token is bad', async () => {
      const { userId, galleryId, token } = await scene.market.dealer();
      const bad = [
        {},
        { token: '' },
        { token: 5 },
        { token: { deep: ['x'] } },
        { token: `${token}x` },
        { token: signToken({ userId, galleryId, expiresIn: -60 }) },
        { token: signToken({ userId: randomUUID(), galleryId }) },
        { token: signToken({ userId, galleryId: randomUUID() }) },
      ];
      for (const auth of bad) expect([auth, await refusal(auth)]).toEqual([auth, 'UNAUTHORIZED']);
      expect(await refusal({}, { query: { token } })).toBe('UNAUTHORIZED');
    });

    it("acts for one of the token's galleries, and for no other", async () => {
      const { userId, galleryId } = await scene.market.dealer();
      const second = await scene.market.gallery('İkinci Galeri');
      const token = signToken({ userId, galleryIds: [galleryId, second] });
      const deal = await scene.market.deal();
      const vehicleId = await scene.market.vehicle(second);
      const socket = await scene.connect({ token }, { galleryId: second });
      const { body } = await scene
        .as(deal.buyer)
        .post<RoomView>('/chats', { roomType: 'vehicle', vehicleId });
      expect(await socket.next('room_created')).toMatchObject({ room: { id: body.data.id } });
      expect(await refusal({ token, galleryId: deal.buyer.galleryId })).toBe('GALLERY_FORBIDDEN');
      expect(await refusal({ token, galleryId: 'abc' })).toBe('VALIDATION_FAILED');
    });

    it('needs the gallery of a service', async () => {
      const { token } = await scene.market.serviceToken();
      const { galleryId } = await scene.market.dealer();
      expect(await refusal({ token })).toBe('VALIDATION_FAILED');
      await scene.connect({ token }, { galleryId });
    });

    it.each(['websocket', 'polling'])('is refused to another origin over %s', async (transport) => {
      const dealer = await scene.market.dealer();
      const from = (origin: string) => ({ extraHeaders: { origin }, transports: [transport] });
      await scene.connect(dealer, {}, from(TEST_ORIGIN));
      expect(await refusal({ token: dealer.token }, from('https://evil.example.com'))).toMatch(
        /websocket error|xhr poll error/,
      );
    });

    it('ends with session_expired when the token ends, unless it was renewed', async () => {
      const { userId, galleryId } = await scene.market.dealer();
      const token = () => signToken({ userId, galleryId, expiresIn: 2 });
      const [ending, renewed] = [
        await scene.connect({ token: token() }),
        await scene.connect({ token: token() }),
      ];
      const fresh = signToken({ userId, galleryId, expiresIn: 600 });
      const { expires_at } = await renewed.ask<{ expires_at: string }>('authenticate', { token: fresh });
      expect(Date.parse(expires_at)).toBeGreaterThan(Date.now() + 500_000);
      expect(await ending.next('session_expired')).toEqual({ code: 'UNAUTHORIZED' });
      expect(await ending.next('disconnect')).toBe('io server disconnect');
      await renewed.settle();
      expect(renewed.socket.connected).toBe(true);
      expect(renewed.all('session_expired')).toEqual([]);
    });

    it('keeps its user and gallery when it is renewed, and survives a bad token', async () => {
      const { buyer, seller, buyerSocket } = await scene.call();
      for (const token of ['x', seller.token, 5]) {
        const error = await buyerSocket.refusal('authenticate', { token });
        expect([token, error.code]).toEqual([token, token === 5 ? 'VALIDATION_FAILED' : 'UNAUTHORIZED']);
      }
      const otherGallery = signToken({ userId: buyer.userId, galleryId: seller.galleryId });
      expect((await buyerSocket.refusal('authenticate', { token: otherGallery })).code).toBe(
        'GALLERY_FORBIDDEN',
      );
      expect(buyerSocket.socket.connected).toBe(true);
    });
  });
});

describe('the token of a handshake', () => {
  const ISSUED = { iss: 'https://login.example.com', aud: 'chat' };
  let scene: Scene;

  beforeAll(async () => {
    scene = await Scene.open({ JWT_ISSUER: ISSUED.iss, JWT_AUDIENCE: ISSUED.aud });
  });
  afterEach(() => scene.hangUp());
  afterAll(() => scene.close());

  /** Signs tokens of a real person; `change` gives claims that differ, from the seconds since 1970. */
  async function person() {
    const { userId, galleryId } = await scene.market.dealer();
    return (change: (now: number) => object = () => ({}), algorithm: jwt.Algorithm = 'HS256') => {
      const now = Math.floor(Date.now() / 1000);
      const claims = { sub: userId, galleryId, ...ISSUED, exp: now + 600, ...change(now) };
      // A claim that is undefined is none; the library would take it for a malformed one.
      const payload = JSON.parse(JSON.stringify(claims)) as object;
      return jwt.sign(payload, algorithm === 'none' ? '' : TEST_SECRET, { algorithm });
    };
  }

  it.each<[string, (now: number) => object]>([
    ['as it should be', () => ({})],
    ['ended 20 s ago', (now) => ({ exp: now - 20 })],
    ['valid in 20 s', (now) => ({ nbf: now + 20 })],
  ])('is taken: %s', async (_, change) => {
    const token = (await person())(change);
    expect((await scene.connect({ token })).socket.connected).toBe(true);
  });

  it.each<[string, (now: number) => object, jwt.Algorithm?]>([
    ['alg none', () => ({}), 'none'],
    ['another algorithm', () => ({}), 'HS384'],
    ['ended 40 s ago', (now) => ({ exp: now - 40 })],
    ['valid in 40 s', (now) => ({ nbf: now + 40 })],
    ['another issuer', () => ({ iss: 'https://evil.example.com' })],
    ['no issuer', () => ({ iss: undefined })],
    ['another audience', () => ({ aud: 'shop' })],
    ['no audience', () => ({ aud: undefined })],
    ['no end', () => ({ exp: undefined })],
    ['an unknown user', () => ({ sub: randomUUID() })],
    ['an unknown gallery', () => ({ galleryId: randomUUID() })],
    ['no gallery', () => ({ galleryId: undefined })],
  ])('is refused with UNAUTHORIZED, also to renew another: %s', async (_, change, algorithm = 'HS256') => {
    const sign = await person();
    const token = sign(change, algorithm);
    expect(await connectError(scene.service.url, token)).toBe('UNAUTHORIZED');
    const socket = await scene.connect({ token: sign() });
    expect((await socket.refusal('authenticate', { token })).code).toBe('UNAUTHORIZED');
  });

  it.each(['websocket', 'polling'])('is not looked for in the query of %s', async (transport) => {
    const token = (await person())();
    const query = { token, access_token: token, authorization: `Bearer ${token}`, 'auth[token]': token };
    const connecting = TestSocket.connect(scene.service.url, {}, { query, transports: [transport] });
    await expect(connecting).rejects.toMatchObject({ data: { code: 'UNAUTHORIZED' } });
  });
});
