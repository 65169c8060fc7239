import { jest } from '@jest/globals';
import { withDeadline } from './deadline.js';
import { KeyedQueue } from './keyed-queue.js';

/** A promise that the test settles. */
function deferred<T = void>() {
  let resolve!: (value: T) => void;
  let reject!: (error: Error) => void;
  const promise = new Promise<T>((yes, no) => ([resolve, reject] = [yes, no]));
  return { promise, resolve, reject };
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('KeyedQueue', () => {
  it('runs tasks of one key one after the other, in the order they came', async () => {
    const queue = new KeyedQueue(1_000);
    const gate = deferred();
    const order: string[] = [];
    const first = queue.run('room', async () => {
      await gate.promise;
      order.push('first');
    });
    const second = queue.run('room', async () => void order.push('second'));
    await turn();
    expect(order).toEqual([]);
    gate.resolve();
    await Promise.all([first, second]);
    expect(order).toEqual(['first', 'second']);
  });

  it('runs a task of two keys after those before it and before those after it, of either', async () => {
    const queue = new KeyedQueue(1_000);
    const [a, b] = [deferred(), deferred()];
    const order: string[] = [];
    const note = (name: string) => () => Promise.resolve(void order.push(name));
    const all = [
      queue.run('a', () => a.promise.then(note('a'))),
      queue.run('b', () => b.promise.then(note('b'))),
      queue.runWithAll(['a', 'b'], note('both')),
      queue.runWithAll(['b', 'a'], note('both again')),
      queue.run('a', note('a again')),
      queue.run('b', note('b again')),
    ];
    b.resolve();
    await turn();
    expect(order).toEqual(['b']);
    a.resolve();
    await Promise.all(all);
    expect(order).toEqual(['b', 'a', 'both', 'both again', 'a again', 'b again']);
    await queue.idle();
    expect(queue.size).toBe(0);
  });

  it('lets another key pass', async () => {
    const queue = new KeyedQueue(1_000);
    const gate = deferred();
    const blocked = queue.run('a', () => gate.promise);
    await expect(queue.run('b', async () => 'done')).resolves.toBe('done');
    gate.resolve();
    await blocked;
  });

  it('goes on after a task that failed, and gives its error to its own caller only', async () => {
    const queue = new KeyedQueue(1_000);
    const failing = queue.run('room', () => Promise.reject(new Error('no')));
    const next = queue.run('room', async () => 'next');
    await expect(failing).rejects.toThrow('no');
    await expect(next).resolves.toBe('next');
  });

  it('refuses a task that waits too long at that moment, and never runs it; those behind it still come', async () => {
    const queue = new KeyedQueue(20);
    const gate = deferred();
    const blocked = queue.run('room', () => gate.promise);
    let ran = false;
    const late = queue.run('room', async () => void (ran = true));
    await expect(late).rejects.toMatchObject({ code: 'ROOM_BUSY' });
    const behind = queue.run('room', async () => 'behind');
    gate.resolve();
    await blocked;
    await expect(behind).resolves.toBe('behind');
    expect(ran).toBe(false);
  });

  it('does not begin a task when the time of its call is over, even if no timer has said so yet', async () => {
    const queue = new KeyedQueue(4_000);
    const gate = deferred();
    const blocked = queue.run('room', () => gate.promise);
    let ran = false;
    const late = withDeadline(() => queue.run('room', async () => void (ran = true)));
    const clock = jest.spyOn(performance, 'now').mockReturnValue(performance.now() + 5_000);
    gate.resolve();
    await blocked;
    await expect(late).rejects.toMatchObject({ code: 'ROOM_BUSY' });
    clock.mockRestore();
    expect(ran).toBe(false);
  });

  it('keeps nothing of a key that is idle', async () => {
    const queue = new KeyedQueue(1_000);
    await Promise.all([
      queue.run('a', async () => 1),
      queue.run('a', async () => 2),
      queue.run('b', async () => 3),
    ]);
    await turn();
    expect(queue.size).toBe(0);
  });
});
