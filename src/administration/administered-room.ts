import type { AdministeredRoom } from '../contracts/index.js';
import { toRoomView, type RoomRow } from '../rooms/index.js';

/** The room as neither side sees it, without what was said in it. */
export function toAdministeredRoom(row: RoomRow): AdministeredRoom {
  const { unread_count: _, last_message_preview: _said, ...room } = toRoomView(row, row.gallery_a_id);
  return { ...room, unread_a: row.unread_a, unread_b: row.unread_b };
}
