import { AppError, isUuid } from '../common/index.js';

/** The place in the room list behind which the next page starts. */
export interface RoomCursor {
  /** ISO 8601 with microseconds, as PostgreSQL keeps it, or "infinity". */
  activity: string;
  id: string;
}

export const FIRST_PAGE: RoomCursor = { activity: 'infinity', id: 'ffffffff-ffff-ffff-ffff-ffffffffffff' };

const ACTIVITY = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/;

export const encodeCursor = ({ activity, id }: RoomCursor): string =>
  Buffer.from(`${activity}|${id}`).toString('base64url');

/** @throws AppError VALIDATION_FAILED for anything that `encodeCursor` did not make */
export function decodeCursor(cursor: string): RoomCursor {
  const [activity = '', id, ...rest] = Buffer.from(cursor, 'base64url').toString().split('|');
  const known = isTime(activity) && isUuid(id) && rest.length === 0;
  // Node decodes base64 past characters that do not belong in it.
  if (!known || encodeCursor({ activity, id }) !== cursor) throw AppError.invalid('cursor', 'cursor');
  return { activity, id };
}

/** A time that PostgreSQL takes: JavaScript alone would turn February 30 into March 1. */
function isTime(text: string): boolean {
  if (!ACTIVITY.test(text) || text.startsWith('0000')) return false;
  const milliseconds = `${text.slice(0, -4)}Z`;
  const date = new Date(milliseconds);
  return !Number.isNaN(date.getTime()) && date.toISOString() === milliseconds;
}
