import { isUuid } from '../../common/index.js';

/** What somebody types to find rooms. */
export type LookedFor =
  | { kind: 'everything' }
  /** Of a room, an offer, a vehicle or a message. */
  | { kind: 'id'; id: string }
  /** Patterns of LIKE, not folded yet: names have all of them. The one that the fewest names have comes first. */
  | { kind: 'names'; patterns: string[] };

const WORD = /[\p{L}\p{N}][\p{L}\p{N}\p{M}]*/gu;
/** Code points from which on letters in the middle of a word are looked for: shorter ones stand in too many. */
const SHORTEST_PART = 3;

/** Signs part words and mean nothing. */
export function lookedFor(q: string | undefined): LookedFor {
  if (q === undefined) return { kind: 'everything' };
  const text = q.normalize('NFKC').trim();
  const words = [...new Set(text.match(WORD))];
  if (isUuid(text)) return { kind: 'id', id: text.toLowerCase() };
  const patterns = words
    .toSorted((one, other) => lengthOf(other) - lengthOf(one))
    .map((word) => (lengthOf(word) < SHORTEST_PART ? `% ${word}%` : `%${word}%`));
  return { kind: 'names', patterns };
}

const lengthOf = (word: string): number => Array.from(word).length;
