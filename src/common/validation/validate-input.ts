import { validateSync, type ValidationError } from 'class-validator';
import { buildInput } from './input-class.js';
import { AppError, CONSTRAINT_TEXTS, type ConstraintKey, type FieldFault } from '../errors/index.js';

type Constructor<T> = new () => T;

/**
 * Turns a plain object from outside into a checked DTO. Keys that the DTO does not declare are dropped.
 * @throws AppError VALIDATION_FAILED naming every field that is at fault
 */
export function validateInput<T extends object>(type: Constructor<T>, value: unknown): T {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || ArrayBuffer.isView(value)) {
    throw AppError.invalid('body', 'bodyObject');
  }
  const instance = buildInput(type, value);
  const errors = validateSync(instance, { forbidUnknownValues: false, stopAtFirstError: true });
  if (errors.length > 0) throw new AppError('VALIDATION_FAILED', { faults: toFaults(errors) });
  return instance;
}

function toFaults(errors: ValidationError[], parent = ''): FieldFault[] {
  return errors.flatMap((error) => {
    const field = parent === '' ? error.property : `${parent}.${error.property}`;
    const own = Object.keys(error.constraints ?? {}).map((name) => toFault(field, name, error));
    return [...own, ...toFaults(error.children ?? [], field)];
  });
}

function toFault(field: string, name: string, error: ValidationError): FieldFault {
  const rule: ConstraintKey = name in CONSTRAINT_TEXTS ? (name as ConstraintKey) : 'invalid';
  const values = (error.contexts?.[name] as { values?: (string | number)[] } | undefined)?.values;
  return values === undefined ? { field, rule } : { field, rule, values };
}
