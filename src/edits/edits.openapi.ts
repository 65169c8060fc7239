import { ApiCall, arrayOf, EXAMPLES, nullable, objectOf, ref, text } from '../common/openapi/index.js';
import { LIMITS } from '../contracts/index.js';
import type { EditMessageDto } from './dto/edit-message.dto.js';

const ERRORS = ['ROOM_FORBIDDEN', 'ROOM_NOT_FOUND', 'MESSAGE_NOT_FOUND'] as const;

export const ApiEditMessage = (): MethodDecorator =>
  ApiCall({
    tag: 'messages',
    summary: 'Edit your own message',
    description:
      'For MESSAGE_EDIT_WINDOW seconds after it was sent; a text, or the caption of a file. What it said before stays readable for both sides. The same content again changes nothing.',
    body: {
      'application/json': {
        schema: objectOf<EditMessageDto>({
          content: nullable({
            ...text('Stored as sent; null takes the caption off a file'),
            maxLength: LIMITS.contentLength,
          }),
        }),
        examples: { text: { content: EXAMPLES.editedMessage.content } },
      },
    },
    answers: {
      200: {
        description: 'The message as it stands now',
        data: ref('Message'),
        examples: { edited: { data: EXAMPLES.editedMessage } },
      },
    },
    errors: [
      ...ERRORS,
      'NOT_OWN_MESSAGE',
      'CHANGE_WINDOW_OVER',
      'MESSAGE_NOT_EDITABLE',
      'MESSAGE_DELETED',
      'EDIT_LIMIT_REACHED',
      'ROOM_BUSY',
    ],
  });

export const ApiDeleteMessage = (): MethodDecorator =>
  ApiCall({
    tag: 'messages',
    summary: 'Delete your own message',
    description:
      'For MESSAGE_DELETE_WINDOW seconds after it was sent. It keeps its number and shows as deleted; its file and what it said before are gone. Repeating it changes nothing.',
    answers: {
      200: {
        description: 'The message as it stands now',
        data: ref('Message'),
        examples: { deleted: { data: EXAMPLES.deletedMessage } },
      },
    },
    errors: [...ERRORS, 'NOT_OWN_MESSAGE', 'CHANGE_WINDOW_OVER', 'ROOM_BUSY'],
  });

export const ApiMessageEdits = (): MethodDecorator =>
  ApiCall({
    tag: 'messages',
    summary: 'What a message said before it was edited',
    description: 'For both sides, the first version first. Empty when it was never edited, or was deleted.',
    answers: {
      200: {
        description: 'The earlier versions',
        data: arrayOf(ref('MessageVersion')),
        examples: { edited: { data: [EXAMPLES.messageVersion] } },
      },
    },
    errors: [...ERRORS],
  });
