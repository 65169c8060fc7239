import { jest } from '@jest/globals';
import { formatOf } from './format';

describe('shortTime', () => {
  const { shortTime } = formatOf('tr');
  const NOW = new Date(2026, 10, 22, 9, 30);

  beforeEach(() => {
    jest.useFakeTimers({ now: NOW, doNotFake: ['nextTick'] });
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it.each([
    ['the hour, today', new Date(2026, 10, 22, 0, 5), '00:05'],
    ['yesterday, from midnight on', new Date(2026, 10, 21, 23, 59), 'Dün'],
    ['the day, within a week', new Date(2026, 10, 17, 12), 'Sal'],
    ['the date, before that', new Date(2026, 10, 15, 12), '15.11.26'],
    ['the hour, when the clocks differ a little', new Date(2026, 10, 22, 9, 31), '09:31'],
  ])('says %s', (_, time, text) => {
    expect(shortTime(time.toISOString())).toBe(text);
  });
});

describe('clock', () => {
  it('counts to 24 in both languages', () => {
    const evening = new Date(2026, 10, 22, 20, 5).toISOString();
    expect(formatOf('tr').clock(evening)).toBe('20:05');
    expect(formatOf('en').clock(evening)).toBe('20:05');
  });
});

describe('money', () => {
  it('is whole lira, in the way of the language', () => {
    expect(formatOf('tr').money(1_850_000)).toBe('₺1.850.000');
    expect(formatOf('en').money(1_850_000)).toBe('₺1,850,000');
  });
});
