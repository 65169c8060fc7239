import { Injectable } from '@nestjs/common';
import { BEGINNING, type Place } from './search-cursor.js';
import { roomTypeKey, senderKey, sidedKey, typeKey, windows, type Key } from './scope.js';
import { SearchRepository, type Filter, type Hit, type Scope, type Wanted } from './search.repository.js';
import { PART_IS_OLDER } from './search.statements.js';
import type { Terms } from './text/terms.js';

/** Milliseconds by which a hit of parts counts as older than it is. */
const OLDER = PART_IS_OLDER * 3_600_000;
/** Milliseconds by which the clock of the database may be ahead of this node's. */
const AHEAD = 86_400_000;

/** What is looked for, where, and behind which place. */
export interface Search {
  scope: Scope;
  terms: Terms;
  filter: Filter;
  after: Place;
  limit: number;
}

/**
 * Finds messages in the order of their scores. A hit that has all words has the time of its sending as its score, one that
 * has only parts of some an earlier one: so a score never changes, and pages follow one another whatever comes in between.
 */
@Injectable()
export class Hits {
  constructor(private readonly repository: SearchRepository) {}

  /** @returns one more than the limit when there are more @throws AppError SERVICE_UNAVAILABLE */
  async find(search: Search): Promise<Hit[]> {
    const { terms, limit, after } = search;
    if (terms.terms.length === 0) return [];
    const words = await this.inTurn({ ...wantedOf(search), way: 'words' }, after, limit + 1, 0);
    // Nothing in the index finds parts of these.
    if (terms.terms.every(({ core }) => core === null)) return words;
    // What would come behind the last of them is not looked for.
    const last = words[limit];
    const from = last === undefined ? -Infinity : Date.parse(last.score) + OLDER;
    const parts = await this.inTurn({ ...wantedOf(search, from), way: 'parts' }, after, limit + 1, OLDER);
    return [...words, ...parts].sort(byPlace).slice(0, limit + 1);
  }

  /** Goes back in time until there are enough. @param older milliseconds by which a hit counts as older than it is */
  private async inTurn(wanted: Wanted, after: Place, limit: number, older: number): Promise<Hit[]> {
    const { scope, filter } = wanted;
    const behind = after === BEGINNING ? Infinity : Date.parse(after.score) + older + 1;
    const latest = Math.min(behind, filter.to, Date.now() + AHEAD);
    const hits: Hit[] = [];
    if (latest <= filter.from) return hits;
    // What the clocks of old data dated into the future is in no window; everything else is.
    let until = Infinity;
    for (const window of windows(scope.id, latest, filter.from)) {
      hits.push(...(await this.repository.find(wanted, window, until, after, limit - hits.length)));
      if (hits.length >= limit) break;
      until = window.since;
    }
    return hits;
  }
}

function wantedOf({ scope, terms, filter }: Search, from = -Infinity): Omit<Wanted, 'way'> {
  const keys: Key[] = [];
  if (filter.senderId !== null) keys.push(senderKey(filter.senderId));
  if (filter.senderGalleryId !== null) keys.push(sidedKey(filter.senderGalleryId));
  if (filter.type !== null) keys.push(typeKey(filter.type));
  if (filter.roomType !== null) keys.push(roomTypeKey(filter.roomType));
  return { scope, terms, filter: { ...filter, from: Math.max(filter.from, from) }, keys };
}

const byPlace = (one: Place, other: Place): number =>
  compare(other.score, one.score) || compare(other.id, one.id);
const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);
