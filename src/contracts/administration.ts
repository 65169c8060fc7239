import type { MessageView } from './messages.js';
import type { RoomView } from './rooms.js';

/** Rooms that stand, rooms that were deleted, or both. */
export const ROOM_STATUSES = ['active', 'closed', 'all'] as const;
export type RoomStatus = (typeof ROOM_STATUSES)[number];

/**
 * A room as who administers the installation sees it: of neither side, with what each of them has not read. It has nothing
 * of what was said: that is read by a call that is recorded.
 */
export interface AdministeredRoom extends Omit<RoomView, 'unread_count' | 'last_message_preview'> {
  /** Messages of gallery b that gallery a has not read. */
  unread_a: number;
  unread_b: number;
}

/** `GET /chats/admin/rooms/:roomId`: the last 50 messages, oldest first. */
export interface AdministeredRoomWithMessages extends AdministeredRoom {
  messages: MessageView[];
}

export const AUDITED_ACTIONS = ['open_room', 'read_messages'] as const;
export type AuditedAction = (typeof AUDITED_ACTIONS)[number];

/** Somebody read a room that is not theirs, or asked to. */
export interface AuditEntry {
  id: string;
  at: string;
  user_id: string;
  first_name: string | null;
  last_name: string | null;
  /** The role and the gallery of their token. */
  role: string;
  gallery_id: string;
  action: AuditedAction;
  room_id: string;
  /** Which messages they asked for. */
  details: Record<string, unknown>;
  /** As the logs and the answer have it. */
  request_id: string;
  /** Where the request came from, as far as `TRUST_PROXY` tells. */
  address: string | null;
}

export interface AuditPagination {
  limit: number;
  next_cursor: string | null;
}

/** Messages stored per second. */
export interface MessageRates {
  last_10_seconds: number;
  last_minute: number;
}

/** One node, as it has counted itself. */
export interface NodeFigures {
  node_id: string;
  version: string;
  started_at: string;
  sockets: number;
  messages_per_second: MessageRates;
}

/** What goes on now, over all nodes. */
export interface LiveFigures {
  at: string;
  sockets: number;
  people_online: number;
  rooms: { active: number; total: number; estimated: boolean };
  messages_per_second: MessageRates;
  /** Nodes that run; `nodes` has those whose figures could be had. */
  node_count: number;
  nodes: NodeFigures[];
}
