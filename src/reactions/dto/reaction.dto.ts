import { parse, rule } from '../../common/index.js';
import { toEmoji } from '../emoji.js';

/** A body, a query, or a part of an event. */
export class ReactionDto {
  /** One emoji of Unicode; kept in its full form. */
  @parse((value) => (typeof value === 'string' ? (toEmoji(value) ?? value) : value))
  @rule('emoji', (value) => typeof value === 'string' && toEmoji(value) !== undefined)
  emoji!: string;
}
