import { LIMITS, ROOM_TYPES, type RoomView } from '../../contracts/index.js';
import { integer, nullable, oneOf, text, time, uuid, type Schema } from './schema.js';

/** What is described of a room wherever it is shown. */
export const roomFields: { [Field in keyof RoomView]-?: Schema } = {
  id: uuid(),
  room_type: oneOf(ROOM_TYPES),
  offer_id: nullable(uuid()),
  vehicle_id: nullable(uuid()),
  gallery_a_id: uuid('The side that opened the room'),
  gallery_b_id: uuid(),
  gallery_a_name: nullable(text()),
  gallery_b_name: nullable(text()),
  vehicle_brand: nullable(text()),
  vehicle_model: nullable(text()),
  vehicle_price: nullable({ type: 'number' }),
  vehicle_title: nullable(text()),
  is_active: { type: 'boolean' },
  closed_at: nullable(time()),
  last_message_at: nullable(time()),
  last_message_preview: nullable(text(`The first ${LIMITS.previewLength} characters of the last message`)),
  first_seq: integer('The number of the oldest message that is kept; `last_seq + 1` when there is none'),
  last_seq: integer('The number of the last message; 0 in an empty room'),
  unread_count: integer("The caller's own"),
  created_at: time(),
  updated_at: time(),
};
