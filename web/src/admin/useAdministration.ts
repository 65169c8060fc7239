import type {
  AdministeredRoom,
  AdministeredRoomWithMessages,
  AuditEntry,
  LiveFigures,
  MessageView,
  Page,
  RoomStatus,
  RoomType,
} from '@dealer-messaging/client';
import { useChat } from '@dealer-messaging/client/react';
import { useMemo } from 'react';

export interface RoomQuery {
  q?: string;
  type?: RoomType;
  status?: RoomStatus;
}

export interface Administration {
  findRooms: (
    query: RoomQuery,
    cursor: string | undefined,
    signal: AbortSignal,
  ) => Promise<Page<AdministeredRoom>>;
  /** With its newest messages. It is recorded who asks. */
  openRoom: (roomId: string) => Promise<AdministeredRoomWithMessages>;
  /** Those before a number, oldest first. */
  olderMessages: (roomId: string, before: number) => Promise<MessageView[]>;
  figures: () => Promise<LiveFigures>;
  audit: (cursor: string | undefined, signal: AbortSignal) => Promise<Page<AuditEntry>>;
}

/** The calls of the service that are for support and administrators. */
export function useAdministration(): Administration {
  const { rest } = useChat().client;
  return useMemo(
    () => ({
      findRooms: async (query, cursor, signal) => {
        const params = { query: { ...query, ...(cursor !== undefined && { cursor }) } };
        const { data, pagination } = await rest.answer(
          rest.api.GET('/chats/admin/rooms', { params, signal }),
        );
        return { items: data, next: pagination.next_cursor };
      },
      openRoom: async (roomId) => {
        const call = rest.api.GET('/chats/admin/rooms/{roomId}', { params: { path: { roomId } } });
        return (await rest.answer(call)).data;
      },
      olderMessages: async (roomId, before) => {
        const params = { path: { roomId }, query: { before } };
        const call = rest.api.GET('/chats/admin/rooms/{roomId}/messages', { params });
        return (await rest.answer(call)).data;
      },
      figures: async () => (await rest.answer(rest.api.GET('/chats/admin/figures'))).data,
      audit: async (cursor, signal) => {
        const params = { query: cursor === undefined ? {} : { cursor } };
        const { data, pagination } = await rest.answer(
          rest.api.GET('/chats/admin/audit', { params, signal }),
        );
        return { items: data, next: pagination.next_cursor };
      },
    }),
    [rest],
  );
}
