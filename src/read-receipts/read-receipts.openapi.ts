import { ApiCall, EXAMPLES, ref } from '../common/openapi/index.js';

export const ApiMarkAllRead = (): MethodDecorator =>
  ApiCall({
    tag: 'read receipts',
    summary: 'Mark everything in a room as read',
    description: "Marks only the other side's messages; needs no body.",
    answers: {
      200: {
        description: 'Marked',
        data: ref('ReadResult'),
        message: true,
        examples: { read: { message: 'All messages marked as read', data: EXAMPLES.read } },
      },
    },
    errors: ['ROOM_FORBIDDEN', 'ROOM_NOT_FOUND', 'ROOM_BUSY'],
  });

export const ApiMarkOneRead = (): MethodDecorator =>
  ApiCall({
    tag: 'read receipts',
    summary: 'Mark one message as read',
    description: 'Repeating it changes nothing.',
    answers: {
      200: {
        description: 'Marked',
        message: true,
        examples: { read: { message: 'Message marked as read' } },
      },
    },
    errors: ['OWN_MESSAGE', 'ROOM_FORBIDDEN', 'ROOM_NOT_FOUND', 'MESSAGE_NOT_FOUND', 'ROOM_BUSY'],
  });
