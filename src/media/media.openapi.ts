import { ApiCall, arrayOf, EXAMPLES, ref } from '../common/openapi/index.js';
import { FILE_KINDS, LIMITS } from '../contracts/index.js';

export const ApiListMedia = (): MethodDecorator =>
  ApiCall({
    tag: 'messages',
    summary: 'The files of a room',
    description:
      'The newest ones, oldest first, and with `before` those that come before a `seq`: pass `first_seq` of the page for the next.',
    query: [
      {
        name: 'kind',
        schema: { type: 'string', enum: [...FILE_KINDS] },
        description: 'All kinds without it',
      },
      {
        name: 'limit',
        schema: {
          type: 'integer',
          minimum: 1,
          maximum: LIMITS.messagesPerPage,
          default: LIMITS.messagesPerPageDefault,
        },
        description: 'Of a page',
      },
      {
        name: 'before',
        schema: { type: 'integer', minimum: 0 },
        description: 'Files of messages with a smaller `seq`',
      },
    ],
    answers: {
      200: {
        description: 'The messages with their files',
        data: arrayOf(ref('Message')),
        pagination: ref('SeqPagination'),
        examples: { files: { data: [EXAMPLES.processedMessage], pagination: EXAMPLES.pagination.files } },
      },
    },
    errors: ['ROOM_FORBIDDEN', 'ROOM_NOT_FOUND'],
  });
