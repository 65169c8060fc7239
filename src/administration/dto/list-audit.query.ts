import { IsId, IsOptional, IsQueryInt, isUuid, parse, rule } from '../../common/index.js';
import { LIMITS } from '../../contracts/index.js';

export class ListAuditQuery {
  @IsOptional()
  @IsId()
  roomId?: string;

  /** Who read. */
  @IsOptional()
  @IsId()
  userId?: string;

  @IsOptional()
  @IsQueryInt(1, LIMITS.administeredPerPage)
  limit?: number;

  /** `pagination.next_cursor` of the page before. */
  @IsOptional()
  @parse((value) => (typeof value === 'string' ? value.toLowerCase() : value))
  @rule('cursor', isUuid)
  cursor?: string;
}
