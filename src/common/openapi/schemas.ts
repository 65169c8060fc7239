import {
  ERROR_STATUS,
  FILE_KINDS,
  FILE_STATUSES,
  MESSAGE_TYPES,
  ROOM_TYPES,
  type ErrorBody,
  type ErrorDetail,
  type Failure,
  type FoundInRooms,
  type FoundMessage,
  type FoundRoom,
  type Highlight,
  type JoinResult,
  type LinkPreview,
  type MediaView,
  type MessageVersion,
  type MessageView,
  type PagePagination,
  type PresenceView,
  type Reaction,
  type ReadResult,
  type ReplyPreview,
  type RevocationView,
  type RoomListPagination,
  type RoomView,
  type RoomWithMessages,
  type SearchPagination,
  type SeqPagination,
  type SyncedRoom,
  type UnreadTotals,
  type UnsyncedRoom,
  type UploadGrant,
} from '../../contracts/index.js';
import { ADMINISTRATION_SCHEMAS } from './administration-schemas.js';
import { roomFields } from './room-fields.js';
import {
  arrayOf,
  integer,
  nullable,
  objectOf,
  oneOf,
  refTo,
  text,
  time,
  uuid,
  type Schema,
} from './schema.js';

/** A reference to one of `SCHEMAS`; the same path in OpenAPI and in AsyncAPI. */
export const ref = (name: SchemaName): Schema => ({ $ref: `#/components/schemas/${name}` });

const messageFields: { [Field in keyof MessageView]-?: Schema } = {
  id: uuid(),
  room_id: uuid(),
  sender_id: uuid(),
  sender_gallery_id: uuid(),
  first_name: nullable(text()),
  last_name: nullable(text()),
  seq: { ...integer('1, 2, 3 … within the room, without gaps, in commit order'), minimum: 1 },
  client_message_id: nullable(uuid('As the sender chose it')),
  message_type: oneOf(MESSAGE_TYPES),
  content: nullable(text('As sent; the caption of a file')),
  file_url: nullable(text('A presigned link that ends after FILE_URL_TTL')),
  file_status: nullable(oneOf(FILE_STATUSES, 'A file that is `checking` or `refused` has no link')),
  file_name: nullable(text()),
  file_size: nullable(integer('Bytes')),
  file_type: nullable(text('Media type')),
  media: nullable(
    objectOf<MediaView>(
      {
        kind: oneOf(FILE_KINDS),
        width: nullable(integer('Pixels, as it is shown')),
        height: nullable(integer()),
        duration: nullable({ type: 'number', description: 'Seconds' }),
        waveform: nullable(arrayOf(integer('How loud a sound is, 0 to 100, from its beginning to its end'))),
        thumbnail: nullable(
          objectOf<NonNullable<MediaView['thumbnail']>>({
            url: text('A presigned link, as `file_url`'),
            width: integer('Pixels'),
            height: integer(),
          }),
        ),
      },
      [],
      'What is known of the file; null until it was looked into, which `message_updated` tells',
    ),
  ),
  reply_to_id: nullable(uuid()),
  reply_to: nullable(
    objectOf<ReplyPreview>(
      {
        id: uuid(),
        seq: integer(),
        sender_id: uuid(),
        sender_gallery_id: uuid(),
        first_name: nullable(text()),
        last_name: nullable(text()),
        message_type: oneOf(MESSAGE_TYPES),
        excerpt: nullable(text('The start of its content, or the name of its file')),
        deleted_at: nullable(time()),
      },
      [],
      'The message that this one answers, as it stands now',
    ),
  ),
  metadata: nullable({ type: 'object', additionalProperties: true }),
  link_preview: nullable(
    objectOf<LinkPreview>(
      {
        url: text('The link'),
        title: text(),
        description: nullable(text()),
        site_name: nullable(text()),
        image_url: nullable(text('Where the page says that its picture is; nobody has looked at it')),
      },
      [],
      'What is behind the first link of a text, in the words of the page; `message_updated` tells when it comes',
    ),
  ),
  forwarded: { type: 'boolean', description: 'Passed on: it was said elsewhere first' },
  reactions: arrayOf(
    objectOf<Reaction>({
      emoji: text(),
      count: integer(),
      user_ids: arrayOf(uuid('Who set it, the first one first')),
    }),
  ),
  pinned_at: nullable(time()),
  pinned_by: nullable(uuid()),
  read_at: nullable(time('When the other side read it')),
  read_by: nullable(uuid()),
  edited_at: nullable(time()),
  deleted_at: nullable(time()),
  created_at: time(),
};

const foundFields: { [Field in keyof FoundMessage]-?: Schema } = {
  message: refTo('Message'),
  snippet: text('What it says around the first hit, or the name of its file: plain text, never markup'),
  highlights: {
    ...arrayOf(objectOf<Highlight>({ start: integer(), end: integer('Not included') })),
    description: 'Where in the snippet the hits are, in UTF-16 code units',
  },
};

