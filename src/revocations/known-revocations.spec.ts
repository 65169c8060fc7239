import { Logger } from '@nestjs/common';
import { AppError } from '../common/index.js';
import { EventBus } from '../events/index.js';
import { KnownRevocations } from './known-revocations.js';
import type { Revocation } from './revocation.js';
import type { RevocationSignal } from './revocation-signal.js';
import { TokensRevoked } from './revocations.events.js';
import type { RevocationsRepository } from './revocations.repository.js';

const revocation = (jti: string): Revocation => ({
  id: jti,
  jti,
  user_id: null,
  reason: null,
  revoked_by: 'service',
  revoked_at: new Date(),
  expires_at: new Date(Date.now() + 60_000),
});
const token = (tokenId: string) => ({ userId: 'user', tokenId, issuedAt: 1 });

describe('KnownRevocations', () => {
  let stored: Revocation[];
  let away: boolean;
  let known: KnownRevocations;
  let signal: () => void;
  let revoked: string[];

  beforeEach(() => {
    Logger.overrideLogger(false);
    [stored, away, revoked] = [[], false, []];
    const read = (): Promise<Revocation[]> =>
      away ? Promise.reject(new AppError('SERVICE_UNAVAILABLE')) : Promise.resolve(stored);
    const repository = { all: read, changedWithin: read, removeExpired: () => Promise.resolve() };
    const events = new EventBus();
    events.on(TokensRevoked, ({ revocations }) => {
      revoked.push(...revocations.map(({ jti }) => String(jti)));
    });
    known = new KnownRevocations(
      repository as unknown as RevocationsRepository,
      { onSignal: (listener: () => void) => (signal = listener) } as unknown as RevocationSignal,
      events,
    );
  });
  afterEach(() => known.onApplicationShutdown());

  /** Until the node has looked again. */
  const look = async (): Promise<void> => {
    signal();
    await new Promise((resolve) => setImmediate(resolve));
  };

  it('accepts nothing until it has read what was revoked, and reads it when first asked', async () => {
    away = true;
    stored = [revocation('a')];
    await expect(known.isRevoked(token('b'))).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' });
    known.onApplicationBootstrap();
    await expect(known.isRevoked(token('b'))).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' });
    away = false;
    expect(await known.isRevoked(token('b'))).toBe(false);
    expect(await known.isRevoked(token('a'))).toBe(true);
  });

  it('holds on to what it knows while the database is away, and goes on when it is back', async () => {
    stored = [revocation('a')];
    known.onApplicationBootstrap();
    await look();
    away = true;
    await look();
    expect([await known.isRevoked(token('a')), await known.isRevoked(token('b'))]).toEqual([true, false]);
    stored.push(revocation('b'));
    away = false;
    await look();
    expect(await known.isRevoked(token('b'))).toBe(true);
    expect(revoked).toEqual(['a', 'b']);
  });
});
