import { marketplaceKeys } from '../../src/database/marketplace.js';

export interface Column {
  name: string;
  /** As PostgreSQL's `format_type` writes it, since standing columns are compared with it. */
  type: string;
  notNull?: boolean;
  default?: string;
  primaryKey?: boolean;
  /** Table and column of a foreign key. */
  references?: string;
  /** The service's own; the others are the reference's. */
  own?: boolean;
}

/** A constraint as it follows `ADD CONSTRAINT name`, or an index as it follows `CREATE [UNIQUE] INDEX name ON table`. */
export interface Named {
  name: string;
  definition: string;
}

export interface Table {
  name: string;
  columns: Column[];
  checks: Named[];
  uniques: Named[];
  indexes: (Named & { unique?: boolean })[];
  fillfactor?: number;
}

const UUID = 'uuid';
const TIME = 'timestamp with time zone';
const COUNTER = { type: 'integer', notNull: true, default: '0', own: true };
const text = (length: number): string => `character varying(${length})`;

const PAIR = 'LEAST(gallery_a_id, gallery_b_id), GREATEST(gallery_a_id, gallery_b_id)';
const activeRoom = (type: string): string => `WHERE is_active AND room_type = '${type}'`;
const ACTIVITY = '(COALESCE(last_message_at, created_at)) DESC, id DESC';

export const chatRooms: Table = {
  name: 'chat_rooms',
  columns: [
    { name: 'id', type: UUID, notNull: true, primaryKey: true },
    { name: 'room_type', type: text(20), notNull: true },
    { name: 'offer_id', type: UUID, references: marketplaceKeys.offers },
    { name: 'vehicle_id', type: UUID, references: marketplaceKeys.vehicles },
    { name: 'gallery_a_id', type: UUID, notNull: true, references: marketplaceKeys.galleries },
    { name: 'gallery_b_id', type: UUID, notNull: true, references: marketplaceKeys.galleries },
    { name: 'is_active', type: 'boolean', notNull: true, default: 'true' },
    { name: 'closed_at', type: TIME },
    { name: 'last_message_at', type: TIME },
    { name: 'last_message_preview', type: text(100) },
    { name: 'created_at', type: TIME, notNull: true, default: 'now()' },
    { name: 'updated_at', type: TIME, notNull: true, default: 'now()' },
    { name: 'last_seq', ...COUNTER },
    { name: 'unread_a', ...COUNTER },
    { name: 'unread_b', ...COUNTER },
    // How often messages of the room were changed after they were sent.
    { name: 'rev', ...COUNTER },
  ],
  checks: [
    { name: 'ck_chat_rooms_galleries', definition: 'CHECK (gallery_a_id <> gallery_b_id)' },
    { name: 'ck_chat_rooms_type', definition: `CHECK (room_type IN ('offer', 'vehicle', 'support'))` },
    {
      name: 'ck_chat_rooms_subject',
      definition: `CHECK (CASE room_type
        WHEN 'offer' THEN offer_id IS NOT NULL
        WHEN 'vehicle' THEN vehicle_id IS NOT NULL AND offer_id IS NULL
        WHEN 'support' THEN vehicle_id IS NULL AND offer_id IS NULL
      END)`,
    },
    {
      name: 'ck_chat_rooms_counters',
      definition: 'CHECK (last_seq >= 0 AND unread_a >= 0 AND unread_b >= 0)',
    },
  ],
  uniques: [],
  indexes: [
    { name: 'idx_chat_rooms_offer', definition: '(offer_id)' },
    { name: 'idx_chat_rooms_vehicle', definition: '(vehicle_id)' },
    { name: 'idx_chat_rooms_gallery_a', definition: '(gallery_a_id)' },
    { name: 'idx_chat_rooms_gallery_b', definition: '(gallery_b_id)' },
    { name: 'idx_chat_rooms_active', definition: '(is_active, last_message_at DESC)' },
    // Which rooms were opened just now: the index above tells it only of those with a message.
    {
      name: 'idx_chat_rooms_unspoken',
      definition: '(created_at) WHERE is_active AND last_message_at IS NULL',
    },
    // The list of a gallery's rooms, newest activity first, stops at its limit on each side.
    { name: 'idx_chat_rooms_list_a', definition: `(gallery_a_id, ${ACTIVITY}) WHERE is_active` },
    { name: 'idx_chat_rooms_list_b', definition: `(gallery_b_id, ${ACTIVITY}) WHERE is_active` },
    // The badge: only rooms with something unread are in these, however many rooms there are.
    { name: 'idx_chat_rooms_unread_a', definition: '(gallery_a_id) WHERE is_active AND unread_a > 0' },
    { name: 'idx_chat_rooms_unread_b', definition: '(gallery_b_id) WHERE is_active AND unread_b > 0' },
    // One active room for each subject; the pair of galleries has no order.
    { name: 'uq_chat_rooms_active_offer', definition: `(offer_id) ${activeRoom('offer')}`, unique: true },
    {
      name: 'uq_chat_rooms_active_vehicle',
      definition: `(vehicle_id, ${PAIR}) ${activeRoom('vehicle')}`,
      unique: true,
    },
    { name: 'uq_chat_rooms_active_support', definition: `(${PAIR}) ${activeRoom('support')}`, unique: true },
  ],
  // Every send writes its room's row anew. With room to spare in the page the new version stays beside the old one:
  // one page is dirtied instead of two, and the next visit to the page clears dead versions without waiting for vacuum.
  fillfactor: 80,
};

