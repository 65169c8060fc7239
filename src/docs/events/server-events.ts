import { EXAMPLES, integer, objectOf, ref, text, time, uuid } from '../../common/openapi/index.js';
import type { ErrorBody, MessagesReadEvent, MessageView, RoomView } from '../../contracts/index.js';
import type { ServerEventDocs } from './event-docs.js';

const { room, seller, user } = EXAMPLES.ids;
const typing = objectOf<{ userId: string; roomId: string }>({ userId: uuid(), roomId: uuid() });
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
    payload: typing,
    example: { userId: user, roomId: room },
  },
  user_stopped_typing: {
    summary: 'They stopped: on their own, after 6 seconds of silence, or because they disconnected.',
    channels: ['room'],
    payload: typing,
    example: { userId: user, roomId: room },
  },
  messages_read: {
    summary:
      'A gallery read messages of the other side, up to `upToSeq`; with `messageId` only that one was marked.',
    channels: ['room', 'gallery'],
    payload: objectOf<MessagesReadEvent>(
      {
        roomId: uuid(),
        galleryId: uuid('The side that has read'),
        readBy: uuid('The user'),
        readAt: time(),
        upToSeq: integer(),
        messageId: uuid(),
      },
      ['messageId'],
    ),
    example: {
      roomId: room,
      galleryId: seller,
      readBy: user,
      readAt: '2026-01-15T10:35:00.000Z',
      upToSeq: 42,
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
    channels: ['room', 'gallery'],
    payload: objectOf<{ roomId: string }>({ roomId: uuid() }),
    example: { roomId: room },
  },
  session_expired: {
    summary: 'The token ended and was not renewed; the connection closes.',
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
