import {
  ApiCall,
  arrayOf,
  EXAMPLES,
  integer,
  nullable,
  objectOf,
  oneOf,
  ref,
  text,
  uuid,
  type Schema,
} from '../common/openapi/index.js';
import { LIMITS, MESSAGE_TYPES } from '../contracts/index.js';
import type { ForwardMessageDto } from './dto/forward-message.dto.js';
import type { SendMessageDto } from './dto/send-message.dto.js';

const { ids, message } = EXAMPLES;
const ROOM_ERRORS = ['ROOM_FORBIDDEN', 'ROOM_NOT_FOUND'] as const;
const { content, clientMessageId } = EXAMPLES.send;

const metadata: Schema = {
  type: 'object',
  additionalProperties: true,
  description: `At most ${LIMITS.metadataBytes} bytes as JSON`,
  properties: {
    voice: {
      type: 'object',
      description: 'What a recorder says of a voice message; `media` tells later what the service has heard',
      properties: {
        duration: {
          type: 'number',
          minimum: 0,
          maximum: LIMITS.voiceSeconds,
          description: 'Seconds, more than 0',
        },
        waveform: { ...arrayOf(integer('0 to 100')), maxItems: LIMITS.voicePeaks },
      },
      required: ['duration'],
    },
  },
};

const sendMessage: Schema = objectOf<SendMessageDto>(
  {
    content: nullable({ ...text('Stored as sent; optional for `file`'), maxLength: LIMITS.contentLength }),
    messageType: nullable({ ...oneOf(MESSAGE_TYPES), default: 'text' }),
    metadata: nullable(metadata),
    clientMessageId: nullable(uuid('Chosen by the client; a repeat is answered with the first message')),
    replyToId: nullable(uuid()),
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
);

export const ApiOpenedRoom = (): MethodDecorator =>
  ApiCall({
    tag: 'rooms',
    summary: 'A room with its last messages',
    description: `The same fields as in the list, and the last ${LIMITS.messagesWithRoom} messages, oldest first.`,
    answers: {
      200: {
        description: 'The room',
        data: ref('RoomWithMessages'),
        examples: { room: { data: EXAMPLES.roomWithMessages } },
      },
    },
    errors: [...ROOM_ERRORS],
  });

const seqParameter = { type: 'integer', minimum: 0 };

export const ApiListMessages = (): MethodDecorator =>
  ApiCall({
    tag: 'messages',
    summary: 'Messages of a room, oldest first',
    description:
      'By `page`, where 1 is the newest window, or by `before` / `after` a `seq`, for endless scroll and catching up.',
    query: [
      {
        name: 'page',
        schema: { type: 'integer', minimum: 1, default: 1 },
        description: '1 is the newest window',
      },
      {
        name: 'limit',
        schema: {
          type: 'integer',
          minimum: 1,
          maximum: LIMITS.messagesPerPage,
          default: LIMITS.messagesPerPageDefault,
        },
        description: 'Page size',
      },
      {
        name: 'before',
        schema: seqParameter,
        description: 'Messages with a smaller `seq`; not with `after` or `page`',
      },
      {
        name: 'after',
        schema: seqParameter,
        description: 'Messages with a greater `seq`; not with `before` or `page`',
      },
    ],
    answers: {
      200: {
        description: 'The messages',
        data: arrayOf(ref('Message')),
        pagination: { oneOf: [ref('PagePagination'), ref('SeqPagination')] },
        examples: {
          'by page': { data: [message], pagination: EXAMPLES.pagination.page },
          'by seq': { data: [message], pagination: EXAMPLES.pagination.window },
        },
      },
    },
    errors: [...ROOM_ERRORS],
  });

export const ApiOneMessage = (): MethodDecorator =>
  ApiCall({
    tag: 'messages',
    summary: 'One message',
    description: 'With a fresh link to its file.',
    answers: {
      200: {
        description: 'The message',
        data: ref('Message'),
        examples: {
          text: { data: message },
          link: { data: EXAMPLES.linkedMessage },
          file: { data: EXAMPLES.fileMessage },
        },
      },
    },
    errors: [...ROOM_ERRORS, 'MESSAGE_NOT_FOUND'],
  });

export const ApiSendMessage = (): MethodDecorator =>
  ApiCall({
    tag: 'messages',
    summary: 'Send a message',
    description:
      'Answered once it is committed. The same `clientMessageId` again gives the first message with 200; with another body it is a conflict.',
    body: {
      'application/json': {
        schema: sendMessage,
        examples: {
          text: { content, clientMessageId },
          'offer update': { content: 'Teklif güncellendi', messageType: 'offer_update' },
          file: { messageType: 'file', content: 'Aracın ön görünümü', ...EXAMPLES.file },
          reply: { content: 'Evet, hâlâ satılık.', replyToId: ids.message },
        },
      },
    },
    answers: {
      201: { description: 'Sent', data: ref('Message'), examples: { message: { data: message } } },
      200: {
        description: 'Sent before under this id',
        data: ref('Message'),
        examples: { message: { data: message } },
      },
    },
    errors: [
      ...ROOM_ERRORS,
      'MESSAGE_TYPE_FORBIDDEN',
      'OFFER_ROOM_REQUIRED',
      'FILE_INVALID',
      'IDEMPOTENCY_CONFLICT',
      'ROOM_BUSY',
      'STORAGE_UNAVAILABLE',
    ],
  });

const fileFields = {
  fileUrl: text('`file_url` of the upload grant, or an object of one of the configured sources'),
  fileName: text(),
  fileSize: integer('Bytes'),
  fileType: text('Media type'),
};
const captionFields = {
  caption: nullable({ ...text('Becomes `content`'), maxLength: LIMITS.contentLength }),
  clientMessageId: nullable(uuid()),
};
const voice = { voice: { duration: 3.2, waveform: [0, 35, 80, 62, 12] } };

export const ApiForwardMessage = (): MethodDecorator =>
  ApiCall({
    tag: 'messages',
    summary: 'Pass a message on into a room of yours',
    description:
      'A text, or a file with a copy of its own. What it says now is sent; who said it, replies, emoji and metadata stay behind. The answer is the new message.',
    body: {
      'application/json': {
        schema: objectOf<ForwardMessageDto>(
          {
            toRoomId: uuid('A room of the same gallery'),
            clientMessageId: nullable(
              uuid('Chosen by the client; a repeat is answered with the first message'),
            ),
          },
          ['clientMessageId'],
        ),
        examples: { forward: { toRoomId: ids.otherRoom, clientMessageId } },
      },
    },
    answers: {
      201: {
        description: 'The new message',
        data: ref('Message'),
        examples: { forwarded: { data: EXAMPLES.forwardedMessage } },
      },
      200: {
        description: 'It was passed on before under this `clientMessageId`',
        data: ref('Message'),
        examples: { forwarded: { data: EXAMPLES.forwardedMessage } },
      },
    },
    errors: [
      ...ROOM_ERRORS,
      'MESSAGE_NOT_FOUND',
      'MESSAGE_NOT_FORWARDABLE',
      'MESSAGE_DELETED',
      'FILE_INVALID',
      'IDEMPOTENCY_CONFLICT',
      'ROOM_BUSY',
      'STORAGE_UNAVAILABLE',
    ],
  });

export const ApiUploadFile = (): MethodDecorator =>
  ApiCall({
    tag: 'files',
    summary: 'Send a file',
    description:
      'Either one that was uploaded to the object store, named by its URL, or as `multipart/form-data`, which the service stores.',
    body: {
      'application/json': {
        schema: {
          type: 'object',
          properties: { ...fileFields, ...captionFields, metadata: nullable(metadata) },
          required: Object.keys(fileFields),
        },
        examples: {
          uploaded: { ...EXAMPLES.file, caption: 'Aracın ön görünümü' },
          voice: { ...EXAMPLES.file, fileName: 'ses.m4a', fileType: 'audio/mp4', metadata: voice },
        },
      },
      'multipart/form-data': {
        schema: {
          type: 'object',
          properties: {
            ...captionFields,
            metadata: text('An object as JSON'),
            file: { type: 'string', format: 'binary', description: 'Exactly one; fields go before it' },
          },
          required: ['file'],
        },
      },
    },
    answers: {
      201: { description: 'Sent', data: ref('Message'), examples: { file: { data: EXAMPLES.fileMessage } } },
      200: {
        description: 'Sent before under this id',
        data: ref('Message'),
        examples: { file: { data: EXAMPLES.fileMessage } },
      },
    },
    errors: [...ROOM_ERRORS, 'FILE_INVALID', 'IDEMPOTENCY_CONFLICT', 'ROOM_BUSY', 'STORAGE_UNAVAILABLE'],
  });
