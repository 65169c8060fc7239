import { IsId, IsOptional, rule } from '../../common/index.js';
import { ROOM_TYPES, type RoomType } from '../../contracts/index.js';

export class OpenRoomDto {
  @rule('isIn', (value) => ROOM_TYPES.some((type) => type === value), [ROOM_TYPES.join(', ')])
  roomType!: RoomType;

  /** Required for `offer`. */
  @IsOptional()
  @IsId()
  offerId?: string | null;

  /** Required for `vehicle`. */
  @IsOptional()
  @IsId()
  vehicleId?: string | null;

  /** Required only from the owner of the subject; otherwise it must agree with it. */
  @IsOptional()
  @IsId()
  otherGalleryId?: string | null;
}
