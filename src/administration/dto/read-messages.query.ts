import { IsOptional, IsQueryInt, rule } from '../../common/index.js';
import { LIMITS } from '../../contracts/index.js';

const MAX_INT = 2_147_483_647;

export class ReadMessagesQuery {
  /** Messages with a smaller `seq`. */
  @IsOptional()
  @IsQueryInt(0, MAX_INT)
  @rule('exclusive', (_, query) => (query as ReadMessagesQuery).after === undefined, ['after'])
  before?: number;

  /** Messages with a greater `seq`. */
  @IsOptional()
  @IsQueryInt(0, MAX_INT)
  @rule('exclusive', (_, query) => (query as ReadMessagesQuery).before === undefined, ['before'])
  after?: number;

  @IsOptional()
  @IsQueryInt(1, LIMITS.messagesPerPage)
  limit?: number;
}
