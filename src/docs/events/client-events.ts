import {
  EXAMPLES,
  integer,
  nullable,
  objectOf,
  oneOf,
  ref,
  text,
  time,
  uuid,
} from '../../common/openapi/index.js';
import {
  LIMITS,
  MESSAGE_TYPES,
  type ErrorCode,
  type ForwardMessagePayload,
  type ReactionPayload,
  type SendMessagePayload,
  type SyncPosition,
  type UpdateMessagePayload,
} from '../../contracts/index.js';
import type { ClientEventDocs } from './event-docs.js';

const { room, message } = EXAMPLES.ids;
const roomOnly = objectOf<{ roomId: string }>({ roomId: uuid() });
const roomOrId = { oneOf: [uuid("The room's id"), roomOnly] };
const roomAck = { data: objectOf<{ room_id: string }>({ room_id: uuid() }), example: { room_id: room } };

const messageOnly = objectOf<{ roomId: string; messageId: string }>({ roomId: uuid(), messageId: uuid() });
const reaction = objectOf<ReactionPayload>({
  roomId: uuid(),
  messageId: uuid(),
  emoji: text('One emoji of Unicode'),
});

const messageErrors: ErrorCode[] = ['ROOM_NOT_FOUND', 'ROOM_FORBIDDEN', 'MESSAGE_NOT_FOUND', 'ROOM_BUSY'];
const ownMessageErrors: ErrorCode[] = [...messageErrors, 'NOT_OWN_MESSAGE', 'CHANGE_WINDOW_OVER'];

