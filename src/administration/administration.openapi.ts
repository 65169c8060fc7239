import {
  ApiCall,
  arrayOf,
  EXAMPLES,
  oneOf,
  ref,
  uuid,
  type ApiCallOptions,
} from '../common/openapi/index.js';
import {
  LIMITS,
  ROOM_STATUSES,
  ROOM_TYPES,
  type AdministeredRoom,
  type AuditEntry,
  type LiveFigures,
} from '../contracts/index.js';

const { ids, room: seen, message } = EXAMPLES;
const { unread_count: _, last_message_preview: _said, ...shared } = seen;

const room: AdministeredRoom = { ...shared, unread_a: 0, unread_b: 3 };
const entry: AuditEntry = {
  id: '0199a1b2-7e8f-7a91-8b2c-3d4e5f607182',
  at: '2026-01-15T11:02:00.000Z',
  user_id: ids.user,
  first_name: 'Elif',
  last_name: 'Demir',
  role: 'support',
  gallery_id: ids.seller,
  action: 'read_messages',
  room_id: ids.room,
  details: { before: 41, limit: 50 },
  request_id: EXAMPLES.requestId,
  address: '203.0.113.7',
};
const rates = { last_10_seconds: 12.4, last_minute: 9.85 };
const figures: LiveFigures = {
  at: '2026-01-15T11:02:00.000Z',
  sockets: 1_874,
  people_online: 1_203,
  rooms: { active: 48_200, total: 61_950, estimated: true },
  messages_per_second: rates,
  node_count: 1,
  nodes: [
    {
      node_id: '0199a1b2-8f90-7ba2-9c3d-4e5f60718293',
      version: '0.1.0',
      started_at: '2026-01-15T06:00:00.000Z',
      sockets: 1_874,
      messages_per_second: rates,
    },
  ],
};

const BOTH = 'For roles `support` and `admin`.';
const RECORDED =
  'Who reads, from where and what is recorded before anything is read; when it cannot be recorded, nothing is answered. Nothing is marked as read, and nobody in the room is told.';

const limit = (most: number, preset: number): NonNullable<ApiCallOptions['query']>[number] => ({
  name: 'limit',
  schema: { type: 'integer', minimum: 1, maximum: most, default: preset },
  description: 'Page size',
});
const page = limit(LIMITS.administeredPerPage, LIMITS.administeredPerPageDefault);
const cursor = {
  name: 'cursor',
  schema: { type: 'string' },
  description: '`pagination.next_cursor` of the page before',
};

export const ApiFindRooms = (): MethodDecorator =>
  ApiCall({
    tag: 'administration',
    summary: 'Find rooms of any galleries',
    description: [
      BOTH,
      'Newest activity first. Nothing of what was said is in the answer, so finding is not recorded.',
      'Names are compared without accents and in lower case, İ, I and ı as one letter; letters within a word are found from three on, fewer at its beginning. A name that the marketplace changes is found from the next night on.',
      'A page may be shorter than its limit, even empty, since 20,000 rooms at most are looked at for it: `next_cursor` tells whether there may be more.',
    ].join(' '),
    query: [
      {
        name: 'q',
        schema: { type: 'string', minLength: 1, maxLength: LIMITS.searchLength, examples: ['çınar 320i'] },
        description:
          'The id of a room, an offer, a vehicle or a message; or words of the names of the galleries and of the vehicle’s brand, model and title, of which the room has all',
      },
      { name: 'type', schema: oneOf(ROOM_TYPES), description: 'Only rooms of this type' },
      {
        name: 'status',
        schema: { ...oneOf(ROOM_STATUSES), default: 'active' },
        description: '`closed`: those that were deleted',
      },
      page,
      cursor,
    ],
    answers: {
      200: {
        description: 'The rooms',
        data: arrayOf(ref('AdministeredRoom')),
        pagination: ref('RoomListPagination'),
        examples: { rooms: { data: [room], pagination: EXAMPLES.pagination.roomList } },
      },
    },
    errors: ['ROLE_FORBIDDEN'],
  });

export const ApiReadRoom = (): MethodDecorator =>
  ApiCall({
    tag: 'administration',
    summary: 'Read a room of others',
    description: `${BOTH} Also one that was deleted. ${RECORDED}`,
    answers: {
      200: {
        description: 'The room and its last messages',
        data: ref('AdministeredRoomWithMessages'),
        examples: { room: { data: { ...room, messages: [message] } } },
      },
    },
    errors: ['ROLE_FORBIDDEN', 'ROOM_NOT_FOUND', 'ROOM_BUSY'],
  });

export const ApiReadMessages = (): MethodDecorator =>
  ApiCall({
    tag: 'administration',
    summary: 'Read on in a room of others',
    description: `${BOTH} Oldest first; the newest when neither \`before\` nor \`after\` is given. ${RECORDED}`,
    query: [
      {
        name: 'before',
        schema: { type: 'integer', minimum: 0 },
        description: 'Messages with a smaller `seq`',
      },
      {
        name: 'after',
        schema: { type: 'integer', minimum: 0 },
        description: 'Messages with a greater `seq`; not together with `before`',
      },
      limit(LIMITS.messagesPerPage, LIMITS.messagesPerPageDefault),
    ],
    answers: {
      200: {
        description: 'The messages',
        data: arrayOf(ref('Message')),
        pagination: ref('SeqPagination'),
        examples: { messages: { data: [message], pagination: EXAMPLES.pagination.window } },
      },
    },
    errors: ['ROLE_FORBIDDEN', 'ROOM_NOT_FOUND', 'ROOM_BUSY'],
  });

export const ApiListAudit = (): MethodDecorator =>
  ApiCall({
    tag: 'administration',
    summary: 'Who has read which room',
    description:
      'For role `admin`. Newest first. Entries are kept for good. One says that somebody asked to read, whether or not there was such a room.',
    query: [
      { name: 'roomId', schema: uuid(), description: 'Only readings of this room' },
      { name: 'userId', schema: uuid(), description: 'Only readings by this person' },
      page,
      cursor,
    ],
    answers: {
      200: {
        description: 'The entries',
        data: arrayOf(ref('AuditEntry')),
        pagination: ref('AuditPagination'),
        examples: { entries: { data: [entry], pagination: { limit: 50, next_cursor: null } } },
      },
    },
    errors: ['ROLE_FORBIDDEN'],
  });

export const ApiFigures = (): MethodDecorator =>
  ApiCall({
    tag: 'administration',
    summary: 'What goes on now',
    description: [
      BOTH,
      'Cheap enough to be asked for every two seconds. Over all nodes, each as it counted itself within the last seconds; while Redis is away, of the node that answers.',
    ].join(' '),
    answers: {
      200: { description: 'The figures', data: ref('LiveFigures'), examples: { figures: { data: figures } } },
    },
    errors: ['ROLE_FORBIDDEN'],
  });
