import type { Principal } from '../auth/index.js';
import type { ChatMessage } from './chat-message.entity.js';
import type { NewMessage } from './message-draft.js';

/** What the database adds. */
type Added = 'id' | 'seq' | 'created_at';

/** The row of a plain text as it is read back, but for what the database adds: it need not be read for that. */
export const plainRow = (
  roomId: string,
  sender: Principal,
  message: NewMessage,
): Omit<ChatMessage, Added> & { reply_to: null; reactions: null } => ({
  room_id: roomId,
  sender_id: sender.userId,
  sender_gallery_id: sender.galleryId,
  client_message_id: message.clientMessageId,
  request_hash: message.requestHash,
  message_type: message.messageType,
  content: message.content,
  metadata: null,
  reply_to_id: null,
  reply_to: null,
  file_url: null,
  file_name: null,
  file_size: null,
  file_type: null,
  file_state: null,
  media: null,
  link_preview: null,
  read_at: null,
  read_by: null,
  edited_at: null,
  deleted_at: null,
  forwarded: false,
  reactions: null,
  reaction_count: 0,
  pinned_at: null,
  pinned_by: null,
  rev: 0,
});
