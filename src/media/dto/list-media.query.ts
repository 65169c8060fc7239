import { IsOptional, IsQueryInt, rule } from '../../common/index.js';
import { FILE_KINDS, LIMITS, type FileKind } from '../../contracts/index.js';

const MAX_INT = 2_147_483_647;

export class ListMediaQuery {
  /** All kinds without it. */
  @IsOptional()
  @rule('isIn', (value) => FILE_KINDS.some((kind) => kind === value), [FILE_KINDS.join(', ')])
  kind?: FileKind;

  @IsOptional()
  @IsQueryInt(1, LIMITS.messagesPerPage)
  limit?: number;

  /** Files of messages with a smaller `seq`. */
  @IsOptional()
  @IsQueryInt(0, MAX_INT)
  before?: number;
}
