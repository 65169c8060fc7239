import { marketplace } from '../database/index.js';

/** What parts words. */
const SIGNS = `-–—_./\\,;:()[]{}&+'’‘"“”«»!?#*|·•`;

/**
 * SQL for a text as names are compared, both those that are stored and those that are looked for: without accents and in
 * lower case. İ, I and ı are one letter then, whatever the database's language is, since `unaccent` makes them I and i
 * before anything is made small. `%` stays.
 */
export const folded = (text: string): string =>
  `translate(lower(unaccent(normalize(${text}, NFKC)) COLLATE "C"), '${SIGNS.replace(`'`, `''`)}', '${' '.repeat(SIGNS.length)}')`;

/**
 * SQL for what a room is found by: the names of both galleries and of the vehicle, folded, a space before each word.
 * @param room what has its `gallery_a_id`, `gallery_b_id` and `vehicle_id`
 */
export const namesOf = (room: string): string =>
  `' ' || ${folded(`concat_ws(' ',
  (SELECT name FROM ${marketplace.galleries} g WHERE g.id = ${room}.gallery_a_id),
  (SELECT name FROM ${marketplace.galleries} g WHERE g.id = ${room}.gallery_b_id),
  (SELECT concat_ws(' ', brand, model, title) FROM ${marketplace.vehicles} v WHERE v.id = ${room}.vehicle_id))`)}`;
