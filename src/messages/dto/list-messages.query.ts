import { IsOptional, IsQueryInt, rule } from '../../common/index.js';
import { LIMITS } from '../../contracts/index.js';

const MAX_INT = 2_147_483_647;

/** `page`, `before` and `after` are three ways to read; only one at a time. */
const Alone = (...others: (keyof ListMessagesQuery)[]): PropertyDecorator =>
  rule(
    'exclusive',
    (_, query) => others.every((other) => (query as ListMessagesQuery)[other] === undefined),
    [others.join(', ')],
  );

export class ListMessagesQuery {
  /** 1 is the newest window. */
  @IsOptional()
  @IsQueryInt(1, MAX_INT)
  page?: number;

  @IsOptional()
  @IsQueryInt(1, LIMITS.messagesPerPage)
  limit?: number;

  /** Messages with a smaller `seq`. */
  @IsOptional()
  @IsQueryInt(0, MAX_INT)
  @Alone('after', 'page')
  before?: number;

  /** Messages with a greater `seq`. */
  @IsOptional()
  @IsQueryInt(0, MAX_INT)
  @Alone('before', 'page')
  after?: number;
}
