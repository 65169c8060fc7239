import type { OutboxStorage } from './outbox/storage.js';

export interface ChatClientOptions {
  /** Where the REST API is, without `/chats`: `https://api.example.com/api/v1`. */
  url: string;
  /** Where Socket.IO is; by default the origin of `url`. */
  socketUrl?: string;
  /** Gives a token that is valid for a while. Asked before each connect whose token would soon end, and to renew it. */
  getToken: () => string | Promise<string>;
  /** One of several galleries of the token; by default its first. */
  galleryId?: string;
  /** Language of error messages, for example `tr`; a function where it can change. */
  locale?: string | (() => string);
  /** Where unsent messages are kept; by default IndexedDB, and the memory where there is none. */
  outbox?: OutboxStorage;
  /** How files go: straight to the object store, or through the service where browsers do not reach the store. */
  uploads?: 'presigned' | 'multipart';
  /** By default WebSocket, and long polling where it does not get through. */
  transports?: ('websocket' | 'polling')[];
}

/** Where the service is, made whole. */
export interface Endpoints {
  rest: string;
  socket: string;
}

export function endpointsOf({ url, socketUrl }: ChatClientOptions): Endpoints {
  const page = (globalThis as { location?: { origin: string } }).location?.origin;
  const rest = new URL(url === '' ? '/' : url, page).href.replace(/\/$/, '');
  return { rest, socket: new URL(socketUrl ?? rest).origin };
}
