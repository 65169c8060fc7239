import { ApiCall, arrayOf, EXAMPLES, ref } from '../common/openapi/index.js';

const ERRORS = ['ROOM_FORBIDDEN', 'ROOM_NOT_FOUND'] as const;

export const ApiListPins = (): MethodDecorator =>
  ApiCall({
    tag: 'messages',
    summary: "The room's pinned messages",
    description: 'The one that was pinned last comes first.',
    answers: {
      200: {
        description: 'The messages, all of them',
        data: arrayOf(ref('Message')),
        examples: { pinned: { data: [EXAMPLES.pinnedMessage] } },
      },
    },
    errors: [...ERRORS],
  });

export const ApiPinMessage = (): MethodDecorator =>
  ApiCall({
    tag: 'messages',
    summary: 'Pin a message for both sides',
    description: 'Either side, any message that was not deleted. Again changes nothing.',
    answers: {
      200: {
        description: 'The message as it stands now',
        data: ref('Message'),
        examples: { pinned: { data: EXAMPLES.pinnedMessage } },
      },
    },
    errors: [...ERRORS, 'MESSAGE_NOT_FOUND', 'MESSAGE_DELETED', 'PIN_LIMIT_REACHED', 'ROOM_BUSY'],
  });

export const ApiUnpinMessage = (): MethodDecorator =>
  ApiCall({
    tag: 'messages',
    summary: 'Unpin a message',
    description: 'Either side, whoever pinned it. What is not pinned is unpinned already.',
    answers: {
      200: {
        description: 'The message as it stands now',
        data: ref('Message'),
        examples: { unpinned: { data: EXAMPLES.message } },
      },
    },
    errors: [...ERRORS, 'MESSAGE_NOT_FOUND', 'ROOM_BUSY'],
  });