/** What a client may send, in the order of a conversation. */
export const CLIENT_EVENTS: ClientEventDocs = {
  join_room: {
    summary: 'Follow a room: from now on its events arrive here too, typing included.',
    payload: roomOrId,
    examples: [room, { roomId: room }],
    ack: { data: ref('JoinResult'), example: EXAMPLES.joined },
    errors: ['ROOM_NOT_FOUND', 'ROOM_FORBIDDEN'],
  },
  leave_room: {
    summary: "Stop following a room. Its messages still arrive through the gallery's channel.",
    payload: roomOrId,
    examples: [room, { roomId: room }],
    ack: roomAck,
    errors: ['ROOM_NOT_FOUND', 'ROOM_FORBIDDEN'],
  },
  typing_start: {
    summary:
      'The user is typing. Ended by `typing_stop`, 6 seconds of silence, or the end of the connection.',
    payload: roomOnly,
    examples: [{ roomId: room }],
    ack: roomAck,
    errors: ['ROOM_NOT_FOUND', 'ROOM_FORBIDDEN', 'ROOM_NOT_JOINED'],
  },
  typing_stop: {
    summary: 'The user stopped typing.',
    payload: roomOnly,
    examples: [{ roomId: room }],
    ack: roomAck,
    errors: ['ROOM_NOT_FOUND', 'ROOM_FORBIDDEN', 'ROOM_NOT_JOINED'],
  },
  send_message: {
    summary:
      'Send a message, by the same rules as `POST /chats/:roomId/messages`. Acknowledged once it is committed; a repeat with the same `clientMessageId` is acknowledged with the first message.',
    payload: objectOf<SendMessagePayload>(
      {
        roomId: uuid(),
        content: nullable({ ...text('Required unless the type is `file`'), maxLength: LIMITS.contentLength }),
        messageType: { ...oneOf(MESSAGE_TYPES), default: 'text' },
        metadata: nullable({ type: 'object', additionalProperties: true }),
        clientMessageId: uuid('Chosen by the client'),
        replyToId: uuid(),
        fileUrl: text('Required for `file`, as are the other file fields'),
        fileName: text(),
        fileSize: integer('Bytes'),
        fileType: text('Media type'),
      },
      [
        'content',
        'messageType',
        'metadata',
        'clientMessageId',
        'replyToId',
        'fileUrl',
        'fileName',
        'fileSize',
        'fileType',
      ],
    ),
    examples: [EXAMPLES.send, { roomId: room, messageType: 'file', ...EXAMPLES.file }],
    ack: { data: ref('Message'), example: EXAMPLES.message },
    errors: [
      'ROOM_NOT_FOUND',
      'ROOM_FORBIDDEN',
      'MESSAGE_TYPE_FORBIDDEN',
      'OFFER_ROOM_REQUIRED',
      'FILE_INVALID',
      'IDEMPOTENCY_CONFLICT',
      'ROOM_BUSY',
      'STORAGE_UNAVAILABLE',
    ],
  },
  mark_read: {
    summary: "Mark the other side's messages as read: all of them, or the one that is named.",
    payload: objectOf<{ roomId: string; messageId?: string }>({ roomId: uuid(), messageId: uuid() }, [
      'messageId',
    ]),
    examples: [{ roomId: room }, { roomId: room, messageId: message }],
    ack: { data: ref('ReadResult'), example: EXAMPLES.read },
    errors: ['ROOM_NOT_FOUND', 'ROOM_FORBIDDEN', 'MESSAGE_NOT_FOUND', 'OWN_MESSAGE', 'ROOM_BUSY'],
  },
  update_message: {
    summary: 'Edit your own message, by the same rules as `PATCH /chats/:roomId/messages/:id`.',
    payload: objectOf<UpdateMessagePayload>({
      roomId: uuid(),
      messageId: uuid(),
      content: nullable({ ...text('Null takes the caption off a file'), maxLength: LIMITS.contentLength }),
    }),
    examples: [{ roomId: room, messageId: message, content: EXAMPLES.editedMessage.content }],
    ack: { data: ref('Message'), example: EXAMPLES.editedMessage },
    errors: [...ownMessageErrors, 'MESSAGE_NOT_EDITABLE', 'MESSAGE_DELETED', 'EDIT_LIMIT_REACHED'],
  },
  delete_message: {
    summary: 'Delete your own message, by the same rules as `DELETE /chats/:roomId/messages/:id`.',
    payload: messageOnly,
    examples: [{ roomId: room, messageId: message }],
    ack: { data: ref('Message'), example: EXAMPLES.deletedMessage },
    errors: ownMessageErrors,
  },
  forward_message: {
    summary:
      'Pass a message on into a room of yours, by the same rules as `POST /chats/:roomId/messages/:id/forward`. The ack has the new message.',
    payload: objectOf<ForwardMessagePayload>(
      {
        roomId: uuid('Where it stands'),
        messageId: uuid(),
        toRoomId: uuid(),
        clientMessageId: nullable(uuid()),
      },
      ['clientMessageId'],
    ),
    examples: [{ roomId: room, messageId: message, toRoomId: EXAMPLES.ids.otherRoom }],
    ack: { data: ref('Message'), example: EXAMPLES.forwardedMessage },
    errors: [
      ...messageErrors,
      'MESSAGE_NOT_FORWARDABLE',
      'MESSAGE_DELETED',
      'FILE_INVALID',
      'IDEMPOTENCY_CONFLICT',
      'STORAGE_UNAVAILABLE',
    ],
  },
  add_reaction: {
    summary:
      'Set an emoji under a message, by the same rules as `PUT /chats/:roomId/messages/:id/reactions`.',
    payload: reaction,
    examples: [{ roomId: room, messageId: message, emoji: '👍' }],
    ack: { data: ref('Message'), example: EXAMPLES.reactedMessage },
    errors: [...messageErrors, 'MESSAGE_DELETED', 'REACTION_LIMIT_REACHED'],
  },
  remove_reaction: {
    summary: 'Take your emoji off a message. What is not there is removed already.',
    payload: reaction,
    examples: [{ roomId: room, messageId: message, emoji: '👍' }],
    ack: { data: ref('Message'), example: EXAMPLES.message },
    errors: messageErrors,
  },
  pin_message: {
    summary: 'Pin a message for both sides, by the same rules as `PUT /chats/:roomId/messages/:id/pin`.',
    payload: messageOnly,
    examples: [{ roomId: room, messageId: message }],
    ack: { data: ref('Message'), example: EXAMPLES.pinnedMessage },
    errors: [...messageErrors, 'MESSAGE_DELETED', 'PIN_LIMIT_REACHED'],
  },
  unpin_message: {
    summary: 'Unpin a message. What is not pinned is unpinned already.',
    payload: messageOnly,
    examples: [{ roomId: room, messageId: message }],
    ack: { data: ref('Message'), example: EXAMPLES.message },
    errors: messageErrors,
  },
  sync: {
    summary:
      'Catch up after a break: for each room the messages behind `afterSeq`, and those changed after `afterRev`. Ask again from the answer while `has_more` is true, and a moment later for a room with the error `SERVICE_UNAVAILABLE`, for which there was no time.',
    payload: objectOf<{ rooms: SyncPosition[] }>({
      rooms: {
        type: 'array',
        minItems: 1,
        maxItems: LIMITS.roomsPerSync,
        items: objectOf<SyncPosition>(
          {
            roomId: uuid(),
            afterSeq: integer('The last number that the client has'),
            afterRev: integer('The `rev` of the last answer; absent asks for no changes'),
          },
          ['afterRev'],
        ),
      },
    }),
    examples: [{ rooms: [{ roomId: room, afterSeq: 41, afterRev: 7 }] }],
    ack: {
      data: { type: 'array', items: { oneOf: [ref('SyncedRoom'), ref('UnsyncedRoom')] } },
      example: [EXAMPLES.synced],
    },
    errors: [],
  },
  authenticate: {
    summary: 'Renew the token of this connection. It changes neither the user nor the gallery.',
    payload: objectOf<{ token: string }>({ token: text('A JWT') }),
    examples: [{ token: 'eyJhbGciOiJIUzI1NiJ9.…' }],
    ack: {
      data: objectOf<{ expires_at: string }>({ expires_at: time('When the new token ends') }),
      example: { expires_at: '2026-01-15T11:30:00.000Z' },
    },
    errors: ['GALLERY_FORBIDDEN'],
  },
};
