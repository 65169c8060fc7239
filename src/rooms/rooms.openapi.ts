import { ApiCall, arrayOf, EXAMPLES, nullable, objectOf, oneOf, ref, uuid } from '../common/openapi/index.js';
import { LIMITS, ROOM_TYPES } from '../contracts/index.js';
import type { OpenRoomDto } from './dto/open-room.dto.js';

const { ids, room } = EXAMPLES;
const EMPTY = { last_message_at: null, last_message_preview: null, last_seq: 0, unread_count: 0 };

export const ApiListRooms = (): MethodDecorator =>
  ApiCall({
    tag: 'rooms',
    summary: "The gallery's active rooms",
    description: `Newest activity first. Up to ${LIMITS.roomsUnpaged} rooms when neither \`limit\` nor \`cursor\` is given.`,
    query: [
      {
        name: 'limit',
        schema: { type: 'integer', minimum: 1, maximum: LIMITS.roomsPerPage },
        description: 'Page size',
      },
      {
        name: 'cursor',
        schema: { type: 'string' },
        description: '`pagination.next_cursor` of the page before',
      },
      { name: 'type', schema: oneOf(ROOM_TYPES), description: 'Only rooms of this type' },
      { name: 'unread', schema: { type: 'boolean' }, description: '`true`: only rooms with unread messages' },
    ],
    answers: {
      200: {
        description: 'The rooms',
        data: arrayOf(ref('Room')),
        pagination: ref('RoomListPagination'),
        examples: { rooms: { data: [room], pagination: EXAMPLES.pagination.roomList } },
      },
    },
  });

export const ApiUnreadCount = (): MethodDecorator =>
  ApiCall({
    tag: 'rooms',
    summary: 'Unread messages, for a badge',
    answers: {
      200: {
        description: 'The totals',
        data: ref('UnreadTotals'),
        examples: { totals: { data: EXAMPLES.unread } },
      },
    },
  });

export const ApiOpenRoom = (): MethodDecorator =>
  ApiCall({
    tag: 'rooms',
    summary: 'Open a room, or find the one that stands',
    description:
      'One active room for each offer, for each vehicle and pair of galleries, and for each pair in `support`. Asking again, even many times at once, gives the same room.',
    body: {
      'application/json': {
        schema: objectOf<OpenRoomDto>(
          {
            roomType: oneOf(ROOM_TYPES),
            offerId: nullable(uuid('Required for `offer`')),
            vehicleId: nullable(uuid('Required for `vehicle`')),
            otherGalleryId: nullable(uuid('Required only where the subject does not name the other side')),
          },
          ['offerId', 'vehicleId', 'otherGalleryId'],
        ),
        examples: {
          offer: { roomType: 'offer', offerId: ids.offer },
          vehicle: { roomType: 'vehicle', vehicleId: ids.vehicle },
          'vehicle, by its owner': { roomType: 'vehicle', vehicleId: ids.vehicle, otherGalleryId: ids.buyer },
          support: { roomType: 'support' },
        },
      },
    },
    answers: {
      201: {
        description: 'A new room',
        data: ref('Room'),
        examples: { room: { data: { ...room, ...EMPTY } } },
      },
      200: { description: 'The room stands already', data: ref('Room'), examples: { room: { data: room } } },
    },
    errors: ['SAME_GALLERY', 'OFFER_FORBIDDEN', 'OFFER_NOT_FOUND', 'VEHICLE_NOT_FOUND', 'GALLERY_NOT_FOUND'],
  });

export const ApiDeleteRoom = (): MethodDecorator =>
  ApiCall({
    tag: 'rooms',
    summary: 'Close a room',
    description: 'Its messages are kept. Opening a room for the same subject later gives a new one.',
    answers: {
      200: {
        description: 'Closed',
        message: true,
        examples: { closed: { message: 'Room deleted successfully' } },
      },
    },
    errors: ['ROOM_FORBIDDEN', 'ROOM_NOT_FOUND'],
  });
