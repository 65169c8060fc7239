import { IsId, IsOptional, IsQueryInt, IsTime, isPlainText, isVisible, rule } from '../../common/index.js';
import { LIMITS, MESSAGE_TYPES, ROOM_TYPES, type MessageType, type RoomType } from '../../contracts/index.js';

const isSearched = (value: unknown): boolean =>
  typeof value === 'string' &&
  Array.from(value).length <= LIMITS.searchLength &&
  isVisible(value) &&
  isPlainText(value);

/** What is looked for in a room. */
export class SearchRoomQuery {
  @rule('shortText', isSearched, [LIMITS.searchLength])
  q!: string;

  @IsOptional()
  @rule('isIn', (value) => MESSAGE_TYPES.some((type) => type === value), [MESSAGE_TYPES.join(', ')])
  type?: MessageType;

  @IsOptional()
  @IsId()
  senderId?: string;

  @IsOptional()
  @IsId()
  senderGalleryId?: string;

  /** Sent then or later. */
  @IsOptional()
  @IsTime()
  from?: Date;

  /** Sent earlier. */
  @IsOptional()
  @IsTime()
  to?: Date;

  @IsOptional()
  @IsQueryInt(1, LIMITS.hitsPerPage)
  limit?: number;

  /** `pagination.next_cursor` of the page before. */
  @IsOptional()
  @rule('cursor', (value) => typeof value === 'string')
  cursor?: string;
}

/** What is looked for in all rooms. */
export class SearchQuery extends SearchRoomQuery {
  @IsOptional()
  @rule('isIn', (value) => ROOM_TYPES.some((type) => type === value), [ROOM_TYPES.join(', ')])
  roomType?: RoomType;
}
