import type { Document, ReadText, ReadWord } from './document.js';
import { isPictograph } from './words.js';

/** One thing that is looked for. A message has it when it has one of the lexemes, or the letters of `part`. */
export interface Term {
  lexemes: string[];
  /** A pattern of LIKE for `Document.folded`. */
  part: string;
  /** One that everything follows that has the term, for the index of parts; null when there is none. */
  core: string | null;
}

/** What somebody looks for: all of it is to be found in a message. */
export interface Terms {
  terms: Term[];
  /** Words in quotation marks, which stand next to one another; patterns of LIKE. */
  phrases: string[];
}

/** Code points from which on letters in the middle of a word are looked for: shorter ones stand in too many. */
const SHORTEST_PART = 3;
const QUOTED = /"([^"]*)"|“([^”]*)”/gu;
/** A suffix behind an apostrophe, as names have it: "BMW'nin". */
const SUFFIX = /^\p{L}{1,6}$/u;

export function termsOf(query: ReadText): Terms {
  const terms = new Map<string, Term>();
  for (const word of lookedFor(query)) {
    if (!terms.has(word.folded)) terms.set(word.folded, termOf(word));
  }
  return { terms: [...terms.values()], phrases: phrasesOf(query) };
}

/** What is one thing in a row is looked for as one. */
function lookedFor({ text, words, joined }: ReadText): ReadWord[] {
  const single = words.filter((word, n) => {
    const before = words[n - 1];
    const isPart = joined.some(({ start, end }) => word.start >= start && word.end <= end);
    return !isPart && !(before !== undefined && isSuffix(text, before, word));
  });
  return [...single, ...joined];
}

const isSuffix = (text: string, before: ReadWord, word: ReadWord): boolean =>
  /^['’ʼ]$/u.test(text.slice(before.end, word.start)) && before.folded.length > 1 && SUFFIX.test(word.form);

function termOf({ form, folded, lexemes }: ReadWord): Term {
  if (isPictograph(form)) return { lexemes, part: `% ${folded} %`, core: null };
  const core = commonStart([folded, ...lexemes]);
  const inTheMiddle = lengthOf(core) >= SHORTEST_PART;
  if (inTheMiddle) return { lexemes, part: `%${folded}%`, core: `%${core}%` };
  // At the beginning of a word, or, what is one letter, a word.
  const part = lengthOf(folded) === 1 ? `% ${folded} %` : `% ${folded}%`;
  return { lexemes, part, core: core === '' ? null : lengthOf(folded) === 1 ? part : `% ${core}%` };
}

function phrasesOf({ text, words }: ReadText): string[] {
  const phrases: string[] = [];
  for (const match of text.matchAll(QUOTED)) {
    const [start, end] = [match.index, match.index + match[0].length];
    const quoted = words.filter((word) => word.start >= start && word.end <= end);
    if (quoted.length > 1) phrases.push(`% ${quoted.map(({ folded }) => folded).join(' ')}%`);
  }
  return phrases;
}

/** Whether the document has all of it, as the statements that look for it say. */
export const isFoundIn = ({ folded, lexemes }: Document, { terms, phrases }: Terms): boolean =>
  terms.every(
    (term) => term.lexemes.some((lexeme) => lexemes.has(lexeme)) || folded.includes(lettersOf(term.part)),
  ) && phrases.every((phrase) => folded.includes(lettersOf(phrase)));

/** What a pattern of `Term` or a phrase looks for, its spaces included. */
export const lettersOf = (pattern: string): string => pattern.replaceAll('%', '');

const lengthOf = (text: string): number => Array.from(text).length;

function commonStart(texts: string[]): string {
  const [first = '', ...others] = texts;
  const letters = Array.from(first);
  while (!others.every((other) => other.startsWith(letters.join('')))) letters.pop();
  return letters.join('');
}
