import { createMarketplace } from './marketplace-fixture.js';
import {
  gallery,
  message,
  offer,
  openDatabase,
  room,
  user,
  vehicle,
  type OpenDatabase,
  type Row,
} from './open-database.js';

/** The chat tables word for word as the reference has them. */
const TABLES = `
  CREATE TABLE chat_rooms (
    id UUID PRIMARY KEY,
    room_type VARCHAR(20) NOT NULL,
    offer_id UUID REFERENCES offers(id),
    vehicle_id UUID REFERENCES vehicles(id),
    gallery_a_id UUID NOT NULL REFERENCES galleries(id),
    gallery_b_id UUID NOT NULL REFERENCES galleries(id),
    is_active BOOLEAN DEFAULT TRUE,
    closed_at TIMESTAMP,
    last_message_at TIMESTAMP,
    last_message_preview VARCHAR(100),
    created_at TIMESTAMP,
    updated_at TIMESTAMP
  );
  CREATE TABLE chat_messages (
    id UUID PRIMARY KEY,
    room_id UUID NOT NULL REFERENCES chat_rooms(id),
    sender_id UUID NOT NULL REFERENCES users(id),
    message_type VARCHAR(20) NOT NULL,
    content TEXT,
    file_url VARCHAR(500),
    file_name VARCHAR(255),
    file_size INTEGER,
    file_type VARCHAR(100),
    read_at TIMESTAMP,
    read_by UUID REFERENCES users(id),
    metadata JSONB,
    created_at TIMESTAMP
  );`;

/** Some of the reference's indexes; the others are missing. */
const INDEXES = `
  CREATE INDEX idx_chat_rooms_offer ON chat_rooms (offer_id);
  CREATE INDEX idx_chat_rooms_gallery_a ON chat_rooms (gallery_a_id);
  CREATE INDEX idx_chat_rooms_active ON chat_rooms (is_active, last_message_at DESC);
  CREATE INDEX idx_chat_messages_room ON chat_messages (room_id);
  CREATE INDEX idx_chat_messages_unread ON chat_messages (room_id, read_at) WHERE read_at IS NULL;`;

export const createChatTables = ({ sql }: OpenDatabase): Promise<unknown> => sql(TABLES);

/** Rooms as years of use may have left them, each for one thing that the upgrade has to get right. */
export const ROOMS = {
  busy: room(1),
  olderForOffer: room(2),
  closedForOffer: room(3),
  olderForVehicle: room(4),
  newerForVehicleSwapped: room(5),
  supportLowerId: room(6),
  supportHigherId: room(7),
  sameGallery: room(8),
  supportWithVehicle: room(9),
  withoutTimes: room(10),
  emptyWithoutTimes: room(11),
  unknownType: room(12),
  newerMisfitForOffer: room(13),
};

/** How many messages the busy room has; each three of them were stored at the same moment. */
export const BUSY_MESSAGES = 600;

/** The marketplace and the reference's chat tables, filled. */
export async function openStandingDatabase(): Promise<OpenDatabase> {
  const database = await openDatabase();
  await createMarketplace(database);
  await createChatTables(database);
  await database.sql(INDEXES);
  await fillRooms(database);
  await fillMessages(database);
  return database;
}

/** Every message that had its times, with the times as they were written: without a zone, meant in UTC. */
export const messagesAsWritten = ({ sql }: OpenDatabase, inUtc: boolean): Promise<Row[]> => {
  const time = (column: string): string =>
    `(${column}${inUtc ? ` AT TIME ZONE 'UTC'` : ''})::text AS ${column}`;
  return sql(`
    SELECT id, room_id, sender_id, content, file_url, file_name, file_size, file_type, read_by, ${time('read_at')},
           ${time('created_at')}
    FROM chat_messages WHERE room_id <> '${ROOMS.withoutTimes}' ORDER BY id`);
};

async function fillRooms({ sql }: OpenDatabase): Promise<void> {
  const [a, b, c] = [gallery(1), gallery(2), gallery(3)];
  await sql(`
    INSERT INTO chat_rooms (id, room_type, offer_id, vehicle_id, gallery_a_id, gallery_b_id, is_active, closed_at,
      last_message_at, last_message_preview, created_at, updated_at)
    VALUES
    ('${ROOMS.busy}', 'offer', '${offer(1)}', '${vehicle(1)}', '${a}', '${b}', true, NULL,
      '2024-03-01 10:00', 'En son', '2024-01-01', '2024-03-01 10:00'),
    ('${ROOMS.olderForOffer}', 'offer', '${offer(1)}', NULL, '${b}', '${a}', NULL, NULL,
      '2024-02-01', 'Eski', '2023-12-01', '2024-02-01'),
    ('${ROOMS.closedForOffer}', 'offer', '${offer(1)}', NULL, '${a}', '${b}', false, '2023-11-30 09:30',
      NULL, NULL, '2023-11-01', NULL),
    ('${ROOMS.olderForVehicle}', 'vehicle', NULL, '${vehicle(1)}', '${a}', '${b}', true, NULL,
      '2024-02-01', 'Eski', '2024-01-02', '2024-02-01'),
    ('${ROOMS.newerForVehicleSwapped}', 'vehicle', NULL, '${vehicle(1)}', '${b}', '${a}', true, NULL,
      NULL, NULL, '2024-01-01', NULL),
    ('${ROOMS.supportLowerId}', 'support', NULL, NULL, '${a}', '${b}', true, NULL, NULL, NULL, '2024-01-05', NULL),
    ('${ROOMS.supportHigherId}', 'support', NULL, NULL, '${b}', '${a}', true, NULL, NULL, NULL, '2024-01-05', NULL),
    ('${ROOMS.sameGallery}', 'vehicle', NULL, '${vehicle(2)}', '${a}', '${a}', true, NULL, NULL, NULL, '2024-01-06', NULL),
    ('${ROOMS.supportWithVehicle}', 'support', NULL, '${vehicle(3)}', '${a}', '${b}', true, NULL,
      '2025-01-01', NULL, '2024-01-07', NULL),
    ('${ROOMS.withoutTimes}', 'vehicle', NULL, '${vehicle(2)}', '${a}', '${b}', NULL, NULL, NULL, NULL, NULL, NULL),
    ('${ROOMS.emptyWithoutTimes}', 'vehicle', NULL, '${vehicle(3)}', '${c}', '${b}', true, NULL, NULL, NULL, NULL, NULL),
    ('${ROOMS.unknownType}', 'auction', NULL, '${vehicle(4)}', '${a}', '${b}', true, NULL, NULL, NULL, '2024-01-08', NULL),
    ('${ROOMS.newerMisfitForOffer}', 'vehicle', '${offer(1)}', '${vehicle(1)}', '${a}', '${b}', true, NULL,
      '2025-01-01', NULL, '2024-01-09', NULL)`);
}

