import { keysOf, scopeKey, windows, type Placed } from './scope.js';

const DAY = 86_400_000;
const NOW = Date.parse('2026-03-15T12:34:56.789Z');
const ROOM = '0199a1b0-7c1e-7d52-9b1c-5f0e7a6b2c11';

const message = (created_at: Date): Placed => ({
  room_id: ROOM,
  gallery_a_id: 'a',
  gallery_b_id: 'b',
  room_type: 'offer',
  sender_id: 's',
  sender_gallery_id: 'a',
  message_type: 'text',
  created_at,
});

describe('the windows of the past', () => {
  it('hold every moment in exactly one, which has a key of what was sent then', () => {
    const found = [...windows(ROOM, NOW, -Infinity)];
    for (let ago = 0; ago < 4_000 * DAY; ago += 7.3 * 3_600_000) {
      const at = NOW - ago;
      const until = (n: number) => found[n - 1]?.since ?? Infinity;
      const holding = found.filter(({ since }, n) => since <= at && at < until(n));
      expect(holding).toHaveLength(1);
      const keys = keysOf(message(new Date(at)));
      expect(holding[0]?.keys.some((key) => keys.includes(key))).toBe(true);
    }
  });

  it('end where nothing older is wanted', () => {
    const count = (days: number) => [...windows(ROOM, NOW, NOW - days * DAY)].length;
    expect([count(1), count(10), count(100), count(1_000)]).toEqual([1, 2, 3, 4]);
  });

  it('are of one room or gallery', () => {
    const keys = keysOf(message(new Date(NOW)));
    expect(new Set(keys).size).toBe(keys.length);
    for (const id of [ROOM, 'a', 'b']) expect(keys).toContain(scopeKey(id));
    expect(keys).not.toContain(scopeKey('c'));
  });
});
