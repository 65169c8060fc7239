import {
  ApiCall,
  arrayOf,
  EXAMPLES,
  oneOf,
  ref,
  time,
  uuid,
  type ApiCallOptions,
} from '../common/openapi/index.js';
import { LIMITS, MESSAGE_TYPES, ROOM_TYPES } from '../contracts/index.js';

const HOW =
  'Finds messages that have all of the words, whatever their suffixes and accents are, or letters within them (from three on); ' +
  'content and file names are searched. Words in quotation marks stand next to one another; other signs are not looked for. ' +
  'Latest first, but a message with only parts of the words counts as 30 days older. A new message is found a second or two ' +
  'after it was sent; what was deleted is not found any more.';

const query: NonNullable<ApiCallOptions['query']> = [
  {
    name: 'q',
    required: true,
    schema: { type: 'string', minLength: 1, maxLength: LIMITS.searchLength, examples: ['34 ABC 123'] },
    description: 'What is looked for',
  },
  { name: 'type', schema: oneOf(MESSAGE_TYPES), description: 'Messages of this type' },
  { name: 'senderId', schema: uuid(), description: 'Messages that this person sent' },
  { name: 'senderGalleryId', schema: uuid(), description: 'Messages that people of this gallery sent' },
  { name: 'from', schema: time('ISO 8601 with time zone'), description: 'Sent then or later' },
  { name: 'to', schema: time('ISO 8601 with time zone'), description: 'Sent earlier' },
  {
    name: 'limit',
    schema: { type: 'integer', minimum: 1, maximum: LIMITS.hitsPerPage, default: LIMITS.hitsPerPageDefault },
    description: 'Page size',
  },
  {
    name: 'cursor',
    schema: { type: 'string' },
    description: '`pagination.next_cursor` of the page before, with the same search',
  },
];
const pagination = ref('SearchPagination');

export const ApiSearchRoom = (): MethodDecorator =>
  ApiCall({
    tag: 'messages',
    summary: 'Search in a room',
    description: HOW,
    query,
    answers: {
      200: {
        description: 'What was found',
        data: arrayOf(ref('FoundMessage')),
        pagination,
        examples: { found: { data: [EXAMPLES.found], pagination: EXAMPLES.pagination.search } },
      },
    },
    errors: ['ROOM_FORBIDDEN', 'ROOM_NOT_FOUND'],
  });

export const ApiSearch = (): MethodDecorator =>
  ApiCall({
    tag: 'messages',
    summary: 'Search in all rooms',
    description: `${HOW} The active rooms of the caller's gallery are searched.`,
    query: [
      ...query,
      { name: 'roomType', schema: oneOf(ROOM_TYPES), description: 'Messages in rooms of this type' },
    ],
    answers: {
      200: {
        description: 'What was found, and where',
        data: arrayOf(ref('FoundInRooms')),
        pagination,
        examples: { found: { data: [EXAMPLES.foundInRooms], pagination: EXAMPLES.pagination.search } },
      },
    },
  });
