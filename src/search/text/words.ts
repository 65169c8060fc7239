/** A word of a text, and where it stands in it, in UTF-16 code units. */
export interface Word {
  /** In lower case as Turkish has it, composed, without marks that stand for no letter of their own. */
  form: string;
  start: number;
  end: number;
}

/** Code points of a word. What is longer is taken for several: PostgreSQL keeps no lexeme of any length. */
const LONGEST = 64;

/** Letters and digits with what may stand between them unseen (marks, soft hyphens, joiners), or one emoji. */
const WORD = new RegExp(
  String.raw`[\p{L}\p{N}][\p{L}\p{N}\p{M}\u00AD\u200B-\u200D\u2060\uFEFF]{0,${LONGEST - 1}}|\p{Extended_Pictographic}`,
  'gu',
);
/** Most words are their own form. */
const PLAIN = /^[a-z\dçğıöşü]+$/;
const NO_PART_OF_A_WORD = /[^\p{L}\p{N}\p{Extended_Pictographic}]/gu;

/** The words of a text, in their order. Everything between them, whatever sign it is, only parts them. */
export function wordsIn(text: string): Word[] {
  const words: Word[] = [];
  for (const match of text.matchAll(WORD)) {
    const form = formOf(match[0]);
    if (form !== '') words.push({ form, start: match.index, end: match.index + match[0].length });
  }
  return words;
}

/**
 * İ becomes i and I becomes ı, whatever the machine's language is: composed first, since a decomposed İ is I and a mark.
 * A mark that is left after that (JavaScript's own lower case of İ has one) belongs to no letter of Turkish.
 */
function formOf(word: string): string {
  if (PLAIN.test(word)) return word;
  const lower = word.normalize('NFKC').toLocaleLowerCase('tr').normalize('NFC');
  const form = lower.replace(NO_PART_OF_A_WORD, '');
  return form.length <= LONGEST ? form : Array.from(form).slice(0, LONGEST).join('');
}

/** Whether a word is an emoji. */
export const isPictograph = (form: string): boolean => /^\p{Extended_Pictographic}$/u.test(form);
