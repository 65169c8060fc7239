import type { MessageView } from './messages.js';

export const ROOM_TYPES = ['offer', 'vehicle', 'support'] as const;
export type RoomType = (typeof ROOM_TYPES)[number];

/** A room as one gallery sees it: `unread_count` is the caller's own. Times are ISO 8601 UTC. */
export interface RoomView {
  id: string;
  room_type: RoomType;
  offer_id: string | null;
  vehicle_id: string | null;
  gallery_a_id: string;
  gallery_b_id: string;
  gallery_a_name: string | null;
  gallery_b_name: string | null;
  vehicle_brand: string | null;
  vehicle_model: string | null;
  vehicle_price: number | null;
  vehicle_title: string | null;
  is_active: boolean;
  closed_at: string | null;
  last_message_at: string | null;
  last_message_preview: string | null;
  /** The number of the oldest message that is kept; `last_seq + 1` when there is none. */
  first_seq: number;
  last_seq: number;
  unread_count: number;
  created_at: string;
  updated_at: string;
}

export interface RoomWithMessages extends RoomView {
  messages: MessageView[];
}

export interface RoomListPagination {
  limit: number;
  next_cursor: string | null;
}

export interface UnreadTotals {
  /** Unread messages over all active rooms. */
  total: number;
  /** Rooms with at least one unread message. */
  rooms: number;
}
