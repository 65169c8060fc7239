import type { Highlight } from '../../contracts/index.js';
import type { ReadText, ReadWord } from './document.js';
import { lettersOf, type Term } from './terms.js';

export interface Snippet {
  snippet: string;
  highlights: Highlight[];
}

/** UTF-16 code units, about: a snippet, and what of it stands before the first hit. */
const [LENGTH, BEFORE] = [200, 60];
const CUT = '…';
const GRAPHEMES = new Intl.Segmenter('tr', { granularity: 'grapheme' });

/**
 * What a text says around its first hit, cut between words, and where the hits are in that. Nothing is escaped or marked
 * up: who shows it shows it as text.
 * @param read a text on one line
 * @returns undefined when nothing of it is a hit
 */
export function snippetOf({ text, words, joined }: ReadText, terms: Term[]): Snippet | undefined {
  const graphemes = GRAPHEMES.segment(text);
  const whole = ({ start, end }: Highlight) => wholeGraphemes(graphemes, start, end);
  const found = merged([...words, ...joined].flatMap((word) => hitsIn(word, terms)));
  if (found[0] === undefined) return undefined;
  const first = whole(found[0]);
  const { start, end } = wholeGraphemes(
    graphemes,
    startBefore(words, first.start),
    endBehind(text, words, first),
  );
  const [lead, trail] = [start > 0 ? CUT : '', end < text.length ? CUT : ''];
  return {
    snippet: `${lead}${text.slice(start, end)}${trail}`,
    // Only of what is shown: to find the borders of letters takes its time, and a text may be nothing but hits.
    highlights: merged(found.filter((hit) => hit.start >= start && hit.end <= end).map(whole))
      .filter((hit) => hit.start >= start && hit.end <= end)
      .map((hit) => ({ start: hit.start - start + lead.length, end: hit.end - start + lead.length })),
  };
}

/** A word that is there by what it means is a hit as a whole, one that has the letters only there. */
function hitsIn({ start, end, folded, lexemes }: ReadWord, terms: Term[]): Highlight[] {
  return terms.flatMap((term) => {
    if (term.lexemes.some((lexeme) => lexemes.includes(lexeme))) return [{ start, end }];
    const letters = lettersOf(term.part);
    const at = ` ${folded} `.indexOf(letters) - 1;
    if (at === -2) return lexemes.some((lexeme) => ` ${lexeme} `.includes(letters)) ? [{ start, end }] : [];
    // Letter by letter only where the word has as many of them as its folded form.
    if (folded.length !== end - start) return [{ start, end }];
    return [{ start: start + Math.max(at, 0), end: Math.min(start + at + letters.length, end) }];
  });
}

/** In their order, those that touch as one. */
function merged(hits: Highlight[]): Highlight[] {
  const inOrder = hits.toSorted((one, other) => one.start - other.start || one.end - other.end);
  const apart: Highlight[] = [];
  for (const hit of inOrder) {
    const last = apart.at(-1);
    if (last !== undefined && hit.start <= last.end) last.end = Math.max(last.end, hit.end);
    else apart.push({ ...hit });
  }
  return apart;
}

/** The beginning of a word not long before the hit; of the text, when that is near. */
function startBefore(words: ReadWord[], hit: number): number {
  if (hit <= BEFORE) return 0;
  const near = words.find(({ start }) => start >= hit - BEFORE)?.start ?? hit;
  return Math.min(near, hit);
}

/** The end of the last word that fits; of the text, when all of it does. */
function endBehind(text: string, words: ReadWord[], hit: Highlight): number {
  const limit = Math.max(hit.start - BEFORE, 0) + LENGTH;
  if (text.length <= limit) return text.length;
  return Math.max(words.findLast(({ end }) => end <= limit)?.end ?? hit.end, hit.end);
}

/** The same, without half an emoji or letter at its ends. */
function wholeGraphemes(graphemes: Intl.Segments, start: number, end: number): Highlight {
  const last = graphemes.containing(end);
  return {
    start: graphemes.containing(start)?.index ?? start,
    end: last === undefined || last.index === end ? end : last.index + last.segment.length,
  };
}
