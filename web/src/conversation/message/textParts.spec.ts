import { isOnlyEmoji, partsOf } from './textParts';

describe('partsOf', () => {
  const linksOf = (text: string) => partsOf(text).flatMap(({ href }) => href ?? []);

  it.each([
    ['Bakın: https://example.com/ilan/320i-m-sport.', 'https://example.com/ilan/320i-m-sport'],
    ['(www.example.com/a?b=1&c=2)', 'https://www.example.com/a?b=1&c=2'],
    ['“https://example.com/şahin” yazıyor', 'https://example.com/%C5%9Fahin'],
    ['HTTPS://EXAMPLE.COM/A', 'https://example.com/A'],
  ])('finds the link in %s', (text, link) => {
    expect(linksOf(text)).toEqual([link]);
  });

  it.each(['javascript:alert(1)', 'data:text/html,x', 'ftp://example.com', 'kisi@example.com', 'https://'])(
    'leaves %s as it is',
    (text) => {
      expect(linksOf(text)).toEqual([]);
    },
  );

  it('loses nothing of the text', () => {
    const text = 'Önce https://a.example/1, sonra www.b.example!\nSon.';
    expect(
      partsOf(text)
        .map((part) => part.text)
        .join(''),
    ).toBe(text);
  });
});

describe('isOnlyEmoji', () => {
  it.each(['👍', '❤️', '👍🏽 🙏', '👨‍👩‍👧', '🇹🇷', '✅✅✅'])('shows %s large', (text) => {
    expect(isOnlyEmoji(text)).toBe(true);
  });

  it.each(['', ' ', 'tamam 👍', '👍👍👍👍', '1', '320'])('does not show "%s" large', (text) => {
    expect(isOnlyEmoji(text)).toBe(false);
  });
});
