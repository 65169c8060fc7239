import { lookedFor } from './looked-for.js';

const ID = '0199a1b0-7c1e-7d52-9b1c-5f0e7a6b2c11';

describe('what somebody types to find rooms', () => {
  it('is everything when it is nothing', () => {
    expect(lookedFor(undefined)).toEqual({ kind: 'everything' });
  });

  it.each([ID, ID.toUpperCase(), `  ${ID}\n`])('is an id: %j', (q) => {
    expect(lookedFor(q)).toEqual({ kind: 'id', id: ID });
  });

  it.each<[string, string[]]>([
    ['Yıldız', ['%Yıldız%']],
    ['BMW Yıldız', ['%Yıldız%', '%BMW%']],
    ['  bmw   bmw ', ['%bmw%']],
    ['A5 Avant', ['%Avant%', '% A5%']],
    ['x', ['% x%']],
    ['Mercedes-Benz', ['%Mercedes%', '%Benz%']],
    ['%_\\', []],
    ['100% "yerli"', ['%yerli%', '%100%']],
    ['İnci'.normalize('NFD'), ['%İnci%']],
    [`${ID}0`, ['%0199a1b0%', '%5f0e7a6b2c110%', '%7c1e%', '%7d52%', '%9b1c%'].sort(byLength)],
  ])('is words of names: %j', (q, patterns) => {
    expect(lookedFor(q)).toEqual({ kind: 'names', patterns });
  });
});

function byLength(one: string, other: string): number {
  return other.length - one.length;
}