async function fillMessages({ sql }: OpenDatabase): Promise<void> {
  // The ids run against the time, so that an order by id alone shows.
  await sql(
    `INSERT INTO chat_messages (id, room_id, sender_id, message_type, content, read_at, read_by, created_at)
     SELECT ('00000009-0000-4000-8000-' || lpad((1000 - n)::text, 12, '0'))::uuid, $1,
            CASE WHEN n % 2 = 0 THEN $2::uuid ELSE $3::uuid END, 'text', 'Mesaj ' || n,
            CASE WHEN n <= 500 THEN timestamp '2024-02-28' END,
            CASE WHEN n <= 500 THEN CASE WHEN n % 2 = 0 THEN $3::uuid ELSE $2::uuid END END,
            timestamp '2024-01-01 23:30' + (n / 3) * interval '7 minutes'
     FROM generate_series(1, $4::int) AS n`,
    [ROOMS.busy, user(1), user(2), BUSY_MESSAGES],
  );
  const [a, b, foreign, nobody] = [user(1), user(2), user(3), user(4)];
  const { newerForVehicleSwapped: sides, withoutTimes } = ROOMS;
  await sql(`
    INSERT INTO chat_messages (id, room_id, sender_id, message_type, content, read_at, read_by, created_at)
    VALUES
    ('${message(1)}', '${ROOMS.olderForOffer}', '${a}', 'text', 'Merhaba', NULL, NULL, '2024-01-31 12:00'),
    ('${message(2)}', '${ROOMS.olderForOffer}', '${b}', 'text', 'Selam', NULL, NULL, '2024-02-01'),
    ('${message(3)}', '${ROOMS.closedForOffer}', '${a}', 'offer_update', NULL, NULL, NULL, '2023-11-02'),
    ('${message(4)}', '${ROOMS.olderForVehicle}', '${a}', 'system', 'Açıldı', NULL, NULL, '2024-02-01'),
    -- Senders of neither gallery: side a by the reader of side b and the other way round, side a when unread.
    ('${message(5)}', '${sides}', '${foreign}', 'text', 'Okundu (2)', '2024-02-02', '${b}', '2024-02-02'),
    ('${message(6)}', '${sides}', '${nobody}', 'text', 'Okundu (1)', '2024-02-03', '${a}', '2024-02-03'),
    ('${message(7)}', '${sides}', '${foreign}', 'text', 'Okunmadı', NULL, NULL, '2024-02-04'),
    ('${message(8)}', '${sides}', '${a}', 'image', NULL, NULL, NULL, '2024-02-05'),
    ('${message(9)}', '${sides}', '${a}', 'note', '  Uzun\n${'ş'.repeat(120)}', NULL, NULL, '2024-02-06'),
    ('${message(10)}', '${ROOMS.sameGallery}', '${a}', 'text', 'Kendime', NULL, NULL, '2024-01-06'),
    ('${message(11)}', '${ROOMS.supportWithVehicle}', '${a}', 'text', 'Yardım', NULL, NULL, '2025-01-01'),
    -- Of a room without times: the first has none either, the second only that of its reading.
    ('${message(12)}', '${withoutTimes}', '${a}', 'text', 'Tarihsiz', NULL, NULL, NULL),
    ('${message(13)}', '${withoutTimes}', '${a}', 'text', 'Okunmuş', '2024-05-05 05:05', '${b}', NULL),
    ('${message(14)}', '${withoutTimes}', '${b}', 'text', 'Tarihli', NULL, NULL, '2024-04-04 04:04'),
    ('${message(15)}', '${ROOMS.unknownType}', '${b}', 'text', 'Artırma', NULL, NULL, '2024-01-08')`);
  await sql(`
    UPDATE chat_messages SET metadata = '{"amount": 5}' WHERE id = '${message(3)}';
    UPDATE chat_messages SET metadata = '{"w": 9}', file_url = 'https://s3.test/a.jpg', file_name = 'a.jpg',
      file_size = 77, file_type = 'image/jpeg' WHERE id = '${message(8)}'`);
}
