export const MESSAGE_TYPES = ['text', 'file', 'system', 'offer_update'] as const;
export type MessageType = (typeof MESSAGE_TYPES)[number];

/** The offer as it stood when an `offer_update` was sent; the server writes it to `metadata.offer`. */
export interface OfferSnapshot {
  id: string;
  vehicle_id: string | null;
  buyer_gallery_id: string;
  seller_gallery_id: string;
  amount: number | null;
  status: string | null;
}

export const FILE_KINDS = ['image', 'video', 'audio', 'document'] as const;
export type FileKind = (typeof FILE_KINDS)[number];

export const FILE_STATUSES = ['ready', 'checking', 'refused'] as const;
export type FileStatus = (typeof FILE_STATUSES)[number];

/** What is known of a file once it was looked into. */
export interface MediaView {
  kind: FileKind;
  /** Pixels, as it is shown. */
  width: number | null;
  height: number | null;
  /** Seconds. */
  duration: number | null;
  /** Of a sound: how loud it is from its beginning to its end, 0 to 100 each. */
  waveform: number[] | null;
  /** A small picture of an image or a video, under a presigned link. */
  thumbnail: { url: string; width: number; height: number } | null;
}

/** A message as REST answers, acks and events carry it. Times are ISO 8601 UTC. */
export interface MessageView {
  id: string;
  room_id: string;
  sender_id: string;
  sender_gallery_id: string;
  first_name: string | null;
  last_name: string | null;
  /** 1, 2, 3 … within the room, without gaps, in commit order. */
  seq: number;
  client_message_id: string | null;
  message_type: MessageType;
  content: string | null;
  /** A presigned GET; it ends after `FILE_URL_TTL`. Null while the file is not to be read. */
  file_url: string | null;
  /** Null without a file. One that is `checking` or `refused` by the virus scanner has no link. */
  file_status: FileStatus | null;
  file_name: string | null;
  /** Bytes. */
  file_size: number | null;
  file_type: string | null;
  /** Null until the file was looked into, some moments after it was sent; `message_updated` tells when. */
  media: MediaView | null;
  reply_to_id: string | null;
  /** The message that this one answers, as it stands now. */
  reply_to: ReplyPreview | null;
  metadata: Record<string, unknown> | null;
  /** Null when there is none, or not yet; `message_updated` tells when it comes. */
  link_preview: LinkPreview | null;
  /** Passed on: it was said elsewhere first. */
  forwarded: boolean;
  /** In the order in which each emoji came. */
  reactions: Reaction[];
  pinned_at: string | null;
  pinned_by: string | null;
  read_at: string | null;
  read_by: string | null;
  edited_at: string | null;
  deleted_at: string | null;
  created_at: string;
}

/** An emoji under a message. Who reads it has set it when their own id is among those of the people. */
export interface Reaction {
  emoji: string;
  count: number;
  /** Who set it, the first one first. */
  user_ids: string[];
}

/** What a reply shows of the message that it answers. */
export interface ReplyPreview {
  id: string;
  seq: number;
  sender_id: string;
  sender_gallery_id: string;
  first_name: string | null;
  last_name: string | null;
  message_type: MessageType;
  /** The start of its content, or the name of its file; null when it was deleted. */
  excerpt: string | null;
  deleted_at: string | null;
}

/** What is behind the first link of a message, in the words of the page that it leads to. */
export interface LinkPreview {
  /** The link. */
  url: string;
  title: string;
  description: string | null;
  site_name: string | null;
  /** Where the page says that its picture is. Nobody has looked at it. */
  image_url: string | null;
}

/** What a message said before it was edited. */
export interface MessageVersion {
  /** 1 is what was sent. */
  version: number;
  content: string | null;
  written_at: string;
  replaced_at: string;
}

/** Page 1 is the newest window. */
export interface PagePagination {
  page: number;
  limit: number;
  total: number;
  totalPages: number;
}

/** For `before` / `after`; both seqs are null when nothing was found. */
export interface SeqPagination {
  limit: number;
  has_more: boolean;
  first_seq: number | null;
  last_seq: number | null;
}

export interface ReadResult {
  room_id: string;
  /** Messages that this call marked. */
  read_count: number;
  /** The caller's unread messages that remain in the room. */
  unread_count: number;
  /** Every message of the other side up to this seq is read. */
  read_up_to_seq: number;
}

export interface UploadGrant {
  upload: { url: string; method: 'POST'; fields: Record<string, string> };
  /** Pass this as `fileUrl` to `POST /chats/:roomId/upload` once the upload is done. */
  file_url: string;
  expires_at: string;
}
