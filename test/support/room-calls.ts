import { randomUUID } from 'node:crypto';
import { call, type Answer, type RequestOptions } from './http.js';
import type { Scene } from './scene.js';
import { formWith, PNG } from './uploads.js';

/** What a call is about. The file lies where this gallery's upload for this room would lie. */
export interface Subject {
  roomId: string;
  messageId: string;
  fileUrl: string;
}

export type RoomCall = [
  name: string,
  /** Method and path as the OpenAPI document has them, and a query. */
  route: string,
  request?: (subject: Subject) => RequestOptions,
];

const announced = { fileName: 'a.png', fileSize: PNG.length, fileType: 'image/png' };
const MESSAGES = 'POST /chats/{roomId}/messages';
const UPLOAD = 'POST /chats/{roomId}/upload';

/** Every call that names a room of one's own. Nothing is wrong with any of them but, where it is, the room. */
export const ROOM_CALLS: RoomCall[] = [
  ['the room', 'GET /chats/{roomId}'],
  ['the newest messages', 'GET /chats/{roomId}/messages'],
  ['a page of messages', 'GET /chats/{roomId}/messages?page=2&limit=1'],
  ['what follows a message', 'GET /chats/{roomId}/messages?after=0'],
  ['what came before one', 'GET /chats/{roomId}/messages?before=2'],
  ['one message', 'GET /chats/{roomId}/messages/{id}'],
  ['a text', MESSAGES, () => ({ body: { content: 'x' } })],
  ['a text to be sent once', MESSAGES, () => ({ body: { content: 'x', clientMessageId: randomUUID() } })],
  ['a reply', MESSAGES, ({ messageId }) => ({ body: { content: 'x', replyToId: messageId } })],
  ['an offer_update', MESSAGES, () => ({ body: { messageType: 'offer_update', content: 'x' } })],
  ['a system message', MESSAGES, () => ({ body: { messageType: 'system', content: 'x' } })],
  ['a file message', MESSAGES, ({ fileUrl }) => ({ body: { messageType: 'file', fileUrl, ...announced } })],
  ['a file', UPLOAD, ({ fileUrl }) => ({ body: { fileUrl, ...announced } })],
  ['a form with a file', UPLOAD, () => ({ raw: formWith(PNG, 'a.png', 'image/png', { caption: 'x' }) })],
  ['an upload grant', 'POST /chats/{roomId}/upload-url', () => ({ body: announced })],
  ['marking all as read', 'POST /chats/{roomId}/read'],
  ['marking one as read', 'PUT /chats/{roomId}/messages/{id}/read'],
  ['editing a message', 'PATCH /chats/{roomId}/messages/{id}', () => ({ body: { content: 'x' } })],
  ['deleting a message', 'DELETE /chats/{roomId}/messages/{id}'],
  ['what a message said before', 'GET /chats/{roomId}/messages/{id}/edits'],
  [
    'passing a message on',
    'POST /chats/{roomId}/messages/{id}/forward',
    ({ roomId }) => ({ body: { toRoomId: roomId } }),
  ],
  [
    'an emoji under a message',
    'PUT /chats/{roomId}/messages/{id}/reactions',
    () => ({ body: { emoji: '👍' } }),
  ],
  ['no emoji any more', 'DELETE /chats/{roomId}/messages/{id}/reactions?emoji=%F0%9F%91%8D'],
  ['pinning a message', 'PUT /chats/{roomId}/messages/{id}/pin'],
  ['unpinning a message', 'DELETE /chats/{roomId}/messages/{id}/pin'],
  ['the pinned messages', 'GET /chats/{roomId}/pins'],
  ['the files', 'GET /chats/{roomId}/media?kind=image'],
  ['a search in the room', 'GET /chats/{roomId}/messages/search?q=x'],
  ['deleting the room', 'DELETE /chats/{roomId}'],
];

/** Every call that names a room of anybody, for roles `support` and `admin`. */
export const CALLS_ABOUT_ANY_ROOM: RoomCall[] = [
  ['a room of others', 'GET /chats/admin/rooms/{roomId}'],
  ['messages of others', 'GET /chats/admin/rooms/{roomId}/messages'],
  ['what follows a message of others', 'GET /chats/admin/rooms/{roomId}/messages?after=0&limit=1'],
  ['what came before one of others', 'GET /chats/admin/rooms/{roomId}/messages?before=2'],
];

/** Who asks: another service of the marketplace says in the headers for which gallery. */
export type Caller = Pick<RequestOptions, 'token' | 'headers'>;

export function callRoom(
  { service }: Scene,
  caller: Caller,
  [, route, request]: RoomCall,
  subject: Subject,
): Promise<Answer> {
  const [method = '', path = ''] = route.split(' ');
  const url = path.replace('{roomId}', subject.roomId).replace('{id}', subject.messageId);
  return call(service.url, method, url, { ...request?.(subject), ...caller });
}
