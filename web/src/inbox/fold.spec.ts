import { fold } from './fold';

describe('fold', () => {
  it.each([
    ['İstanbul', 'istanbul'],
    ['ISTANBUL', 'istanbul'],
    ['ıstanbul', 'istanbul'],
    ['Çankaya Motors', 'cankaya motors'],
    ['ŞAHİNLER OTO', 'sahinler oto'],
    ['Boğaziçi', 'BOGAZICI'],
    ['Kılıç', 'KILIÇ'],
  ])('takes %s and %s for the same', (one, other) => {
    expect(fold(one)).toBe(fold(other));
  });

  it('keeps different words apart', () => {
    expect(fold('Şahin')).not.toBe(fold('Sahir'));
  });
});
