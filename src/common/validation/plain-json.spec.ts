import { assertPlainJson } from './plain-json.js';

const nested = (levels: number): unknown => {
  let value: unknown = 'leaf';
  for (let level = 0; level < levels; level++) value = [value];
  return value;
};

describe('assertPlainJson', () => {
  it.each([
    ['emoji and combining marks', { content: 'İyi günler 👩‍👩‍👧 e\u0301' }],
    ['a right-to-left override', { content: '\u202Egnp.exe' }],
    ['nesting up to the limit', nested(31)],
    ['a scalar', 5],
    ['null', null],
  ])('lets %s pass', (_, value) => expect(() => assertPlainJson(value)).not.toThrow());

  it.each([
    ['NUL in a value', { content: 'a\0b' }, 'content'],
    ['NUL in a key', { metadata: { 'a\0b': 1 } }, 'metadata'],
    ['a lone surrogate', { metadata: { note: '\uD83D' } }, 'metadata.note'],
    ['a lone surrogate at the top', '\uDE00', 'body'],
    ['a prototype key', JSON.parse('{"metadata":{"__proto__":{"admin":true}}}'), 'metadata'],
    ['a binary part', { metadata: { photo: Buffer.from('x') } }, 'metadata'],
    ['a long key', { ['k'.repeat(900)]: '\0' }, 'k'.repeat(100)],
    ['40,000 levels', nested(40_000), '0'],
  ])('refuses %s and names the field', (_, value, field) => {
    expect(() => assertPlainJson(value)).toThrow(
      expect.objectContaining({ code: 'VALIDATION_FAILED', faults: [expect.objectContaining({ field })] }),
    );
  });
});