export const chatMessages: Table = {
  name: 'chat_messages',
  columns: [
    { name: 'id', type: UUID, notNull: true, primaryKey: true },
    { name: 'room_id', type: UUID, notNull: true, references: 'chat_rooms(id)' },
    { name: 'sender_id', type: UUID, notNull: true, references: marketplaceKeys.users },
    { name: 'message_type', type: text(20), notNull: true },
    { name: 'content', type: 'text' },
    { name: 'file_url', type: text(500) },
    { name: 'file_name', type: text(255) },
    { name: 'file_size', type: 'integer' },
    { name: 'file_type', type: text(100) },
    { name: 'read_at', type: TIME },
    { name: 'read_by', type: UUID, references: marketplaceKeys.users },
    { name: 'metadata', type: 'jsonb' },
    { name: 'created_at', type: TIME, notNull: true, default: 'now()' },
    {
      name: 'sender_gallery_id',
      type: UUID,
      notNull: true,
      references: marketplaceKeys.galleries,
      own: true,
    },
    { name: 'seq', type: 'integer', notNull: true, own: true },
    { name: 'client_message_id', type: UUID, own: true },
    { name: 'request_hash', type: 'bytea', own: true },
    { name: 'reply_to_id', type: UUID, references: 'chat_messages(id)', own: true },
    { name: 'edited_at', type: TIME, own: true },
    { name: 'deleted_at', type: TIME, own: true },
    // The room's count when the message was changed last; 0 when it never was.
    { name: 'rev', ...COUNTER },
  ],
  checks: [
    {
      name: 'ck_chat_messages_type',
      definition: `CHECK (message_type IN ('text', 'file', 'system', 'offer_update'))`,
    },
    { name: 'ck_chat_messages_seq', definition: 'CHECK (seq > 0)' },
  ],
  uniques: [{ name: 'uq_chat_messages_room_seq', definition: 'UNIQUE (room_id, seq)' }],
  indexes: [
    { name: 'idx_chat_messages_room', definition: '(room_id)' },
    { name: 'idx_chat_messages_sender', definition: '(sender_id)' },
    { name: 'idx_chat_messages_created', definition: '(created_at DESC)' },
    { name: 'idx_chat_messages_unread', definition: '(room_id, read_at) WHERE read_at IS NULL' },
    // What a client that was away asks for: only messages that were changed are in it.
    { name: 'idx_chat_messages_changes', definition: '(room_id, rev) WHERE rev > 0' },
    {
      name: 'uq_chat_messages_client_message',
      definition: '(room_id, sender_id, client_message_id) WHERE client_message_id IS NOT NULL',
      unique: true,
    },
  ],
};
