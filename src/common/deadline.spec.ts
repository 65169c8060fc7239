import { setTimeout as delay } from 'node:timers/promises';
import { jest } from '@jest/globals';
import { beforeDeadline, timeLeft, withDeadline, withNewDeadline, withoutDeadline } from './deadline.js';

describe('the deadline of a call', () => {
  const pass = (ms: number): void => {
    const later = performance.now() + ms;
    jest.spyOn(performance, 'now').mockReturnValue(later);
  };
  afterEach(() => jest.restoreAllMocks());

  it('begins with the outermost, also across waits', async () => {
    await withDeadline(async () => {
      await delay(1);
      pass(3_000);
      expect(withDeadline(() => timeLeft())).toBeLessThanOrEqual(1_500);
      expect(withDeadline(() => timeLeft(100))).toBe(100);
      expect(withNewDeadline(() => timeLeft())).toBeCloseTo(4_500, 3);
    });
  });

  it('is not inherited by what begins when it is over, nor by what nobody waits for', () => {
    withDeadline(() => {
      pass(2_000);
      expect(withoutDeadline(() => withDeadline(() => timeLeft()))).toBeCloseTo(4_500, 3);
      pass(5_000);
      expect(timeLeft()).toBe(0);
      expect(withDeadline(() => timeLeft())).toBeCloseTo(4_500, 3);
    });
  });

  it('gives up what takes longer', async () => {
    await withDeadline(async () => {
      await expect(beforeDeadline(Promise.resolve('in time'))).resolves.toBe('in time');
      pass(4_490);
      await expect(beforeDeadline(new Promise(() => undefined))).rejects.toMatchObject({
        code: 'SERVICE_UNAVAILABLE',
        retryAfter: 2,
      });
    });
  });
});
