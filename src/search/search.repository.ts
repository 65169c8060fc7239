import { Injectable } from '@nestjs/common';
import type { FoundRoom } from '../contracts/index.js';
import { Database, textArray } from '../database/index.js';
import type { Key, Window } from './scope.js';
import type { Place } from './search-cursor.js';
import { CORES, FIND_ROOMS, SEARCH, type ScopeKind, type Way } from './search.statements.js';
import type { Term, Terms } from './text/terms.js';

/** Where is searched. */
export interface Scope {
  kind: ScopeKind;
  /** Of the room or of the gallery. */
  id: string;
}

/** Which messages are wanted, whatever they say. */
export interface Filter {
  type: string | null;
  senderId: string | null;
  senderGalleryId: string | null;
  roomType: string | null;
  /** Milliseconds: from then on, and before then. */
  from: number;
  to: number;
}

/** A message that was found: its place among hits. */
export type Hit = Place;

export interface Wanted {
  scope: Scope;
  way: Way;
  terms: Terms;
  filter: Filter;
  /** What every hit has among its keys besides. */
  keys: Key[];
}

/** SQL over `chat_message_search`. */
@Injectable()
export class SearchRepository {
  constructor(private readonly database: Database) {}

  /**
   * Hits in one window of the past, those with the highest score first.
   * @param until milliseconds; the window's end
   * @param after the place behind which they are wanted
   */
  async find(
    { scope, way, terms: { terms, phrases }, filter, keys }: Wanted,
    window: Window,
    until: number,
    after: Place,
    limit: number,
  ): Promise<Hit[]> {
    const values: unknown[] = [
      scope.id,
      window.keys,
      keys,
      terms.map(lexemesOf).join(' & '),
      timeOf(Math.max(window.since, filter.from)),
      timeOf(Math.min(until, filter.to)),
      after.score,
      after.id,
      filter.senderId,
      filter.senderGalleryId,
      filter.type,
      textArray(phrases),
      limit,
    ];
    if (way === 'parts') {
      values.push(
        ...coresOf(terms),
        textArray(terms.map(lexemesOf)),
        textArray(terms.map(({ part }) => part)),
      );
    }
    if (scope.kind === 'gallery') values.push(filter.roomType);
    const rows = await this.database.query<{ message_id: string; score: string }>(
      SEARCH[scope.kind][way],
      values,
    );
    return rows.map(({ message_id, score }) => ({ id: message_id, score }));
  }

  /** The rooms as the gallery sees them, by id. */
  async rooms(galleryId: string, roomIds: string[]): Promise<Map<string, FoundRoom>> {
    const rooms = await this.database.query<FoundRoom>(FIND_ROOMS, [galleryId, roomIds]);
    return new Map(rooms.map((room) => [room.id, room]));
  }
}

/** As a tsquery reads them: they are letters, digits and emoji alone, so nothing in them is a sign of its. */
const lexemesOf = ({ lexemes }: Term): string => `(${lexemes.map((lexeme) => `'${lexeme}'`).join(' | ')})`;

/** The longest, which the fewest messages have; one of them again where there are fewer. */
function coresOf(terms: Term[]): string[] {
  const cores = terms.flatMap(({ core }) => core ?? []).sort((one, other) => other.length - one.length);
  return Array.from({ length: CORES }, (_, n) => cores[n] ?? cores[0] ?? '%');
}

/** Milliseconds as PostgreSQL reads times. */
const timeOf = (milliseconds: number): string =>
  Number.isFinite(milliseconds)
    ? new Date(milliseconds).toISOString()
    : milliseconds < 0
      ? '-infinity'
      : 'infinity';
