import type { MessageView } from './messages.js';
import type { RoomType } from './rooms.js';

/** A part of a snippet, in UTF-16 code units: `snippet.slice(start, end)` in JavaScript. */
export interface Highlight {
  start: number;
  end: number;
}

/** A message that was found. */
export interface FoundMessage {
  message: MessageView;
  /** What it says around the first hit, or the name of its file: plain text, never markup. */
  snippet: string;
  /** Where in the snippet the hits are, in their order; none has a part of another. */
  highlights: Highlight[];
}

/** The same, from a search in all rooms. */
export interface FoundInRooms extends FoundMessage {
  room: FoundRoom;
}

/** A room, as far as a list of hits shows it. */
export interface FoundRoom {
  id: string;
  room_type: RoomType;
  other_gallery_id: string;
  other_gallery_name: string | null;
}

export interface SearchPagination {
  limit: number;
  /** For `?cursor=` with the same search; null on the last page. */
  next_cursor: string | null;
}
