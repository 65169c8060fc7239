import { EXAMPLES, integer, objectOf, ref, text, time, uuid } from '../../common/openapi/index.js';
import type {
  ErrorBody,
  MessageChangedEvent,
  MessagesReadEvent,
  MessageView,
  PresenceEvent,
  RoomHeadEvent,
  RoomView,
} from '../../contracts/index.js';
import type { ServerEventDocs } from './event-docs.js';

const { room, seller, user } = EXAMPLES.ids;
const person = objectOf<{ userId: string; roomId: string }>({ userId: uuid(), roomId: uuid() });
const messageChanged = objectOf<MessageChangedEvent>({
  roomId: uuid(),
  messageId: uuid(),
  message: ref('Message'),
  afterRev: integer(),
  rev: integer(),
});
const roomEvent = objectOf<{ room: RoomView }>({ room: ref('Room') });

/** What the server sends. */
export const SERVER_EVENTS: ServerEventDocs = {
  new_message: {
    summary:
      "A message was stored. Sent to the room and to the other side's gallery, once for a socket that is in both. Clients order by `seq`.",
    channels: ['room', 'gallery'],
    payload: objectOf<{ roomId: string; message: MessageView }>({ roomId: uuid(), message: ref('Message') }),
    example: { roomId: room, message: EXAMPLES.message },
  },
  user_typing: {
    summary: 'Somebody else in the room is typing.',
    channels: ['room'],
    payload: person,
    example: { userId: user, roomId: room },
  },
  user_stopped_typing: {
    summary: 'They stopped: on their own, after 6 seconds of silence, or because they disconnected.',
    channels: ['room'],
    payload: person,
    example: { userId: user, roomId: room },
  },
  messages_read: {
    summary:
      'A gallery read messages of the other side, up to `upToSeq`; with `messageId` only that one was marked. A client that has the room as of `afterRev` has it as of `rev` then.',
    channels: ['room', 'gallery'],
    payload: objectOf<MessagesReadEvent>(
      {
        roomId: uuid(),
        galleryId: uuid('The side that has read'),
        readBy: uuid('The user'),
        readAt: time(),
        upToSeq: integer(),
        messageId: uuid(),
        afterRev: integer(),
        rev: integer(),
      },
      ['messageId'],
    ),
    example: {
      roomId: room,
      galleryId: seller,
      readBy: user,
      readAt: '2026-01-15T10:35:00.000Z',
      upToSeq: 42,
      afterRev: 5,
      rev: 7,
    },
  },
  message_updated: {
    summary:
      'A message that stood was changed: edited, pinned or unpinned, or an emoji under it. It comes as it stands now; a client that has the room as of `afterRev` has it as of `rev` then.',
    channels: ['room', 'gallery'],
    payload: messageChanged,
    example: {
      roomId: room,
      messageId: EXAMPLES.editedMessage.id,
      message: EXAMPLES.editedMessage,
      afterRev: 7,
      rev: 8,
    },
  },
  message_deleted: {
    summary: 'A message was deleted. It keeps its number, and has neither content nor file any more.',
    channels: ['room', 'gallery'],
    payload: messageChanged,
    example: {
      roomId: room,
      messageId: EXAMPLES.deletedMessage.id,
      message: EXAMPLES.deletedMessage,
      afterRev: 8,
      rev: 9,
    },
  },
  room_created: {
    summary: 'A room was opened with this gallery.',
    channels: ['gallery'],
    payload: roomEvent,
    example: {
      room: {
        ...EXAMPLES.room,
        last_seq: 0,
        unread_count: 0,
        last_message_at: null,
        last_message_preview: null,
      },
    },
  },
  room_updated: {
    summary:
      'After messages and reads, with the unread count of the gallery that receives it. At most one a second for each room; the last state is always sent.',
    channels: ['gallery'],
    payload: roomEvent,
    example: { room: EXAMPLES.room },
  },
  room_closed: {
    summary: 'The room was deleted by one of its sides.',
    channels: ['gallery'],
    payload: objectOf<{ roomId: string }>({ roomId: uuid() }),
    example: { roomId: room },
  },
  room_head: {
    summary:
      'Events of this room may have been lost: a node was killed, or nodes could not reach each other. Where the room stands; a client that is behind calls `sync`.',
    channels: ['room', 'gallery'],
    payload: objectOf<RoomHeadEvent>({ roomId: uuid(), lastSeq: integer(), rev: integer() }),
    example: { roomId: room, lastSeq: 42, rev: 7 },
  },
  presence: {
    summary:
      'Somebody came online or went offline, counted over all of their devices. Sent to sockets that joined a room which this person takes part in. Who connects again within 5 seconds was not offline.',
    channels: ['room'],
    payload: objectOf<PresenceEvent>({
      userId: uuid(),
      galleryId: uuid('The gallery that they act for'),
      status: { type: 'string', enum: ['online', 'offline'] },
      lastSeenAt: time(),
    }),
    example: {
      userId: user,
      galleryId: seller,
      status: 'offline',
      lastSeenAt: '2026-01-15T10:35:00.000Z',
    },
  },
  user_joined: {
    summary: 'Somebody joined the room with their first device.',
    channels: ['room'],
    payload: person,
    example: { userId: user, roomId: room },
  },
  user_left: {
    summary: 'Somebody left the room with their last device, or was disconnected for more than 5 seconds.',
    channels: ['room'],
    payload: person,
    example: { userId: user, roomId: room },
  },
  server_shutdown: {
    summary:
      'This node ends, and closes the connection soon. A client waits `reconnectAfter` milliseconds and connects again; then it calls `sync`.',
    channels: ['socket'],
    payload: objectOf<{ reconnectAfter: number }>({ reconnectAfter: integer() }),
    example: { reconnectAfter: 1250 },
  },
  session_expired: {
    summary: 'The token ended and was not renewed, or it was revoked; the connection closes.',
    channels: ['socket'],
    payload: objectOf<{ code: 'UNAUTHORIZED' }>({ code: { type: 'string', const: 'UNAUTHORIZED' } }),
    example: { code: 'UNAUTHORIZED' },
  },
  error_event: {
    summary: 'An event of this client failed and gave no ack to answer through.',
    channels: ['socket'],
    payload: objectOf<{ event: string; error: ErrorBody }>({ event: text('Its name'), error: ref('Error') }),
    example: {
      event: 'send_message',
      error: { code: 'ROOM_NOT_FOUND', message: 'Sohbet odası bulunamadı.' },
    },
  },
};
