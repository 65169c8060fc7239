import { AppError, isExactTime, isUuid } from '../common/index.js';

/** The place in the room list behind which the next page starts. */
export interface RoomCursor {
  /** ISO 8601 with microseconds, as PostgreSQL keeps it, or "infinity". */
  activity: string;
  id: string;
}

export const FIRST_PAGE: RoomCursor = { activity: 'infinity', id: 'ffffffff-ffff-ffff-ffff-ffffffffffff' };

export const encodeCursor = ({ activity, id }: RoomCursor): string =>
  Buffer.from(`${activity}|${id}`).toString('base64url');

/** @throws AppError VALIDATION_FAILED for anything that `encodeCursor` did not make */
export function decodeCursor(cursor: string): RoomCursor {
  const [activity = '', id, ...rest] = Buffer.from(cursor, 'base64url').toString().split('|');
  const known = isExactTime(activity) && isUuid(id) && rest.length === 0;
  // Node decodes base64 past characters that do not belong in it.
  if (!known || encodeCursor({ activity, id }) !== cursor) throw AppError.invalid('cursor', 'cursor');
  return { activity, id };
}
