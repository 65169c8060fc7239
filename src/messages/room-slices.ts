import { roomWithNames } from '../rooms/index.js';
import { MESSAGE, SENDER } from './message-columns.js';

/** The room, if the caller's gallery may look into it. */
export const accessible = (room: string, gallery: string): string => `
  SELECT id, first_seq, last_seq FROM chat_rooms
  WHERE id = ${room} AND is_active AND ${gallery}::uuid IN (gallery_a_id, gallery_b_id)`;

/** The room, whoever asks, also when it was deleted. */
export const anyRoom = (room: string): string =>
  `SELECT id, first_seq, last_seq FROM chat_rooms WHERE id = ${room}`;

/**
 * The messages whose numbers lie from `first` to `last`, each fetched by its number. Numbers have no gaps from the first kept one on, so this is
 * as exact as a range; but the planner, which cannot know how few rows a range of parameters holds, would settle on
 * reading the whole room. LIMIT 1 keeps it from joining the room as a whole.
 */
const numbered = (first: string, last: string): string => `
  LEFT JOIN LATERAL (
    SELECT one.* FROM generate_series((${first})::bigint, (${last})::bigint) AS n(seq) CROSS JOIN LATERAL (
      SELECT * FROM chat_messages c WHERE c.room_id = room.id AND c.seq = n.seq LIMIT 1
    ) one
  ) m ON true ${SENDER}`;

/**
 * Messages of a room by their numbers. A row without a message when there is none.
 * @param room `accessible` or `anyRoom`
 */
export const slice = (room: string, first: string, last: string): string => `
  WITH room AS (${room})
  SELECT room.first_seq AS room_first_seq, room.last_seq AS room_last_seq, ${MESSAGE}
  FROM room ${numbered(first, last)}
  ORDER BY m.seq`;

/** The messages behind a number. */
export const following = (room: string, seq: string, limit: string): string =>
  slice(
    room,
    `GREATEST(${seq}::bigint, room.first_seq - 1) + 1`,
    `LEAST(GREATEST(${seq}::bigint, room.first_seq - 1) + ${limit}::bigint, room.last_seq)`,
  );

/** The messages before a number. */
export const preceding = (room: string, seq: string, limit: string): string =>
  slice(
    room,
    `GREATEST(LEAST(${seq}::bigint, room.last_seq + 1) - ${limit}::bigint, 1)`,
    `LEAST(${seq}::bigint - 1, room.last_seq)`,
  );

/** The newest messages, and beside the newest of them, as `room`, the room with its names. */
export const opened = (room: string, limit: string): string => `
  WITH room AS (${room})
  SELECT CASE WHEN m.seq IS NULL OR m.seq = room.last_seq THEN to_jsonb(named) END AS room, ${MESSAGE}
  FROM room CROSS JOIN LATERAL (${roomWithNames('room.id')}) named
  ${numbered(`GREATEST(room.last_seq - ${limit}::bigint, 0) + 1`, 'room.last_seq')}
  ORDER BY m.seq`;
