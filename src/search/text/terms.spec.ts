import { documentOf, part, withEntries, type ReadText } from './document.js';
import type { Entry } from './dictionary.js';
import { snippetOf } from './snippet.js';
import { isFoundIn, termsOf, type Term } from './terms.js';

/** As the server would give them; what is not here stands for itself. */
const STEMS: Record<string, string[]> = {
  kapağı: ['kapak'],
  araçları: ['arac'],
  evleri: ['ev'],
  evi: ['ev'],
};

function read(text: string): ReadText {
  const parted = part(text);
  const fold = (form: string): string => form.replaceAll('ı', 'i').normalize('NFD').replaceAll(/\p{M}/gu, '');
  const entries = new Map<string, Entry>();
  for (const { form } of [...parted.words, ...parted.joined]) {
    entries.set(form, { folded: fold(form), lexemes: [...(STEMS[form] ?? []), fold(form)] });
  }
  return withEntries(parted, entries);
}

const terms = (query: string) => termsOf(read(query));
const isFound = (text: string, query: string): boolean => isFoundIn(documentOf([read(text)]), terms(query));

describe('termsOf', () => {
  it.each<[string, Omit<Term, 'lexemes'>]>([
    ['araç', { part: '%arac%', core: '%arac%' }],
    ['Kapağı', { part: '%kapagi%', core: '%kapa%' }],
    ['evleri', { part: '% evleri%', core: '% ev%' }],
    ['34', { part: '% 34%', core: '% 34%' }],
    ['5', { part: '% 5 %', core: '% 5 %' }],
    ['👍', { part: '% 👍 %', core: null }],
  ])('looks for %j as a part and by a core that every hit has', (query, expected) => {
    expect(terms(query).terms).toEqual([expect.objectContaining(expected)]);
  });

  it('looks for what is one thing in a row, and for each word once', () => {
    expect(terms('araç 34 ABC 123 ARAÇ').terms.map(({ part: pattern }) => pattern)).toEqual([
      '%arac%',
      '%34abc123%',
    ]);
  });

  it.each([
    ["BMW'nin fiyatı", ['%bmw%', '%fiyati%']],
    ["O'Reilly", ['% o %', '%reilly%']],
    ["Ali'57", ['%ali%', '% 57%']],
    ["rock'n'roll", ['%rock%', '%roll%']],
  ])('leaves the suffix of a name out: %j', (query, parts) => {
    expect(terms(query).terms.map(({ part: pattern }) => pattern)).toEqual(parts);
  });

  it('finds phrases of two words and more, in either kind of marks', () => {
    expect(terms('"ilk sahibinden" “tek el” "satılık" "yarım').phrases).toEqual([
      '% ilk sahibinden%',
      '% tek el%',
    ]);
  });

  it('looks for nothing where there are only signs', () => expect(terms('%_ !').terms).toEqual([]));
});

describe('a document', () => {
  it('holds its words, then what else it is found by', () => {
    const { folded, lexemes } = documentOf([read('Kapağı 34 ABC 123'), read('')]);
    expect(folded).toBe(' kapagi 34 abc 123 \n  \n kapak 34abc123 ');
    expect([...lexemes]).toEqual(['kapak', 'kapagi', '34', 'abc', '123', '34abc123']);
  });

  it.each([
    ['Kapağı açık', 'kapak', true],
    ['Kapak açık', 'kapağı', true],
    ['Önkapak', 'kapak', true],
    ['Önkapak', 'kapağı', false],
    ['Sevinç', 'evi', false],
    ['Evleri', 'evi', true],
    ['34ABC123', 'abc', true],
    ['34ABC123', '34', true],
    ['34ABC123', '23', false],
    ['5 lira', '5', true],
    ['55 lira', '5', false],
    ['ilk sahibinden', '"ilk sahibi"', true],
    ['sahibinden ilk', '"ilk sahibinden"', false],
    ['kapak', 'kapak tavan', false],
  ])('of %j is found by %j: %s', (text, query, found) => expect(isFound(text, query)).toBe(found));

  it('is no phrase across its lines', () => {
    expect(isFoundIn(documentOf([read('bir iki'), read('uc dort')]), terms('"iki uc"'))).toBe(false);
  });
});

describe('snippetOf', () => {
  const shown = (text: string, query: string) => {
    const found = snippetOf(read(text), terms(query).terms);
    return (
      found && [found.snippet, ...found.highlights.map(({ start, end }) => found.snippet.slice(start, end))]
    );
  };

  it.each([
    ['Sol ön KAPAĞI boyalı', 'kapak', ['Sol ön KAPAĞI boyalı', 'KAPAĞI']],
    ['Otomatikvites', 'vites', ['Otomatikvites', 'vites']],
    ['34ABC123 ve 34 ABC 123', '34abc123', ['34ABC123 ve 34 ABC 123', '34ABC123', '34 ABC 123']],
    ['34ABC123', '34 abc', ['34ABC123', '34ABC']],
    ['Straßenschild'.normalize('NFD'), 'rassen', undefined],
    ['O\u0308nkapak', 'kapak', ['O\u0308nkapak', 'O\u0308nkapak']],
    ['<b>kapak</b>', 'kapak', ['<b>kapak</b>', 'kapak']],
    ['Tamam 👍🏽', '👍', ['Tamam 👍🏽', '👍🏽']],
    ['Başka bir şey', 'kapak', undefined],
  ])('shows where in %j is %j', (text, query, expected) => expect(shown(text, query)).toEqual(expected));

  it('is cut between words, on both sides of the first hit', () => {
    const [snippet = '', ...hits] =
      shown(`${'önce '.repeat(50)}kapak ${'sonra '.repeat(50)}kapak`, 'kapak') ?? [];
    expect(snippet).toMatch(/^…(önce ){9,12}kapak (sonra ){20,25}sonra…$/);
    expect(hits).toEqual(['kapak']);
  });

  it('holds a hit however long it is, and cuts what has no words', () => {
    const long = 'x'.repeat(64);
    expect(shown(`${'-'.repeat(500)}${long}${'-'.repeat(500)}`, long)).toEqual([`…${long}…`, long]);
  });
});
