import type { Word } from './words.js';

/** Words that are one thing when they stand in a row. */
const MOST_WORDS = 8;
/** Letters and digits of the longest, a chassis number. */
const LONGEST = 17;
/** What may stand between two of them. */
const GAP = /^[\s.,\-–_/()]{1,2}$/u;
/** What may stand between the thousands of a number. */
const THOUSANDS = /^[.,]$/;

/** Which all of these have. */
const NUMBER_AT_THE_END = /\d{2}$/;
/** A number plate: the province, letters, and a number. */
const PLATE = /^(0[1-9]|[1-7]\d|8[01])\p{L}{1,3}\d{2,5}$/u;
/** A chassis number: it has no I, O and Q, and ends in a number. */
const CHASSIS = /^(?=.*\d{4}$)[a-hj-npr-z\d]{17}$/;
const TELEPHONE = /^(90|0)?[2-5]\d{9}$/;

/**
 * Number plates, chassis numbers, telephone numbers and thousands that are written in several parts, as if they were written
 * in one: "34 ABC 123" and "34-ABC-123" are also 34abc123, "1.250.000" is also 1250000.
 * @returns the longest ones, none of which has a part of another
 */
export function joinedWords(text: string, words: Word[]): Word[] {
  const joined: Word[] = [];
  for (let first = 0; first < words.length; first++) {
    const run = longestFrom(text, words, first);
    if (run === undefined) continue;
    joined.push(run.word);
    first = run.last;
  }
  return joined;
}

function longestFrom(text: string, words: Word[], first: number): { word: Word; last: number } | undefined {
  const begin = words[first];
  if (begin === undefined) return undefined;
  let longest: { word: Word; last: number } | undefined;
  let form = begin.form;
  let grouped = /^\d{1,3}$/.test(form);
  let partsNumber = false;
  for (let last = first + 1; last < Math.min(first + MOST_WORDS, words.length); last++) {
    const [before, word] = [words[last - 1], words[last]];
    if (before === undefined || word === undefined) break;
    const gap = text.slice(before.end, word.start);
    if (!GAP.test(gap)) break;
    form += word.form;
    if (form.length > LONGEST) break;
    grouped &&= /^\d{3}$/.test(word.form) && THOUSANDS.test(gap);
    partsNumber ||= /\d$/.test(before.form) && /^\d/.test(word.form);
    if (grouped || isOneThing(form, partsNumber))
      longest = { word: { form, start: begin.start, end: word.end }, last };
  }
  return longest;
}

/** @param partsNumber whether a number in it was written in several parts; that of a plate never is */
const isOneThing = (form: string, partsNumber: boolean): boolean =>
  NUMBER_AT_THE_END.test(form) &&
  ((!partsNumber && PLATE.test(form)) || CHASSIS.test(form) || TELEPHONE.test(form));
