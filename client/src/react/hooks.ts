import { useCallback, useEffect, useMemo, useSyncExternalStore } from 'react';
import type { ChatClient } from '../chat-client.js';
import type { ConnectionState } from '../connection/connection.js';
import type { Me } from '../connection/tokens.js';
import type { Readable } from '../readable.js';
import type { RoomListState } from '../room-list.js';
import type { Room, RoomState } from '../room/room.js';
import { useChatClient } from './provider.js';

/** Milliseconds: a row that is scrolled past is not looked at. */
const GLANCE = 200;

/** What it holds now; the component follows it. */
export const useReadable = <T>(readable: Readable<T>): T =>
  useSyncExternalStore(readable.subscribe, readable.get, readable.get);

export interface ChatStatus {
  client: ChatClient;
  connection: ConnectionState;
  isConnected: boolean;
  /** Undefined until the first token is there. */
  me: Me | undefined;
}

/** The client, and how it stands with its connection. */
export function useChat(): ChatStatus {
  const client = useChatClient();
  const connection = useReadable(client.connection);
  const me = useReadable(client.me);
  return { client, connection, isConnected: connection.status === 'online', me };
}

export interface Rooms extends RoomListState {
  loadMore: () => Promise<void>;
  refresh: () => Promise<void>;
}

/** The gallery's rooms, newest activity first. */
export function useRooms(): Rooms {
  const { rooms } = useChatClient();
  const state = useReadable(rooms.state);
  return useMemo(
    () => ({ ...state, loadMore: () => rooms.loadMore(), refresh: () => rooms.refresh() }),
    [state, rooms],
  );
}

export interface OpenRoom extends RoomState {
  /** What can be done in the room. */
  conversation: Room;
}

/** One room, open as long as the component is there. */
export function useRoom(roomId: string): OpenRoom {
  const conversation = useChatClient().room(roomId);
  const state = useReadable(conversation.state);
  useEffect(() => conversation.open(), [conversation]);
  return useMemo(() => ({ ...state, conversation }), [state, conversation]);
}

/** Who is typing in a room that is open, and what tells that one is typing oneself. */
export function useTyping(roomId: string): {
  typing: readonly string[];
  onKey: () => void;
  stop: () => void;
} {
  const room = useChatClient().room(roomId);
  const typing = useReadablePart(room.state, ({ typing: people }) => people);
  const onKey = useCallback(() => room.typing(), [room]);
  const stop = useCallback(() => room.stopTyping(), [room]);
  return useMemo(() => ({ typing, onKey, stop }), [typing, onKey, stop]);
}

/** Who of the other gallery is online, and who is typing, without opening the room: for the rows of a list. */
export function usePresence(roomId: string): { online: readonly string[]; typing: readonly string[] } {
  const room = useChatClient().room(roomId);
  useEffect(() => {
    let release: (() => void) | undefined;
    const timer = setTimeout(() => (release = room.watch()), GLANCE);
    return () => {
      clearTimeout(timer);
      release?.();
    };
  }, [room]);
  const online = useReadablePart(room.state, (state) => state.online);
  const typing = useReadablePart(room.state, (state) => state.typing);
  return useMemo(() => ({ online, typing }), [online, typing]);
}

/** Follows one list of a state; the component is not rendered when that list is as it was. */
function useReadablePart<T>(readable: Readable<T>, part: (value: T) => readonly string[]): readonly string[] {
  const key = useSyncExternalStore(readable.subscribe, () => part(readable.get()).join(' '));
  return useMemo(() => (key === '' ? [] : key.split(' ')), [key]);
}
