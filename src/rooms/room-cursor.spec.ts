import { decodeCursor, encodeCursor } from './room-cursor.js';

const id = '0197a1b2-0000-7000-8000-000000000001';

describe('the cursor of the room list', () => {
  it('comes back as it was, with its microseconds', () => {
    const place = { activity: '2026-11-21T10:12:13.123456Z', id };
    expect(decodeCursor(encodeCursor(place))).toEqual(place);
  });

  it.each([
    '',
    'abc',
    '%00',
    Buffer.from('2026-11-21T10:12:13.123456Z').toString('base64url'),
    Buffer.from(`2026-13-41T10:12:13.123456Z|${id}`).toString('base64url'),
    Buffer.from(`2024-02-30T00:00:00.000000Z|${id}`).toString('base64url'),
    Buffer.from(`0000-01-01T00:00:00.000000Z|${id}`).toString('base64url'),
    Buffer.from(`2026-11-21T10:12:13.123456Z|${id}|more`).toString('base64url'),
    ...['\0', '\n', '!!!', '=', 'ğ'].map(
      (junk) => `${encodeCursor({ activity: '2026-11-21T10:12:13.123456Z', id })}${junk}`,
    ),
    Buffer.from(`infinity'; DROP TABLE chat_rooms|${id}`).toString('base64url'),
  ])('refuses %p', (cursor) => {
    expect(() => decodeCursor(cursor)).toThrow(expect.objectContaining({ code: 'VALIDATION_FAILED' }));
  });
});
