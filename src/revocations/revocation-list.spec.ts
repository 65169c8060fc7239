import { RevocationList } from './revocation-list.js';

const USER = '0199a1b0-7c1e-7d52-9b1c-5f0e7a6b2c11';
const at = (seconds: number): Date => new Date(seconds * 1000);
const ofToken = (jti: string, expires = 1_000) => ({
  jti,
  user_id: null,
  revoked_at: at(100),
  expires_at: at(expires),
});
const ofUser = (revoked: number, expires = 1_000) => ({
  jti: null,
  user_id: USER,
  revoked_at: at(revoked),
  expires_at: at(expires),
});
const token = (issuedAt?: number, tokenId?: string, userId = USER) => ({ userId, tokenId, issuedAt });

describe('RevocationList', () => {
  let list: RevocationList;
  beforeEach(() => {
    list = new RevocationList();
  });

  it('covers a token by its id, whoever has it', () => {
    expect(list.add(ofToken('a'))).toBe(true);
    expect(list.covers(token(200, 'a'))).toBe(true);
    expect(list.covers(token(200, 'b'))).toBe(false);
    expect(list.covers(token(200))).toBe(false);
  });

  it.each<[string, number | undefined, boolean]>([
    ['before', 99, true],
    ['in the same second', 100, true],
    ['in the same second, with a fraction', 100.9, true],
    ['in the next second', 101, false],
    ['nobody knows when', undefined, true],
  ])("covers a user's token issued %s: %s", (_, issuedAt, covered) => {
    list.add(ofUser(100.4));
    expect(list.covers(token(issuedAt))).toBe(covered);
    expect(list.covers(token(issuedAt, undefined, 'another'))).toBe(false);
  });

  it('says what is new, and takes nothing back for a state that comes late', () => {
    expect(list.add(ofUser(100))).toBe(true);
    expect(list.add(ofUser(100))).toBe(false);
    expect(list.add(ofUser(200))).toBe(true);
    expect(list.add(ofUser(100))).toBe(false);
    expect(list.covers(token(150))).toBe(true);
    expect(list.add(ofToken('a'))).toBe(true);
    expect(list.add(ofToken('a', 2_000))).toBe(false);
  });

  it('forgets what has expired, a minute late, and at the latest end that it heard of', () => {
    for (const entry of [ofToken('a', 2_000), ofToken('a'), ofUser(100), ofUser(100, 2_000)]) list.add(entry);
    list.forget(2_050_000);
    expect([list.covers(token(50, 'a', 'x')), list.covers(token(50))]).toEqual([true, true]);
    list.forget(2_070_000);
    expect([list.covers(token(50, 'a', 'x')), list.covers(token(50))]).toEqual([false, false]);
  });
});
