import { randomUUIDv7 } from 'node:crypto';

/** A new id: UUIDv7, so that ids of a later millisecond sort later. */
export const newId = (): string => randomUUIDv7();

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Whether `value` has the form of a UUID, of any version: the marketplace chooses its own. */
export const isUuid = (value: unknown): value is string => typeof value === 'string' && UUID.test(value);
