import { joinedWords } from './joined-words.js';
import { wordsIn } from './words.js';

const forms = (text: string): string[] => wordsIn(text).map(({ form }) => form);

describe('wordsIn', () => {
  it.each([
    ['İstanbul ISPARTA iğdır Iğdır', ['istanbul', 'ısparta', 'iğdır', 'ığdır']],
    ['İSTANBUL'.toLowerCase(), ['istanbul']],
    ['İstanbul'.normalize('NFD'), ['istanbul']],
    ['Çözüm ŞÖYLE'.normalize('NFD'), ['çözüm', 'şöyle']],
    ['e\u0301cole n\u0303', ['école', 'ñ']],
    ['z\u0327\u0301a\u0302\u0315l\u031bgo', ['źâlgo']],
    ['ara\u00ADba ke\u200Dlime', ['araba', 'kelime']],
    ['%20 a_b "c" (d) e&f|g!h:i\\j\'k', ['20', 'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k']],
    ['ＢＭＷ ½ m² ﬁat', ['bmw', '12', 'm2', 'fiat']],
    ['👍🏽 tamam 👨‍👩‍👧', ['👍', 'tamam', '👨', '👩', '👧']],
    ['%_\\ \u0301 \u200B', []],
  ])('%j', (text, expected) => expect(forms(text)).toEqual(expected));

  it('says where each word stands, marks and all', () => {
    const text = '“Çözüm”'.normalize('NFD');
    expect(wordsIn(text)).toEqual([{ form: 'çözüm', start: 1, end: text.length - 1 }]);
  });

  it('parts what is too long for a lexeme', () => {
    const words = wordsIn(`${'ab'.repeat(50)} ${'\uFDFA'.repeat(64)}`);
    expect(words.map(({ form }) => Array.from(form).length).every((length) => length <= 64)).toBe(true);
    expect(words.slice(0, 2).map(({ start, end }) => [start, end])).toEqual([
      [0, 64],
      [64, 100],
    ]);
  });
});

describe('joinedWords', () => {
  const joined = (text: string) =>
    joinedWords(text, wordsIn(text)).map(({ form, start, end }) => [form, text.slice(start, end)]);

  it.each([
    ['plaka 34 ABC 123, temiz', '34abc123', '34 ABC 123'],
    ['34-AB-1234', '34ab1234', '34-AB-1234'],
    ['34ABC 123', '34abc123', '34ABC 123'],
    ['06.İST.06', '06ist06', '06.İST.06'],
    ['(0532) 123 45 67', '05321234567', '0532) 123 45 67'],
    ['+90 532 123 4567', '905321234567', '90 532 123 4567'],
    ['1.250.000 TL', '1250000', '1.250.000'],
    ['WVW-ZZZ-1KZ-AW-000123', 'wvwzzz1kzaw000123', 'WVW-ZZZ-1KZ-AW-000123'],
    ['WVW ZZZ 1KZ AW 000 123 bu', 'wvwzzz1kzaw000123', 'WVW ZZZ 1KZ AW 000 123'],
  ])('takes %j for one thing', (text, form, part) => expect(joined(text)).toEqual([[form, part]]));

  it.each([
    '34ABC123',
    '82 ABC 123',
    '34 araç 123',
    '34 ABC; 123',
    '34 ABC\n\n\n123',
    '12.03.2024',
    '2020 2021 2022',
    'iki üç dört',
  ])('takes %j for what it is', (text) => expect(joined(text)).toEqual([]));

  it('takes the longest, and none twice', () => {
    expect(joined('34 ABC 123 06 XY 4567').map(([form]) => form)).toEqual(['34abc123', '06xy4567']);
  });
});
