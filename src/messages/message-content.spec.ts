import { isMessageContent } from './message-content.js';

describe('isMessageContent', () => {
  it.each([
    'Merhaba',
    ' iki yanında boşluk ',
    '👍',
    '<script>alert(1)</script>',
    '\u202Eters',
    'é',
    'x'.repeat(4000),
    '😀'.repeat(4000),
  ])('accepts %p', (content) => expect(isMessageContent(content)).toBe(true));

  it.each([
    ['nothing', ''],
    ['spaces', ' \t\n\u00A0\u3000'],
    ['zero-width characters', '\u200B\u200D\uFEFF\u2060'],
    ['blank letters', '\u3164\u115F\u2800'],
    ['4001 characters', 'x'.repeat(4001)],
    ['4001 emoji', '😀'.repeat(4001)],
    ['a number', 5],
    ['null', null],
    ['a list', ['x']],
  ])('refuses %s', (_, content) => expect(isMessageContent(content)).toBe(false));
});
