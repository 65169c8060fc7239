import { Growth } from './growth.js';

describe('how fast a count grows', () => {
  const noted = (totals: number[], reach = 60): Growth => {
    const growth = new Growth(reach);
    for (const [second, total] of totals.entries()) growth.note(total, second * 1_000);
    return growth;
  };

  it('is nothing before anything is known', () => {
    expect(new Growth(60).perSecond(10)).toBe(0);
    expect(noted([500]).perSecond(10)).toBe(0);
  });

  it('is told over the time that is asked for', () => {
    // A minute of five a second, then ten seconds of twenty.
    const growth = noted([
      ...Array.from({ length: 61 }, (_, n) => 5 * n),
      ...Array.from({ length: 10 }, (_, n) => 300 + 20 * (n + 1)),
    ]);
    expect(growth.perSecond(10)).toBe(20);
    expect(growth.perSecond(60)).toBeCloseTo((50 * 5 + 10 * 20) / 60);
  });

  it('is told over what there is of it, when that is less', () => {
    expect(noted([0, 10, 20, 30]).perSecond(10)).toBe(10);
  });

  it('goes down to nothing when nothing comes', () => {
    const growth = noted([0, 100, ...Array.from({ length: 70 }, () => 100)]);
    expect([growth.perSecond(10), growth.perSecond(60)]).toEqual([0, 0]);
  });

  it('measures the time that has really passed', () => {
    const growth = new Growth(60);
    growth.note(0, 0);
    growth.note(100, 4_000);
    expect(growth.perSecond(10)).toBe(25);
  });
});
