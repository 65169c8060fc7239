import { UploadSlots } from './upload-slots.js';

describe('UploadSlots', () => {
  const done = () => Promise.resolve('done');
  /** Uploads that are under way until `end` is called. */
  function hold(slots: UploadSlots, users: string[]) {
    const gate = Promise.withResolvers<undefined>();
    const running = users.map((user) => slots.run(user, () => gate.promise));
    return {
      end: (how: 'resolve' | 'reject') => {
        if (how === 'resolve') gate.resolve(undefined);
        else gate.reject(new Error('broken off'));
        return Promise.allSettled(running);
      },
    };
  }

  it('has four for a user, and others for the next', async () => {
    const slots = new UploadSlots();
    hold(slots, ['a', 'a', 'a', 'a']);
    await expect(slots.run('a', done)).rejects.toMatchObject({ code: 'RATE_LIMITED', retryAfter: 5 });
    await expect(slots.run('b', done)).resolves.toBe('done');
  });

  it('has 32 for all users together', async () => {
    const slots = new UploadSlots();
    hold(
      slots,
      Array.from({ length: 32 }, (_, user) => `user ${user}`),
    );
    await expect(slots.run('another', done)).rejects.toMatchObject({ code: 'RATE_LIMITED' });
  });

  it.each(['resolve', 'reject'] as const)('frees them after uploads that %s', async (how) => {
    const slots = new UploadSlots();
    await hold(slots, ['a', 'a', 'a', 'a']).end(how);
    await expect(slots.run('a', done)).resolves.toBe('done');
  });
});
