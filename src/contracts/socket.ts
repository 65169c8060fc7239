import type { Envelope } from './envelope.js';
import type { ErrorBody } from './errors.js';
import type { MessageType, MessageView, ReadResult } from './messages.js';
import type { PresenceStatus } from './presence.js';
import type { RoomView } from './rooms.js';
import type { SyncAnswer, SyncPosition } from './sync.js';

export type Ack<T> = (answer: Envelope<T>) => void;

export interface SendMessagePayload {
  roomId: string;
  content?: string | null;
  messageType?: MessageType;
  metadata?: Record<string, unknown> | null;
  clientMessageId?: string;
  replyToId?: string;
  fileUrl?: string;
  fileName?: string;
  fileSize?: number;
  fileType?: string;
}

export interface UpdateMessagePayload {
  roomId: string;
  messageId: string;
  /** Null takes the caption off a file. */
  content: string | null;
}

export interface ReactionPayload {
  roomId: string;
  messageId: string;
  emoji: string;
}

export interface ForwardMessagePayload {
  /** Where the message stands. */
  roomId: string;
  messageId: string;
  toRoomId: string;
  clientMessageId?: string | null;
}

export interface JoinResult {
  room_id: string;
  last_seq: number;
  unread_count: number;
  /** User ids that are connected on either side. */
  online: string[];
}

export interface ClientToServerEvents {
  join_room: (payload: string | { roomId: string }, ack?: Ack<JoinResult>) => void;
  leave_room: (payload: string | { roomId: string }, ack?: Ack<{ room_id: string }>) => void;
  typing_start: (payload: { roomId: string }, ack?: Ack<{ room_id: string }>) => void;
  typing_stop: (payload: { roomId: string }, ack?: Ack<{ room_id: string }>) => void;
  send_message: (payload: SendMessagePayload, ack?: Ack<MessageView>) => void;
  mark_read: (payload: { roomId: string; messageId?: string }, ack?: Ack<ReadResult>) => void;
  update_message: (payload: UpdateMessagePayload, ack?: Ack<MessageView>) => void;
  delete_message: (payload: { roomId: string; messageId: string }, ack?: Ack<MessageView>) => void;
  forward_message: (payload: ForwardMessagePayload, ack?: Ack<MessageView>) => void;
  add_reaction: (payload: ReactionPayload, ack?: Ack<MessageView>) => void;
  remove_reaction: (payload: ReactionPayload, ack?: Ack<MessageView>) => void;
  pin_message: (payload: { roomId: string; messageId: string }, ack?: Ack<MessageView>) => void;
  unpin_message: (payload: { roomId: string; messageId: string }, ack?: Ack<MessageView>) => void;
  sync: (payload: { rooms: SyncPosition[] }, ack?: Ack<SyncAnswer[]>) => void;
  authenticate: (payload: { token: string }, ack?: Ack<{ expires_at: string }>) => void;
}

/**
 * A message as it stands now. It holds the room's changes after `afterRev`, up to `rev`; see `MessagesReadEvent`. One that
 * was deleted has neither content nor file any more.
 */
export interface MessageChangedEvent {
  roomId: string;
  messageId: string;
  message: MessageView;
  afterRev: number;
  rev: number;
}

export interface MessagesReadEvent {
  roomId: string;
  galleryId: string;
  readBy: string;
  readAt: string;
  /** Every message of the other side up to this seq is read. */
  upToSeq: number;
  /** Present when only this one was marked. */
  messageId?: string;
  /**
   * The event holds the room's changes after `afterRev`, up to `rev`. A client that has the room as of `afterRev` has it
   * as of `rev` then; another one keeps its own number, and `sync` brings what it missed.
   */
  afterRev: number;
  rev: number;
}

/** Somebody came online or went offline, on any of their devices. */
export interface PresenceEvent {
  userId: string;
  /** The gallery that they act for. */
  galleryId: string;
  status: PresenceStatus;
  /** Now, while they are online; else when their last device was last connected. */
  lastSeenAt: string;
}

/** Where a room stands, after events may have been lost on their way. Who is behind calls `sync`. */
export interface RoomHeadEvent {
  roomId: string;
  lastSeq: number;
  rev: number;
}

export interface ServerToClientEvents {
  new_message: (event: { roomId: string; message: MessageView }) => void;
  user_typing: (event: { userId: string; roomId: string }) => void;
  user_stopped_typing: (event: { userId: string; roomId: string }) => void;
  messages_read: (event: MessagesReadEvent) => void;
  message_updated: (event: MessageChangedEvent) => void;
  message_deleted: (event: MessageChangedEvent) => void;
  room_created: (event: { room: RoomView }) => void;
  room_updated: (event: { room: RoomView }) => void;
  room_closed: (event: { roomId: string }) => void;
  room_head: (event: RoomHeadEvent) => void;
  presence: (event: PresenceEvent) => void;
  user_joined: (event: { roomId: string; userId: string }) => void;
  user_left: (event: { roomId: string; userId: string }) => void;
  /** This node ends: the connection closes soon. `reconnectAfter`: milliseconds to wait before connecting again. */
  server_shutdown: (event: { reconnectAfter: number }) => void;
  session_expired: (event: { code: 'UNAUTHORIZED' }) => void;
  /** A client event failed and gave no ack to answer through. */
  error_event: (event: { event: string; error: ErrorBody }) => void;
}

export type ClientEvent = keyof ClientToServerEvents;
