import { IsId, IsOptional, IsQueryBoolean, IsQueryInt } from './decorators.js';
import { validateInput } from './validate-input.js';

class Query {
  @IsOptional()
  @IsQueryInt(1, 100)
  limit?: number;

  @IsOptional()
  @IsQueryBoolean()
  unread?: boolean;

  @IsOptional()
  @IsId()
  id?: string;
}

describe('validateInput', () => {
  it('reads the numbers and flags of a query, and drops what is not declared', () => {
    const query = validateInput(Query, { limit: '50', unread: 'true', other: 'x', seq: '9' });
    expect(Object.entries(query)).toEqual([
      ['limit', 50],
      ['unread', true],
    ]);
  });

  it('keeps an id in lower case', () => {
    expect(validateInput(Query, { id: '0197A1B2-0000-7000-8000-00000000ABCD' }).id).toBe(
      '0197a1b2-0000-7000-8000-00000000abcd',
    );
  });

  it.each(['0', '-1', '101', '1e9', '1000000000', '0x10', '5.0', ' 5', '', '٥', ['5', '6']])(
    'refuses %p as a limit from 1 to 100',
    (limit) => {
      expect(() => validateInput(Query, { limit })).toThrow(
        expect.objectContaining({
          code: 'VALIDATION_FAILED',
          faults: [{ field: 'limit', rule: 'wholeNumber', values: [1, 100] }],
        }),
      );
    },
  );

  it.each([undefined, null, 5, 'text', [], Buffer.from('x')])('refuses %p, which is no object', (value) => {
    expect(() => validateInput(Query, value)).toThrow(expect.objectContaining({ code: 'VALIDATION_FAILED' }));
  });

  it('names every field that is at fault', () => {
    expect(() => validateInput(Query, { limit: 'x', unread: 'yes', id: 'abc' })).toThrow(
      expect.objectContaining({
        faults: [
          expect.objectContaining({ field: 'limit' }),
          expect.objectContaining({ field: 'unread' }),
          expect.objectContaining({ field: 'id' }),
        ],
      }),
    );
  });
});
