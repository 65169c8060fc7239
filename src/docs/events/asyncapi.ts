import { AppError, failure, VERSION } from '../../common/index.js';
import { EXAMPLES, ref, SCHEMAS, type Schema } from '../../common/openapi/index.js';
import type { ErrorCode } from '../../contracts/index.js';
import { CLIENT_EVENTS } from './client-events.js';
import type { Channel, ClientEventDoc, ServerEventDoc } from './event-docs.js';
import { SERVER_EVENTS } from './server-events.js';

interface Message {
  name: string;
  title: string;
  summary: string;
  payload: Schema;
  examples: { name: string; payload: unknown }[];
}

interface Reference {
  $ref: string;
}

interface Operation {
  action: 'send' | 'receive';
  channel: Reference;
  summary: string;
  messages: Reference[];
  reply?: { channel: Reference; messages: Reference[] };
}

export interface AsyncApiDocument {
  asyncapi: '3.0.0';
  info: object;
  defaultContentType: string;
  servers: Record<string, object>;
  channels: Record<
    Channel,
    { address: string | null; description: string; messages: Record<string, Reference> }
  >;
  operations: Record<string, Operation>;
  components: { schemas: Record<string, Schema>; messages: Record<string, Message>; securitySchemes: object };
}

const DESCRIPTION = `
Socket.IO 4 at \`/socket.io\`. The token is given as \`auth.token\` of the handshake (or the \`Authorization\` header) and
checked before the connection is accepted: a bad one gets \`connect_error\` with \`data.code = "UNAUTHORIZED"\`.
A user with too many open sockets gets \`RATE_LIMITED\` there; all sockets of a user share a limit of events.
\`auth.galleryId\` picks one of several galleries.

Every client event takes an optional ack, which is called with the same envelope as a REST answer. Without an ack a
failure arrives as \`error_event\`. Events of one socket for one room take effect in the order in which it sent them.

A socket is in the channel of its gallery from its connection on; \`join_room\` adds the channel of a room.
`.trim();

/** What any ack can answer. */
const COMMON_ERRORS: ErrorCode[] = [
  'VALIDATION_FAILED',
  'RATE_LIMITED',
  'INTERNAL_ERROR',
  'SERVICE_UNAVAILABLE',
];

const channelRef = (channel: Channel): Reference => ({ $ref: `#/channels/${channel}` });
const messageRef = (channel: Channel, name: string): Reference => ({
  $ref: `#/channels/${channel}/messages/${name}`,
});

/** The AsyncAPI document of every event that the contract names. */
export function buildAsyncApi(): AsyncApiDocument {
  const document: AsyncApiDocument = {
    asyncapi: '3.0.0',
    info: {
      title: 'Dealer messaging events',
      version: VERSION,
      description: DESCRIPTION,
      license: { name: 'MIT', url: 'https://opensource.org/license/mit' },
    },
    defaultContentType: 'application/json',
    servers: {
      gateway: {
        host: 'api.example.com',
        protocol: 'wss',
        pathname: '/socket.io',
        description: 'Socket.IO 4; a plain WebSocket client does not speak its protocol.',
        security: [{ $ref: '#/components/securitySchemes/token' }],
      },
    },
    channels: {
      socket: { address: '/', description: 'One connection.', messages: {} },
      room: { address: 'room:{roomId}', description: 'The sockets that joined a room.', messages: {} },
      gallery: { address: 'gallery:{galleryId}', description: 'Every socket of a gallery.', messages: {} },
    },
    operations: {},
    components: {
      schemas: SCHEMAS,
      messages: {},
      securitySchemes: { token: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
    },
  };
  Object.assign(document.channels.room, { parameters: { roomId: { description: 'The id of the room' } } });
  Object.assign(document.channels.gallery, {
    parameters: { galleryId: { description: 'The id of the gallery' } },
  });
  for (const [name, event] of Object.entries(CLIENT_EVENTS)) addClientEvent(document, name, event);
  for (const [name, event] of Object.entries(SERVER_EVENTS)) addServerEvent(document, name, event);
  return document;
}

function addClientEvent(document: AsyncApiDocument, name: string, event: ClientEventDoc): void {
  const { summary, payload, examples, ack, errors } = event;
  const ackName = `${name}_ack`;
  const codes = [...new Set([...COMMON_ERRORS, ...errors])];
  addMessage(document, 'socket', { name, title: name, summary, payload, examples: numbered(examples) });
  addMessage(document, 'socket', {
    name: ackName,
    title: `${name}: ack`,
    summary: `The same envelope as a REST answer. Codes: ${codes.join(', ')}.`,
    payload: {
      oneOf: [
        {
          type: 'object',
          properties: { success: { type: 'boolean', const: true }, data: ack.data },
          required: ['success', 'data'],
        },
        ref('Failure'),
      ],
    },
    examples: [
      { name: 'success', payload: { success: true, data: ack.example } },
      ...errors.map((code) => ({
        name: code,
        payload: failure(new AppError(code), 'tr', EXAMPLES.requestId),
      })),
    ],
  });
  document.operations[name] = {
    action: 'receive',
    channel: channelRef('socket'),
    summary,
    messages: [messageRef('socket', name)],
    reply: { channel: channelRef('socket'), messages: [messageRef('socket', ackName)] },
  };
}

function addServerEvent(document: AsyncApiDocument, name: string, event: ServerEventDoc): void {
  const { summary, channels, payload, example } = event;
  for (const channel of channels) {
    addMessage(document, channel, { name, title: name, summary, payload, examples: numbered([example]) });
    document.operations[channels.length === 1 ? name : `${name}_to_${channel}`] = {
      action: 'send',
      channel: channelRef(channel),
      summary,
      messages: [messageRef(channel, name)],
    };
  }
}

function addMessage(document: AsyncApiDocument, channel: Channel, message: Message): void {
  document.components.messages[message.name] = message;
  document.channels[channel].messages[message.name] = { $ref: `#/components/messages/${message.name}` };
}

const numbered = (examples: unknown[]): Message['examples'] =>
  examples.map((payload, index) => ({ name: `example${index + 1}`, payload }));
