import { ApiCall, arrayOf, integer, objectOf, oneOf, text } from '../common/openapi/index.js';
import {
  FILE_KINDS,
  MESSAGE_TYPES,
  ROOM_TYPES,
  type Capabilities,
  type FileTypeView,
} from '../contracts/index.js';

const flag = { type: 'boolean' };

const fileType = objectOf<FileTypeView>({
  kind: oneOf(FILE_KINDS),
  media_types: arrayOf(text()),
  extensions: arrayOf(text()),
  max_bytes: integer(),
});

const capabilities = objectOf<Capabilities>({
  version: text(),
  features: objectOf<Capabilities['features']>({
    room_types: arrayOf(oneOf(ROOM_TYPES)),
    message_types: arrayOf(oneOf(MESSAGE_TYPES)),
    dealer_message_types: arrayOf(oneOf(MESSAGE_TYPES)),
    uploads: arrayOf(oneOf(['presigned', 'multipart'])),
    locales: arrayOf(oneOf(['tr', 'en'])),
    read_receipts: flag,
    typing: flag,
    presence: flag,
    idempotent_sends: flag,
    edits: flag,
    deletions: flag,
    reactions: flag,
    pins: flag,
    forwarding: flag,
    media: flag,
    link_previews: flag,
    search: flag,
  }),
  limits: objectOf<Capabilities['limits']>({
    content_length: integer('Unicode code points'),
    metadata_bytes: integer(),
    body_bytes: integer(),
    preview_length: integer(),
    file_name_length: integer(),
    edit_window: integer('Seconds after its sending in which a message can be edited by who sent it'),
    delete_window: integer('Seconds after its sending in which it can be deleted'),
    edits_per_message: integer(),
    emoji_per_message: integer('Different emoji under one message'),
    pins_per_room: integer(),
    search_length: integer('Unicode code points of what is searched for'),
    search_hits_per_page: integer(),
    json_depth: integer(),
    messages_per_page: integer(),
    rooms_per_page: integer(),
    rooms_unpaged: integer(),
    file_url_ttl: integer('Seconds'),
    files: arrayOf(fileType),
  }),
});

export const ApiCapabilities = (): MethodDecorator =>
  ApiCall({
    tag: 'service',
    summary: 'What this installation can do',
    description: 'Version, features and limits. Needs no token.',
    public: true,
    answers: { 200: { description: 'The capabilities', data: capabilities, examples: {} } },
  });
