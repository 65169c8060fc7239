import { v7 } from 'uuid';

/** A new id: UUIDv7, so that ids made later sort later. */
export const newId = (): string => v7();

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Whether `value` has the form of a UUID, of any version: the marketplace chooses its own. */
export const isUuid = (value: unknown): value is string => typeof value === 'string' && UUID.test(value);
