export type PresenceStatus = 'online' | 'offline';

/** A person, for one of the galleries that they act for: `GET /chats/presence`. */
export interface PresenceView {
  user_id: string;
  gallery_id: string;
  status: PresenceStatus;
  /** Now, while they are online; else when their last device was last connected. Null: never. */
  last_seen_at: string | null;
}