const schemas = {
  Message: objectOf<MessageView>(messageFields),
  MessageVersion: objectOf<MessageVersion>({
    version: { ...integer('1 is what was sent'), minimum: 1 },
    content: nullable(text()),
    written_at: time(),
    replaced_at: time(),
  }),
  Room: objectOf<RoomView>(roomFields, [], 'A room as one gallery sees it'),
  RoomWithMessages: objectOf<RoomWithMessages>({
    ...roomFields,
    messages: { type: 'array', description: 'The last 50, oldest first', items: refTo('Message') },
  }),
  UnreadTotals: objectOf<UnreadTotals>({
    total: integer('Unread messages over all active rooms'),
    rooms: integer('Rooms with at least one'),
  }),
  ReadResult: objectOf<ReadResult>({
    room_id: uuid(),
    read_count: integer('Messages that this call marked'),
    unread_count: integer('What remains unread in the room'),
    read_up_to_seq: integer('Every message of the other side up to this number is read'),
  }),
  JoinResult: objectOf<JoinResult>({
    room_id: uuid(),
    last_seq: integer(),
    unread_count: integer(),
    online: arrayOf(uuid()),
  }),
  Presence: objectOf<PresenceView>({
    user_id: uuid(),
    gallery_id: uuid('The gallery that they act for'),
    status: oneOf(['online', 'offline']),
    last_seen_at: nullable(time('Now, while they are online; null when they never were')),
  }),
  SyncedRoom: objectOf<SyncedRoom>({
    room_id: uuid(),
    messages: arrayOf(refTo('Message')),
    changes: arrayOf(refTo('Message')),
    read_up_to: {
      type: 'object',
      additionalProperties: integer(),
      description: 'By gallery: every message of the other side up to this number is read',
    },
    first_seq: integer(
      'The number of the oldest message that is kept: what the client has before it is to be dropped',
    ),
    last_seq: integer('The number of the last message'),
    rev: integer('The next `afterRev`'),
    has_more: { type: 'boolean' },
  }),
  UnsyncedRoom: objectOf<UnsyncedRoom>({ room_id: uuid(), error: refTo('Error') }),
  UploadGrant: objectOf<UploadGrant>({
    upload: objectOf<UploadGrant['upload']>({
      url: text('Where to post the form'),
      method: { type: 'string', const: 'POST' },
      fields: {
        type: 'object',
        additionalProperties: { type: 'string' },
        description: 'Form fields, before `file`',
      },
    }),
    file_url: text('To be passed as `fileUrl` once the upload is done'),
    expires_at: time(),
  }),
  Revocation: objectOf<RevocationView>({
    id: uuid(),
    jti: nullable(text('The token; null when all tokens of a user are meant')),
    user_id: nullable(uuid('All tokens of this user that were issued up to the second of `revoked_at`')),
    reason: nullable(text()),
    revoked_by: uuid('Who asked for it'),
    revoked_at: time(),
    expires_at: time('Until when, at the least, tokens are refused for it'),
  }),
  RoomListPagination: objectOf<RoomListPagination>({
    limit: integer(),
    next_cursor: nullable(text('For `?cursor=`; null on the last page')),
  }),
  FoundMessage: objectOf<FoundMessage>(foundFields),
  FoundInRooms: objectOf<FoundInRooms>({
    ...foundFields,
    room: objectOf<FoundRoom>({
      id: uuid(),
      room_type: oneOf(ROOM_TYPES),
      other_gallery_id: uuid(),
      other_gallery_name: nullable(text()),
    }),
  }),
  SearchPagination: objectOf<SearchPagination>({
    limit: integer(),
    next_cursor: nullable(text('For `?cursor=` with the same search; null on the last page')),
  }),
  PagePagination: objectOf<PagePagination>({
    page: integer('1 is the newest window'),
    limit: integer(),
    total: integer(),
    totalPages: integer(),
  }),
  SeqPagination: objectOf<SeqPagination>({
    limit: integer(),
    has_more: { type: 'boolean' },
    first_seq: nullable(integer()),
    last_seq: nullable(integer()),
  }),
  ...ADMINISTRATION_SCHEMAS,
  Error: objectOf<ErrorBody>(
    {
      code: oneOf(Object.keys(ERROR_STATUS), 'Stable; a client may branch on it'),
      message: text('For a person, in Turkish or English by Accept-Language'),
      details: arrayOf(objectOf<ErrorDetail>({ field: text(), message: text() })),
    },
    ['details'],
  ),
  Failure: objectOf<Failure>({
    success: { type: 'boolean', const: false },
    error: refTo('Error'),
    request_id: text('Also in the logs'),
  }),
} satisfies Record<string, Schema>;

export type SchemaName = keyof typeof schemas;
export const SCHEMAS: Record<SchemaName, Schema> = schemas;
