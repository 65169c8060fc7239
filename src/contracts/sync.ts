import type { ErrorBody } from './errors.js';
import type { MessageView } from './messages.js';

/** What a client has of a room: every message up to `afterSeq`, as they stood at the room's change `afterRev`. */
export interface SyncPosition {
  roomId: string;
  afterSeq: number;
  /** Absent: the client does not ask for changes. */
  afterRev?: number;
}

/**
 * What is new to the client. It takes over `messages` and `changes`, and asks again from `rev` and the last `seq` that
 * it then has while `has_more` is true.
 */
export interface SyncedRoom {
  room_id: string;
  /** Those behind `afterSeq`, oldest first, as they stand now. */
  messages: MessageView[];
  /** Those up to `afterSeq` that were changed after `afterRev`, as they stand now, in the order of their last change. */
  changes: MessageView[];
  /** By gallery: every message of the other side up to this number is read. */
  read_up_to: Record<string, number>;
  /** Of the oldest message that is kept. What the client has before it is not there any more. */
  first_seq: number;
  last_seq: number;
  /** The next `afterRev`. */
  rev: number;
  has_more: boolean;
}

export interface UnsyncedRoom {
  room_id: string;
  error: ErrorBody;
}

export type SyncAnswer = SyncedRoom | UnsyncedRoom;
