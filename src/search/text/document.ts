import { LIMITS } from '../../contracts/index.js';
import type { Entries, Entry } from './dictionary.js';
import { joinedWords } from './joined-words.js';
import { wordsIn, type Word } from './words.js';

/** A word, or several that are one thing, with what it is looked for by. */
export interface ReadWord extends Word, Entry {}

/** A text with its words. */
export interface ReadText {
  text: string;
  words: ReadWord[];
  /** Those that are one thing in a row; each is there by its parts too. */
  joined: ReadWord[];
}

/** What a message is found by. */
export interface Document {
  /** Its words, folded, each between two spaces; then what else it is found by, in the same way. */
  folded: string;
  lexemes: Set<string>;
}

/** UTF-16 code units. What was written before the service had its limits may be longer; PostgreSQL has its own. */
const LONGEST = 2 * LIMITS.contentLength;

/** A text on one line. */
const lineOf = (text: string | null): string =>
  (text ?? '').slice(0, LONGEST).toWellFormed().trim().replace(/\s+/gu, ' ');

/** What of a message is searched. */
export const linesOf = ({
  content,
  file_name,
}: {
  content: string | null;
  file_name: string | null;
}): string[] => [lineOf(content), lineOf(file_name)];

/** A text parted into words that are not looked up yet. */
export interface PartedText {
  text: string;
  words: Word[];
  joined: Word[];
}

export function part(text: string): PartedText {
  const words = wordsIn(text);
  return { text, words, joined: joinedWords(text, words) };
}

export function withEntries({ text, words, joined }: PartedText, entries: Entries): ReadText {
  const read = (word: Word): ReadWord => ({ ...word, ...entryOf(word.form, entries) });
  return { text, words: words.map(read), joined: joined.map(read) };
}

/** @param texts the lines of a message; a phrase does not reach from one into the other */
export function documentOf(texts: ReadText[]): Document {
  const lexemes = new Set<string>();
  const more = new Set<string>();
  for (const { words, joined } of texts) {
    for (const word of [...words, ...joined]) {
      for (const lexeme of word.lexemes) {
        lexemes.add(lexeme);
        // Whatever is found by a lexeme is found by the letters of that lexeme: see `Term.core`.
        if (!word.folded.startsWith(lexeme)) more.add(lexeme);
      }
    }
    for (const { folded } of joined) more.add(folded);
  }
  const lines = texts.map(({ words }) => words.map(({ folded }) => folded));
  return { folded: [...lines, [...more]].map((line) => ` ${line.join(' ')} `).join('\n'), lexemes };
}

const entryOf = (form: string, entries: Entries): Entry =>
  entries.get(form) ?? { folded: form, lexemes: [form] };
