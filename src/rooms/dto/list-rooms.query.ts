import { IsOptional, IsQueryBoolean, IsQueryInt, rule } from '../../common/index.js';
import { LIMITS, ROOM_TYPES, type RoomType } from '../../contracts/index.js';

export class ListRoomsQuery {
  @IsOptional()
  @IsQueryInt(1, LIMITS.roomsPerPage)
  limit?: number;

  /** `pagination.next_cursor` of the page before. */
  @IsOptional()
  @rule('cursor', (value) => typeof value === 'string')
  cursor?: string;

  @IsOptional()
  @rule('isIn', (value) => ROOM_TYPES.some((type) => type === value), [ROOM_TYPES.join(', ')])
  type?: RoomType;

  /** Only rooms with unread messages. */
  @IsOptional()
  @IsQueryBoolean()
  unread?: boolean;
}
