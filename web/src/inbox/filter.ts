import type { Me, RoomView } from '@dealer-messaging/client';
import { otherSide, vehicleName } from '../conversation/format/names';
import { fold } from './fold';

export interface Filter {
  text: string;
  onlyUnread: boolean;
  /** Stays in the list while it is open, also when there is nothing unread in it any more. */
  openRoom: string | undefined;
}

/** The rooms in which each word of the text stands. */
export function filterRooms(
  rooms: readonly RoomView[],
  { text, onlyUnread, openRoom }: Filter,
  me: Me | undefined,
) {
  const words = fold(text).split(/\s+/).filter(Boolean);
  if (words.length === 0 && !onlyUnread) return rooms;
  return rooms.filter((room) => {
    if (onlyUnread && room.unread_count === 0 && room.id !== openRoom) return false;
    const said = fold(wordsOf(room, me));
    return words.every((word) => said.includes(word));
  });
}

const wordsOf = (room: RoomView, me: Me | undefined): string =>
  [
    me && otherSide(room, me).name,
    vehicleName(room),
    room.vehicle_brand,
    room.vehicle_model,
    room.last_message_preview,
  ]
    .filter(Boolean)
    .join(' ');
