import { hash } from 'node:crypto';
import { AppError, isExactTime, isUuid } from '../common/index.js';

/** A place among hits: those that follow have a smaller score, or the same and a smaller id. */
export interface Place {
  /** ISO 8601 with microseconds, or "infinity". */
  score: string;
  id: string;
}

export const BEGINNING: Place = { score: 'infinity', id: 'ffffffff-ffff-ffff-ffff-ffffffffffff' };

/** @param search whatever the hits depend on: a cursor of one search is none of another */
export const encodePlace = ({ score, id }: Place, search: unknown): string =>
  Buffer.from([score, id, signOf(search)].join('|')).toString('base64url');

/** @throws AppError VALIDATION_FAILED for anything that `encodePlace` did not make for this search */
export function decodePlace(cursor: string, search: unknown): Place {
  const [score = '', id = ''] = Buffer.from(cursor, 'base64url').toString().split('|');
  const place = { score, id };
  // Node decodes base64 past characters that do not belong in it.
  if (!isExactTime(score) || !isUuid(id) || encodePlace(place, search) !== cursor)
    throw AppError.invalid('cursor', 'cursor');
  return place;
}

const signOf = (search: unknown): string => hash('sha256', JSON.stringify(search), 'base64url').slice(0, 12);
