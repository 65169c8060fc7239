import { marketplace, type Statement } from '../database/index.js';
import { namesOf } from './room-names.js';

const ROOM = `
  r.id, r.room_type, r.offer_id, r.vehicle_id, r.gallery_a_id, r.gallery_b_id,
  ga.name AS gallery_a_name, gb.name AS gallery_b_name,
  v.brand AS vehicle_brand, v.model AS vehicle_model, v.price::float8 AS vehicle_price, v.title AS vehicle_title,
  r.is_active, r.closed_at, r.last_message_at, r.last_message_preview,
  r.first_seq, r.last_seq, r.unread_a, r.unread_b, r.created_at, r.updated_at`;

const NAMES = `
  LEFT JOIN ${marketplace.galleries} ga ON ga.id = r.gallery_a_id
  LEFT JOIN ${marketplace.galleries} gb ON gb.id = r.gallery_b_id
  LEFT JOIN ${marketplace.vehicles} v ON v.id = r.vehicle_id`;

const ACTIVITY = `COALESCE(last_message_at, created_at)`;

/** One side of the list: an index scan that stops at the limit. The cursor's start is "infinity". */
const side = (own: 'a' | 'b'): string => `(
  SELECT id, ${ACTIVITY} AS activity FROM chat_rooms
  WHERE gallery_${own}_id = $1 AND is_active
    AND (${ACTIVITY}, id) < ($2::timestamptz, $3::uuid)
    AND ($4::text IS NULL OR room_type = $4)
    AND (NOT $5::boolean OR unread_${own} > 0)
  ORDER BY ${ACTIVITY} DESC, id DESC LIMIT $6)`;

/** $1 gallery, $2 and $3 the cursor, $4 type or null, $5 unread only, $6 limit. `activity` keeps its microseconds. */
export const LIST: Statement = {
  name: 'rooms_list',
  text: `
    WITH mine AS (${side('a')} UNION ALL ${side('b')} ORDER BY activity DESC, id DESC LIMIT $6)
    SELECT ${ROOM}, to_char(mine.activity AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS activity
    FROM mine JOIN chat_rooms r ON r.id = mine.id ${NAMES}
    ORDER BY mine.activity DESC, mine.id DESC`,
};

const unread = (own: 'a' | 'b'): string =>
  `SELECT unread_${own} AS unread FROM chat_rooms WHERE gallery_${own}_id = $1 AND is_active AND unread_${own} > 0`;

/** $1 gallery. */
export const UNREAD_TOTALS: Statement = {
  name: 'rooms_unread_totals',
  text: `
    SELECT COALESCE(sum(unread), 0)::int AS total, count(*)::int AS rooms
    FROM (${unread('a')} UNION ALL ${unread('b')}) AS counted`,
};

/** A query for the room with its names. @param room an expression for its id */
export const roomWithNames = (room: string): string =>
  `SELECT ${ROOM} FROM chat_rooms r ${NAMES} WHERE r.id = ${room}`;

/** $1 room. */
export const FIND: Statement = { name: 'rooms_find', text: roomWithNames('$1') };

/** $1 room. */
export const FIND_BY_ID: Statement = {
  name: 'rooms_find_by_id',
  text: `
    SELECT id, room_type, offer_id, vehicle_id, gallery_a_id, gallery_b_id, is_active, closed_at, last_message_at,
      last_message_preview, first_seq, last_seq, unread_a, unread_b, rev, created_at, updated_at
    FROM chat_rooms WHERE id = $1`,
};

/**
 * $1 id, $2 type, $3 offer, $4 vehicle, $5 and $6 the galleries. No row when an active room stands for the subject. What the
 * room is found by is stored together with it.
 */
export const INSERT: Statement = {
  name: 'rooms_insert',
  text: `
    WITH room AS (
      INSERT INTO chat_rooms (id, room_type, offer_id, vehicle_id, gallery_a_id, gallery_b_id)
      VALUES ($1, $2, $3, $4, $5, $6)
      ON CONFLICT DO NOTHING
      RETURNING id, vehicle_id, gallery_a_id, gallery_b_id
    ), named AS (
      INSERT INTO chat_room_names (room_id, folded) SELECT id, ${namesOf('room')} FROM room
    )
    SELECT id FROM room`,
};

const PAIR = (first: string, second: string): string => `
  LEAST(gallery_a_id, gallery_b_id) = LEAST(${first}::uuid, ${second}::uuid)
  AND GREATEST(gallery_a_id, gallery_b_id) = GREATEST(${first}::uuid, ${second}::uuid)`;

/** $1 offer. Each of these three is written as the unique index that answers it. */
export const FIND_ACTIVE_OFFER: Statement = {
  name: 'rooms_find_active_offer',
  text: `SELECT id FROM chat_rooms WHERE is_active AND room_type = 'offer' AND offer_id = $1`,
};

/** $1 vehicle, $2 and $3 the galleries in any order. */
export const FIND_ACTIVE_VEHICLE: Statement = {
  name: 'rooms_find_active_vehicle',
  text: `SELECT id FROM chat_rooms
    WHERE is_active AND room_type = 'vehicle' AND vehicle_id = $1 AND ${PAIR('$2', '$3')}`,
};

/** $1 and $2 the galleries in any order. */
export const FIND_ACTIVE_SUPPORT: Statement = {
  name: 'rooms_find_active_support',
  text: `SELECT id FROM chat_rooms WHERE is_active AND room_type = 'support' AND ${PAIR('$1', '$2')}`,
};

/** $1 room, $2 gallery. */
export const CLOSE: Statement = {
  name: 'rooms_close',
  text: `
    UPDATE chat_rooms SET is_active = false, closed_at = now(), updated_at = now()
    WHERE id = $1 AND is_active AND $2::uuid IN (gallery_a_id, gallery_b_id)
    RETURNING gallery_a_id, gallery_b_id`,
};

export const FIND_OFFER: Statement = {
  name: 'rooms_find_offer',
  text: `SELECT vehicle_id, buyer_gallery_id, seller_gallery_id FROM ${marketplace.offers} o WHERE o.id = $1`,
};

export const FIND_VEHICLE: Statement = {
  name: 'rooms_find_vehicle',
  text: `SELECT gallery_id FROM ${marketplace.vehicles} v WHERE v.id = $1`,
};

export const FIND_GALLERY: Statement = {
  name: 'rooms_find_gallery',
  text: `SELECT id FROM ${marketplace.galleries} g WHERE g.id = $1`,
};
