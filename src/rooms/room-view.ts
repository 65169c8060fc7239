import type { RoomView } from '../contracts/index.js';
import type { ChatRoom } from './chat-room.entity.js';

/** A room with the names that belong to it, as both sides share it. */
export type RoomRow = ChatRoom &
  Pick<
    RoomView,
    | 'gallery_a_name'
    | 'gallery_b_name'
    | 'vehicle_brand'
    | 'vehicle_model'
    | 'vehicle_price'
    | 'vehicle_title'
  >;

/** The same as PostgreSQL's `to_jsonb` writes it. */
export type RoomRowJson = { [Key in keyof RoomRow]: Written<RoomRow[Key]> };

type Written<Value> = Value extends Date ? string : Value;

export const roomRowOf = (json: RoomRowJson): RoomRow => ({
  ...json,
  closed_at: dateOf(json.closed_at),
  last_message_at: dateOf(json.last_message_at),
  created_at: new Date(json.created_at),
  updated_at: new Date(json.updated_at),
});

const dateOf = (written: string | null): Date | null => (written === null ? null : new Date(written));

/** The room as `galleryId` sees it. */
export function toRoomView(row: RoomRow, galleryId: string): RoomView {
  return {
    id: row.id,
    room_type: row.room_type,
    offer_id: row.offer_id,
    vehicle_id: row.vehicle_id,
    gallery_a_id: row.gallery_a_id,
    gallery_b_id: row.gallery_b_id,
    gallery_a_name: row.gallery_a_name,
    gallery_b_name: row.gallery_b_name,
    vehicle_brand: row.vehicle_brand,
    vehicle_model: row.vehicle_model,
    vehicle_price: row.vehicle_price,
    vehicle_title: row.vehicle_title,
    is_active: row.is_active,
    closed_at: row.closed_at?.toISOString() ?? null,
    last_message_at: row.last_message_at?.toISOString() ?? null,
    last_message_preview: row.last_message_preview,
    first_seq: row.first_seq,
    last_seq: row.last_seq,
    unread_count: row.gallery_a_id === galleryId ? row.unread_a : row.unread_b,
    created_at: row.created_at.toISOString(),
    updated_at: row.updated_at.toISOString(),
  };
}
