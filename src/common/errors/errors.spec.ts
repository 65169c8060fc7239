import { NotFoundException } from '@nestjs/common';
import { ERROR_STATUS, type ErrorCode } from '../../contracts/index.js';
import {
  AppError,
  chooseLocale,
  CONSTRAINT_TEXTS,
  describeError,
  ERROR_MESSAGES,
  toAppError,
} from './index.js';

describe('the error catalogue', () => {
  it.each(Object.keys(ERROR_STATUS) as ErrorCode[])('%s has a text in both languages', (code) => {
    expect(ERROR_MESSAGES[code].tr).toMatch(/[.]$/);
    expect(ERROR_MESSAGES[code].en).toMatch(/[.]$/);
    expect(ERROR_MESSAGES[code].tr).not.toBe(ERROR_MESSAGES[code].en);
  });

  it('puts the values of a rule into its text', () => {
    const error = AppError.invalid('limit', 'wholeNumber', 1, 100);
    expect(describeError(error, 'en').details).toEqual([
      { field: 'limit', message: 'must be a whole number from 1 to 100' },
    ]);
    expect(describeError(error, 'tr').details).toEqual([
      { field: 'limit', message: '1 ile 100 arasında bir tam sayı olmalıdır' },
    ]);
  });

  it('has the same values in both texts of every rule', () => {
    const values = (text: string) => [...new Set(text.match(/\$\d/g))].sort();
    for (const { tr, en } of Object.values(CONSTRAINT_TEXTS)) expect(values(tr)).toEqual(values(en));
  });
});

describe('chooseLocale', () => {
  it.each([
    [undefined, 'tr'],
    ['', 'tr'],
    ['en', 'en'],
    ['en-US,en;q=0.9,tr;q=0.8', 'en'],
    ['tr-TR,tr;q=0.9,en;q=0.8', 'tr'],
    ['en;q=0.1, tr;q=0.9', 'tr'],
    ['de, fr;q=0.5', 'tr'],
    ['en;q=0', 'tr'],
    ['en;q=abc', 'tr'],
  ])('answers %p in %s when Turkish is the default', (header, locale) => {
    expect(chooseLocale(header, 'tr')).toBe(locale);
  });
});

describe('toAppError', () => {
  it('keeps an error of the catalogue', () => {
    const error = new AppError('ROOM_FORBIDDEN');
    expect(toAppError(error)).toBe(error);
  });

  it('reads the status of what the frameworks throw', () => {
    expect(toAppError(new NotFoundException()).code).toBe('NOT_FOUND');
    expect(
      toAppError(Object.assign(new Error(), { code: 'FST_ERR_CTP_BODY_TOO_LARGE', statusCode: 413 })).code,
    ).toBe('PAYLOAD_TOO_LARGE');
  });

  it.each([new Error('password=hunter2'), 'text', null, undefined, { statusCode: 404 }])(
    'hides what nobody foresaw: %p',
    (thrown) => {
      const error = toAppError(thrown);
      expect(error.code).toBe('INTERNAL_ERROR');
      expect(JSON.stringify(describeError(error, 'en'))).not.toContain('hunter2');
    },
  );
});
