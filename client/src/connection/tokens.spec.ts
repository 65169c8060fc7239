import { jest } from '@jest/globals';
import { Tokens } from './tokens.js';

const encoded = (claims: object): string =>
  ['{}', JSON.stringify(claims), ''].map((part) => Buffer.from(part).toString('base64url')).join('.');

const tokenFor = (seconds: number, claims: object = {}): string =>
  encoded({ sub: 'user', galleryId: 'gallery', exp: Math.floor(Date.now() / 1000) + seconds, ...claims });

/** Gives one after the other. */
function tokensOf(...given: string[]) {
  let asked = 0;
  const replaced = jest.fn();
  const getToken = (): Promise<string> => Promise.resolve(given[Math.min(asked++, given.length - 1)] ?? '');
  return {
    tokens: new Tokens({ url: 'http://localhost', getToken }, replaced),
    asked: () => asked,
    replaced,
  };
}

describe('the token of a client', () => {
  it('is used until shortly before its end, and asked for once however many need it', async () => {
    const { tokens, asked } = tokensOf(tokenFor(900));
    await Promise.all([tokens.current(), tokens.current(), tokens.renew()]);
    await tokens.current();
    expect(asked()).toBe(1);
  });

  it('is replaced when it is about to end, or was refused', async () => {
    const [short, long, next] = [tokenFor(10), tokenFor(900), tokenFor(901)];
    const { tokens } = tokensOf(short, long, next);
    expect(await tokens.current()).toBe(short);
    expect(await tokens.current()).toBe(long);
    expect(await tokens.current()).toBe(long);
    tokens.forget();
    expect(await tokens.current()).toBe(next);
  });

  it('says who one is, letters of any language included', async () => {
    const { tokens } = tokensOf(
      tokenFor(900, { sub: 'Şükrü', galleryId: undefined, galleryIds: ['ığ', 'x'], role: 'admin' }),
    );
    expect(tokens.me.get()).toBeUndefined();
    await tokens.current();
    expect(tokens.me.get()).toEqual({ userId: 'Şükrü', galleryId: 'ığ', role: 'admin' });
  });

  it('lasts for its life where the clock of this machine is ahead of the service by more than that', async () => {
    const now = Math.floor(Date.now() / 1000);
    const { tokens, asked } = tokensOf(tokenFor(-300, { iat: now - 1_200 }));
    await tokens.current();
    await tokens.current();
    expect(asked()).toBe(1);
    expect(tokens.endsAt - Date.now()).toBeGreaterThan(890_000);
  });

  it('is not used when it is of somebody else', async () => {
    const [mine, next, theirs] = [tokenFor(900), tokenFor(901), tokenFor(902, { sub: 'other' })];
    const { tokens, replaced } = tokensOf(mine, next, theirs);
    await tokens.current();
    await tokens.renew();
    expect(replaced).not.toHaveBeenCalled();
    await expect(tokens.renew()).rejects.toThrow('somebody else');
    expect(replaced).toHaveBeenCalledTimes(1);
    expect(tokens.me.get()?.userId).toBe('user');
  });

  it('is used although nothing can be read from it', async () => {
    const { tokens, asked } = tokensOf('opaque');
    expect([await tokens.current(), await tokens.current()]).toEqual(['opaque', 'opaque']);
    expect([asked(), tokens.me.get(), tokens.endsAt]).toEqual([1, undefined, Infinity]);
  });

  it('is asked for again after it could not be had', async () => {
    let isAway = true;
    const tokens = new Tokens(
      {
        url: 'http://localhost',
        getToken: () => (isAway ? Promise.reject(new Error('away')) : tokenFor(900)),
      },
      () => undefined,
    );
    await expect(tokens.current()).rejects.toThrow('away');
    isAway = false;
    expect(await tokens.current()).toMatch(/^\S+$/);
  });
});
