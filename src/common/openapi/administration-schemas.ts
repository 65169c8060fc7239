import {
  AUDITED_ACTIONS,
  LIMITS,
  type AdministeredRoom,
  type AdministeredRoomWithMessages,
  type AuditEntry,
  type AuditPagination,
  type LiveFigures,
  type MessageRates,
  type NodeFigures,
} from '../../contracts/index.js';
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

const { unread_count: _, last_message_preview: _said, ...sharedFields } = roomFields;

const administeredFields: { [Field in keyof AdministeredRoom]-?: Schema } = {
  ...sharedFields,
  unread_a: integer('Messages of gallery b that gallery a has not read'),
  unread_b: integer('Messages of gallery a that gallery b has not read'),
};

/** What `chats/admin` answers. */
export const ADMINISTRATION_SCHEMAS = {
  AdministeredRoom: objectOf<AdministeredRoom>(administeredFields, [], 'A room as neither side sees it'),
  AdministeredRoomWithMessages: objectOf<AdministeredRoomWithMessages>({
    ...administeredFields,
    messages: {
      type: 'array',
      description: `The last ${LIMITS.messagesWithRoom}, oldest first`,
      items: refTo('Message'),
    },
  }),
  AuditEntry: objectOf<AuditEntry>({
    id: uuid(),
    at: time('When it was asked for, by the clock of the database'),
    user_id: uuid('Who read'),
    first_name: nullable(text()),
    last_name: nullable(text()),
    role: text('Of their token'),
    gallery_id: uuid('Of their token'),
    action: oneOf(AUDITED_ACTIONS),
    room_id: uuid('As it was asked for: there may be no such room'),
    details: { type: 'object', additionalProperties: true, description: 'Which messages were asked for' },
    request_id: text('As the logs have it'),
    address: nullable(text('Where the request came from, as far as `TRUST_PROXY` tells')),
  }),
  AuditPagination: objectOf<AuditPagination>({
    limit: integer(),
    next_cursor: nullable(text('For `?cursor=`; null on the last page')),
  }),
  MessageRates: objectOf<MessageRates>(
    {
      last_10_seconds: { type: 'number' },
      last_minute: { type: 'number' },
    },
    [],
    'Messages stored in a second, to hundredths',
  ),
  NodeFigures: objectOf<NodeFigures>(
    {
      node_id: uuid('New for each process'),
      version: text(),
      started_at: time(),
      sockets: integer('Connected to this node'),
      messages_per_second: refTo('MessageRates'),
    },
    [],
    'One node, as it counted itself within the last seconds',
  ),
  LiveFigures: objectOf<LiveFigures>({
    at: time(),
    sockets: integer('Connected, over `nodes`'),
    people_online: integer(
      'Each counted once, over all nodes; somebody who was cut off counts for five more seconds, and whose node was lost for up to fifteen',
    ),
    rooms: objectOf<LiveFigures['rooms']>(
      {
        active: integer(),
        total: integer('With those that were deleted'),
        estimated: {
          type: 'boolean',
          description: 'False: counted. True: there are more than 5,000, and this is what PostgreSQL reckons',
        },
      },
      [],
      'At most ten seconds old',
    ),
    messages_per_second: refTo('MessageRates'),
    node_count: integer('Nodes that run, as far as this one knows'),
    nodes: arrayOf(refTo('NodeFigures')),
  }),
} satisfies Record<string, Schema>;
