import type { Statement } from '../../database/index.js';

/** What a word without ç, ğ, ö, ş and ü may stand for when it was typed without a Turkish keyboard. */
const MEANT = ['i/ı', 'ou/öü', 'iou/ıöü', 'g/ğ', 'ig/ığ', 'oug/öüğ', 'ioug/ıöüğ'].map((pair) => {
  const [typed, meant] = pair.split('/');
  return `translate(plain.folded, '${typed}', '${meant}')`;
});

/** Code points. What is shorter is no stem: of the word as it stands, of what it may stand for, and of a stem. */
const [SHORTEST, SHORTEST_MEANT, SHORTEST_AGAIN] = [2, 3, 4];

/**
 * $1 words in lower case. The stemmer knows vowel harmony and that k becomes ğ, so it does not know "aracin" and "kapagi": a
 * word without Turkish letters is stemmed as each of those that it may stand for. Of "boyası" it leaves "boyas": "boya" is
 * meant too. What it leaves of "galeride" it shortens once more, as it does with "galerimizde" at once. Every word stands for itself as well, and a stop word, which has no stem, only for itself.
 */
export const LOOK_UP: Statement = {
  name: 'search_look_up_words',
  text: `
    SELECT word.form, plain.folded, (
      SELECT array_agg(DISTINCT lexeme) FROM (
        SELECT unaccent(without.suffixes) AS lexeme
        FROM unnest(CASE WHEN translate(word.form, 'ı', 'i') <> plain.folded THEN ARRAY[word.form]
          ELSE ARRAY[word.form, plain.folded, ${MEANT.join(', ')}] END) WITH ORDINALITY AS meant(form, n)
        CROSS JOIN LATERAL (
          SELECT (ts_lexize('pg_catalog.turkish_stem'::regdictionary, meant.form))[1] AS found
        ) stem
        CROSS JOIN LATERAL (
          SELECT (ts_lexize('pg_catalog.turkish_stem'::regdictionary, stem.found))[1] AS found
        ) again
        CROSS JOIN LATERAL (
          VALUES (stem.found),
            (CASE WHEN stem.found <> meant.form AND stem.found ~ '[aeıioöuü]s$' THEN left(stem.found, -1) END),
            (CASE WHEN stem.found <> meant.form AND char_length(again.found) >= ${SHORTEST_AGAIN} THEN again.found END)
        ) AS without(suffixes)
        WHERE char_length(without.suffixes) >= CASE n WHEN 1 THEN ${SHORTEST} ELSE ${SHORTEST_MEANT} END
        UNION ALL
        SELECT plain.folded
      ) AS stands_for
    ) AS lexemes
    FROM unnest($1::text[]) AS word(form) CROSS JOIN LATERAL (SELECT unaccent(word.form) AS folded) plain`,
};
