import { toEmoji } from './emoji.js';

describe('an emoji', () => {
  it.each(['👍', '👍🏽', '❤️', '🇹🇷', '1️⃣', '👨‍👩‍👧‍👦', '👩🏻‍❤️‍💋‍👨🏿', '🏴󠁧󠁢󠁥󠁮󠁧󠁿', '🏳️‍🌈', '🚗', '🫱🏼‍🫲🏿'])('is %s', (value) => {
    expect(toEmoji(value)).toBe(value);
  });

  it.each([
    ['❤', '❤️'],
    ['☎', '☎️'],
    ['👍️', '👍'],
    ['🏳‍🌈', '🏳️‍🌈'],
    ['❤‍🔥', '❤️‍🔥'],
    ['1⃣', '1️⃣'],
    ['🕵‍♂', '🕵️‍♂️'],
    ['🕵🏽‍♂', '🕵🏽‍♂️'],
    ['👁‍🗨', '👁️‍🗨️'],
  ])('written %s is its full form', (short, full) => {
    expect(toEmoji(short)).toBe(full);
  });

  it.each([
    '',
    ' ',
    'a',
    '1',
    'tamam',
    '👍👍',
    '👍 ',
    ' 👍',
    ':+1:',
    '\uFE0F',
    '\u200D',
    '🏽x',
    'İ',
    '👍\0',
    '\ud83d',
  ])('is not %j', (value) => {
    expect(toEmoji(value)).toBeUndefined();
  });
});
