import type { FileKind, FoundMessage, MessageView } from '../../../src/contracts/index.js';
import type { Rest } from '../rest.js';

/** A part of a longer list. */
export interface Page<T, C = string> {
  items: T[];
  /** Where the next part begins; null on the last one. */
  next: C | null;
}

export interface SearchOptions {
  limit?: number;
  /** `next` of the page before, with the same search. */
  cursor?: string;
  /** Of whom. */
  senderId?: string;
  /** Of when; ISO 8601. */
  from?: string;
  to?: string;
  signal?: AbortSignal;
}

export interface MessagesPage {
  messages: MessageView[];
  hasMore: boolean;
}

/** The calls about one room that need nothing of what the client holds. */
export class RoomCalls {
  private readonly rest: Rest;

  constructor(rest: Rest) {
    this.rest = rest;
  }

  async messages(
    roomId: string,
    query: { before?: number; after?: number; limit?: number },
  ): Promise<MessagesPage> {
    const call = this.rest.api.GET('/chats/{roomId}/messages', { params: { path: { roomId }, query } });
    const { data, pagination } = await this.rest.answer(call);
    return { messages: data, hasMore: 'has_more' in pagination && pagination.has_more };
  }

  async search(
    roomId: string,
    q: string,
    { signal, ...options }: SearchOptions = {},
  ): Promise<Page<FoundMessage>> {
    const call = this.rest.api.GET('/chats/{roomId}/messages/search', {
      params: { path: { roomId }, query: { q, ...options } },
      ...(signal && { signal }),
    });
    const { data, pagination } = await this.rest.answer(call);
    return { items: data, next: pagination.next_cursor };
  }

  /** Newest first. @param before `next` of the page before */
  async media(roomId: string, kind?: FileKind, before?: number): Promise<Page<MessageView, number>> {
    const query = { ...(kind && { kind }), ...(before !== undefined && { before }) };
    const call = this.rest.api.GET('/chats/{roomId}/media', { params: { path: { roomId }, query } });
    const { data, pagination } = await this.rest.answer(call);
    const items = data as MessageView[];
    return { items, next: pagination.has_more ? (pagination.first_seq ?? null) : null };
  }

  async pins(roomId: string): Promise<MessageView[]> {
    const call = this.rest.api.GET('/chats/{roomId}/pins', { params: { path: { roomId } } });
    return (await this.rest.answer(call)).data;
  }

  async message(roomId: string, id: string): Promise<MessageView> {
    const call = this.rest.api.GET('/chats/{roomId}/messages/{id}', { params: { path: { roomId, id } } });
    return (await this.rest.answer(call)).data;
  }

  async close(roomId: string): Promise<void> {
    await this.rest.answer(this.rest.api.DELETE('/chats/{roomId}', { params: { path: { roomId } } }));
  }
}
