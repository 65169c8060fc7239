import { AppError } from '../common/index.js';
import type { Principal } from './principal.js';

/** What deciding about access needs to know of a room. */
export interface RoomParties {
  gallery_a_id: string;
  gallery_b_id: string;
  is_active: boolean;
}

/**
 * The one policy of who may do anything in a room: its two galleries, while it is active.
 * @throws AppError ROOM_NOT_FOUND when it does not exist or was deleted; ROOM_FORBIDDEN for any other gallery
 */
export function assertRoomAccess<Room extends RoomParties>(
  room: Room | null | undefined,
  { galleryId }: Pick<Principal, 'galleryId'>,
): asserts room is Room {
  if (!room?.is_active) throw new AppError('ROOM_NOT_FOUND');
  if (room.gallery_a_id !== galleryId && room.gallery_b_id !== galleryId)
    throw new AppError('ROOM_FORBIDDEN');
}

/** The room's other gallery. */
export const otherGallery = (
  { gallery_a_id, gallery_b_id }: Pick<RoomParties, 'gallery_a_id' | 'gallery_b_id'>,
  galleryId: string,
): string => (gallery_a_id === galleryId ? gallery_b_id : gallery_a_id);
