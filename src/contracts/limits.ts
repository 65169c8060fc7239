import { EXCERPT_LENGTH } from './excerpt.js';

/** Sizes that clients can rely on; `GET /chats/capabilities` answers them. */
export const LIMITS = {
  /** Unicode code points of `content`. */
  contentLength: 4000,
  /** Bytes of `metadata` as JSON. */
  metadataBytes: 8 * 1024,
  /** Seconds, and peaks of its waveform, that `metadata.voice` may say of a voice message. */
  voiceSeconds: 86_400,
  voicePeaks: 256,
  /** Bytes of a JSON body or a socket frame. */
  bodyBytes: 1024 * 1024,
  /** Code points of `last_message_preview`. */
  previewLength: EXCERPT_LENGTH,
  /** Characters of a file name. */
  fileNameLength: 255,
  /** Times that a message can be edited. */
  editsPerMessage: 100,
  /** Different emoji under one message. */
  emojiPerMessage: 20,
  pinsPerRoom: 50,
  messagesPerPage: 100,
  messagesPerPageDefault: 50,
  roomsPerPage: 200,
  roomsUnpaged: 1000,
  messagesWithRoom: 50,
  /** Rooms in one `sync`. */
  roomsPerSync: 100,
  /** Messages and changes of one room in one `sync`, each. */
  messagesPerSyncedRoom: 200,
  /** Messages and changes of all rooms in one `sync`. */
  messagesPerSync: 1000,
  /** Characters of those messages as JSON, about: a connection is cut off when 4 MB wait for its client. */
  charactersPerSync: 1_000_000,
  /** Code points of what is searched for. */
  searchLength: 200,
  hitsPerPage: 100,
  hitsPerPageDefault: 20,
  /** User ids in one `GET /chats/presence`. */
  usersPerPresence: 100,
  /** Characters of the `jti` of a token that is revoked. */
  tokenIdLength: 255,
  /** Characters of the reason for it. */
  reasonLength: 500,
  /** Days that a revocation is kept at most, and when it does not say. */
  revocationDays: 3650,
  revocationDaysDefault: 90,
  /** Rooms that were found, or entries of the audit, on one page of the administration. */
  administeredPerPage: 200,
  administeredPerPageDefault: 50,
  /** Levels of nesting of a JSON body. */
  jsonDepth: 32,
} as const;
