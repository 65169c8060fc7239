import type { FileKind, MessageType } from './messages.js';
import type { RoomType } from './rooms.js';

/** A type of file that the installation takes. */
export interface FileTypeView {
  kind: FileKind;
  /** What may be announced; the first is the usual one. */
  media_types: string[];
  /** Endings of the name, without the dot. */
  extensions: string[];
  max_bytes: number;
}

/** What this installation can do: `GET /chats/capabilities`. */
export interface Capabilities {
  version: string;
  features: {
    room_types: RoomType[];
    message_types: MessageType[];
    /** The types that every dealer may send; the others need a role. */
    dealer_message_types: MessageType[];
    /** Ways to send a file. */
    uploads: ('presigned' | 'multipart')[];
    locales: ('tr' | 'en')[];
    read_receipts: boolean;
    typing: boolean;
    presence: boolean;
    idempotent_sends: boolean;
    edits: boolean;
    deletions: boolean;
    reactions: boolean;
    pins: boolean;
    forwarding: boolean;
    /** `GET /chats/:roomId/media`, and `media` in messages. */
    media: boolean;
    /** `link_preview` in messages. */
    link_previews: boolean;
    search: boolean;
  };
  limits: {
    /** Unicode code points. */
    content_length: number;
    metadata_bytes: number;
    body_bytes: number;
    preview_length: number;
    file_name_length: number;
    /** Seconds after its sending in which a message can be edited, and deleted, by who sent it. */
    edit_window: number;
    delete_window: number;
    edits_per_message: number;
    /** Different emoji under one message. */
    emoji_per_message: number;
    pins_per_room: number;
    /** Code points of what is searched for. */
    search_length: number;
    search_hits_per_page: number;
    json_depth: number;
    messages_per_page: number;
    rooms_per_page: number;
    rooms_unpaged: number;
    /** Seconds that a link to a file lasts. */
    file_url_ttl: number;
    files: FileTypeView[];
  };
}
