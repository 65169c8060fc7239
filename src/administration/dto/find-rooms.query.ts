import { IsOptional, IsQueryInt, isPlainText, isVisible, rule } from '../../common/index.js';
import { LIMITS, ROOM_STATUSES, ROOM_TYPES, type RoomStatus, type RoomType } from '../../contracts/index.js';

const isSearched = (value: unknown): boolean =>
  typeof value === 'string' &&
  Array.from(value).length <= LIMITS.searchLength &&
  isVisible(value) &&
  isPlainText(value);

export class FindRoomsQuery {
  /** An id, or words of names. */
  @IsOptional()
  @rule('shortText', isSearched, [LIMITS.searchLength])
  q?: string;

  @IsOptional()
  @rule('isIn', (value) => ROOM_TYPES.some((type) => type === value), [ROOM_TYPES.join(', ')])
  type?: RoomType;

  @IsOptional()
  @rule('isIn', (value) => ROOM_STATUSES.some((status) => status === value), [ROOM_STATUSES.join(', ')])
  status?: RoomStatus;

  @IsOptional()
  @IsQueryInt(1, LIMITS.administeredPerPage)
  limit?: number;

  /** `pagination.next_cursor` of the page before. */
  @IsOptional()
  @rule('cursor', (value) => typeof value === 'string')
  cursor?: string;
}
