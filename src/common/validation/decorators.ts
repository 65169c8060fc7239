import { applyDecorators } from '@nestjs/common';
import { registerDecorator, ValidateNested, type ValidationArguments } from 'class-validator';
import { isUuid } from '../ids.js';
import type { ConstraintKey } from '../errors/index.js';
import { buildInput, parse } from './input-class.js';
import { isVisible } from './visible-text.js';

/**
 * Makes a class-validator decorator for one of the catalogue's rules.
 * @param rule the catalogue's key; its text names `values` as $1, $2 …
 */
export function rule(
  rule: ConstraintKey,
  check: (value: unknown, object: object) => boolean,
  values: (string | number)[] = [],
): PropertyDecorator {
  return (target, property) => {
    registerDecorator({
      name: rule,
      target: target.constructor,
      propertyName: property as string,
      options: { context: { values } },
      validator: {
        validate: (value: unknown, args?: ValidationArguments) => check(value, args?.object ?? {}),
        // Never shown; but class-validator drops the context of a fault whose message is empty.
        defaultMessage: () => rule,
      },
    });
  };
}

/** A UUID in its usual form; kept in lower case, so that two spellings of one id are one id. */
export const IsId = (): PropertyDecorator =>
  applyDecorators(
    parse((value) => (typeof value === 'string' ? value.toLowerCase() : value)),
    rule('isUuid', isUuid),
  );

/**
 * A whole number of a query string, in decimal digits only: `Number('0x10')` is 16, and a key given twice is a list.
 * Out of range or malformed is refused rather than cut.
 */
export const IsQueryInt = (min: number, max: number): PropertyDecorator =>
  applyDecorators(
    parse((value) => (typeof value === 'string' && /^\d{1,10}$/.test(value) ? Number(value) : value)),
    rule('wholeNumber', (value) => Number.isInteger(value) && Number(value) >= min && Number(value) <= max, [
      min,
      max,
    ]),
  );

/** Text of 1 to `max` characters with something visible in it. */
export const IsShortText = (max: number): PropertyDecorator =>
  rule('shortText', (value) => typeof value === 'string' && value.length <= max && isVisible(value), [max]);

/** A moment that is still to come, as ISO 8601 with its time zone; becomes a Date. */
export const IsFutureTime = (maxDays: number): PropertyDecorator =>
  applyDecorators(
    parse((value) => (typeof value === 'string' && ISO_TIME.test(value) ? new Date(value) : value)),
    rule('futureTime', (value) => value instanceof Date && isWithin(value.getTime() - Date.now(), maxDays), [
      maxDays,
    ]),
  );

/** Any moment, as ISO 8601 with its time zone; becomes a Date. */
export const IsTime = (): PropertyDecorator =>
  applyDecorators(
    parse((value) => (typeof value === 'string' && isTime(value) ? new Date(value) : value)),
    rule('isoTime', (value) => value instanceof Date),
  );

const ISO_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)$/;
/** JavaScript alone would turn February 30 into March 1; what lies outside of these years no database has to take. */
function isTime(text: string): boolean {
  const [first, last] = [Date.UTC(1900, 0), Date.UTC(10_000, 0)];
  const [date, written] = [new Date(text), new Date(`${text.slice(0, 16)}Z`)];
  const isWritten = !Number.isNaN(written.getTime()) && written.toISOString().startsWith(text.slice(0, 16));
  return ISO_TIME.test(text) && isWritten && date.getTime() >= first && date.getTime() < last;
}
const isWithin = (milliseconds: number, days: number): boolean =>
  milliseconds > 0 && milliseconds <= days * 86_400_000;

/** `true` or `false` in a query string. */
export const IsQueryBoolean = (): PropertyDecorator =>
  applyDecorators(
    parse((value) => (value === 'true' ? true : value === 'false' ? false : value)),
    rule('isBooleanText', (value) => typeof value === 'boolean'),
  );

/** From `min` to `max` UUIDs in a query string, separated by commas; kept in lower case. */
export const IsQueryIds = (min: number, max: number): PropertyDecorator =>
  applyDecorators(
    parse((value) => (typeof value === 'string' ? value.toLowerCase().split(',') : undefined)),
    rule(
      'idList',
      (value) =>
        Array.isArray(value) && value.length >= min && value.length <= max && value.every((id) => isUuid(id)),
      [min, max],
    ),
  );

/** A list of from `min` to `max` objects, each checked as a `type`. */
export const IsListOf = (type: new () => object, min: number, max: number): PropertyDecorator =>
  applyDecorators(
    parse((value) => (Array.isArray(value) ? value.map((item: unknown) => toItem(type, item)) : value)),
    rule('listOf', (value) => Array.isArray(value) && value.length >= min && value.length <= max, [min, max]),
    ValidateNested({ each: true }),
  );

const toItem = (type: new () => object, item: unknown): unknown =>
  typeof item === 'object' && item !== null && !Array.isArray(item) ? buildInput(type, item) : item;

/** Absent means `undefined` or `null`: the other rules of the property are skipped then. */
export { IsOptional } from 'class-validator';
