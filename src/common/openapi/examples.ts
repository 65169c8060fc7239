import type {
  FoundInRooms,
  FoundMessage,
  JoinResult,
  MessageVersion,
  MessageView,
  PagePagination,
  PresenceView,
  ReadResult,
  RevocationView,
  RoomListPagination,
  RoomView,
  RoomWithMessages,
  SearchPagination,
  SendMessagePayload,
  SeqPagination,
  SyncedRoom,
  UnreadTotals,
  UploadGrant,
} from '../../contracts/index.js';

const ROOM = '0199a1b0-7c1e-7d52-9b1c-5f0e7a6b2c11';
const OTHER_ROOM = '0199a1b0-8d2f-7e63-8c2d-6a1f8b7c3d22';
const OFFER = '7d4f8a7e-52a5-4d6f-9a35-0b7f6d9e4c21';
const VEHICLE = 'c1a7f0c4-3e0f-4a43-8c19-1f6f5b0f7d32';
const BUYER = 'a3b1f6de-9d0c-4a55-8a0f-2f4f8d1c6e43';
const SELLER = 'e5c9d2ab-6b1d-4f0e-9f4a-7c8d3e2b5a54';
const AHMET = '5b0b7c9a-1f5e-4e1b-8c3d-9a2e6f4d7b65';
const ELIF = '9e8d7c6b-5a4f-4e3d-8b2c-1a0f9e8d7c76';
const MESSAGE = '0199a1b2-3d4e-7f60-8a1b-2c3d4e5f6a87';
const CLIENT_MESSAGE = '3f2e1d0c-4b5a-4968-8776-655443322198';
const FILE_URL = `https://files.galeri.test/chat-files/rooms/${ROOM}/0199a1b2.jpg`;

const THUMBNAIL_URL = `https://files.galeri.test/chat-files/rooms/${ROOM}/0199a1b3.webp`;

const message: MessageView = {
  id: MESSAGE,
  room_id: ROOM,
  sender_id: AHMET,
  sender_gallery_id: BUYER,
  first_name: 'Ahmet',
  last_name: 'Yılmaz',
  seq: 42,
  client_message_id: CLIENT_MESSAGE,
  message_type: 'text',
  content: 'Merhaba, araç hakkında bilgi alabilir miyim?',
  file_url: null,
  file_status: null,
  file_name: null,
  file_size: null,
  file_type: null,
  media: null,
  reply_to_id: null,
  reply_to: null,
  metadata: null,
  link_preview: null,
  forwarded: false,
  reactions: [],
  pinned_at: null,
  pinned_by: null,
  read_at: null,
  read_by: null,
  edited_at: null,
  deleted_at: null,
  created_at: '2026-01-15T10:30:00.000Z',
};

const fileMessage: MessageView = {
  ...message,
  seq: 43,
  client_message_id: null,
  message_type: 'file',
  content: 'Aracın ön görünümü',
  file_url: `${FILE_URL}?X-Amz-Signature=…`,
  file_status: 'ready',
  file_name: 'arac-goruntusu.jpg',
  file_size: 1_024_000,
  file_type: 'image/jpeg',
};

const processedMessage: MessageView = {
  ...fileMessage,
  media: {
    kind: 'image',
    width: 4032,
    height: 3024,
    duration: null,
    waveform: null,
    thumbnail: { url: `${THUMBNAIL_URL}?X-Amz-Signature=…`, width: 480, height: 360 },
  },
};

const linkedMessage: MessageView = {
  ...message,
  content: 'İlan burada: https://galeri.test/ilan/42',
  link_preview: {
    url: 'https://galeri.test/ilan/42',
    title: '2019 Fiat Egea 1.4 Fire',
    description: 'Hasar kaydı yok, tek elden',
    site_name: 'Örnek Galeri',
    image_url: 'https://img.galeri.test/egea.jpg',
  },
};

const editedMessage: MessageView = {
  ...message,
  content: 'Merhaba, araç hakkında bilgi ve fotoğraf alabilir miyim?',
  edited_at: '2026-01-15T10:32:00.000Z',
};
const deletedMessage: MessageView = { ...message, content: null, deleted_at: '2026-01-15T10:33:00.000Z' };
const reactedMessage: MessageView = {
  ...message,
  reactions: [{ emoji: '👍', count: 1, user_ids: [ELIF] }],
};
const pinnedMessage: MessageView = { ...message, pinned_at: '2026-01-15T10:34:00.000Z', pinned_by: ELIF };
const forwardedMessage: MessageView = { ...message, room_id: OTHER_ROOM, seq: 7, forwarded: true };
const messageVersion: MessageVersion = {
  version: 1,
  content: message.content,
  written_at: message.created_at,
  replaced_at: '2026-01-15T10:32:00.000Z',
};

const room: RoomView = {
  id: ROOM,
  room_type: 'offer',
  offer_id: OFFER,
  vehicle_id: VEHICLE,
  gallery_a_id: BUYER,
  gallery_b_id: SELLER,
  gallery_a_name: 'Yılmaz Otomotiv',
  gallery_b_name: 'Çınar Oto Galeri',
  vehicle_brand: 'BMW',
  vehicle_model: '320i',
  vehicle_price: 850_000,
  vehicle_title: 'BMW 320i M Sport, ilk sahibinden',
  is_active: true,
  closed_at: null,
  last_message_at: '2026-01-15T10:30:00.000Z',
  last_message_preview: 'Merhaba, araç hakkında bilgi alabilir miyim?',
  first_seq: 1,
  last_seq: 42,
  unread_count: 3,
  created_at: '2026-01-10T08:00:00.000Z',
  updated_at: '2026-01-15T10:30:00.000Z',
};

const roomWithMessages: RoomWithMessages = { ...room, messages: [message] };
const unread: UnreadTotals = { total: 7, rooms: 3 };
const read: ReadResult = { room_id: ROOM, read_count: 3, unread_count: 0, read_up_to_seq: 42 };
const joined: JoinResult = { room_id: ROOM, last_seq: 42, unread_count: 3, online: [AHMET] };
const presence: PresenceView = {
  user_id: ELIF,
  gallery_id: SELLER,
  status: 'offline',
  last_seen_at: '2026-01-15T10:35:00.000Z',
};
const synced: SyncedRoom = {
  room_id: ROOM,
  messages: [message],
  changes: [],
  read_up_to: { [BUYER]: 42, [SELLER]: 39 },
  first_seq: 1,
  last_seq: 42,
  rev: 7,
  has_more: false,
};
const grant: UploadGrant = {
  upload: {
    url: 'https://files.galeri.test/chat-files',
    method: 'POST',
    fields: { key: 'uploads/…/arac-goruntusu.jpg', policy: '…', 'x-amz-signature': '…' },
  },
  file_url: FILE_URL,
  expires_at: '2026-01-15T10:45:00.000Z',
};
const revocation: RevocationView = {
  id: '0199a1b2-5d6e-7f80-8a1b-2c3d4e5f6a99',
  jti: null,
  user_id: ELIF,
  reason: 'Galeriden ayrıldı',
  revoked_by: AHMET,
  revoked_at: '2026-01-15T10:40:00.000Z',
  expires_at: '2026-04-15T10:40:00.000Z',
};
const found: FoundMessage = {
  message,
  snippet: 'Merhaba, araç hakkında bilgi alabilir miyim?',
  highlights: [{ start: 9, end: 13 }],
};
const foundInRooms: FoundInRooms = {
  ...found,
  room: { id: ROOM, room_type: 'offer', other_gallery_id: SELLER, other_gallery_name: 'Çınar Oto Galeri' },
};
const search: SearchPagination = { limit: 20, next_cursor: 'MjAyNi0wMS0xNQ' };
const roomList: RoomListPagination = { limit: 50, next_cursor: 'MjAyNi0wMS0xNQ' };
const page: PagePagination = { page: 1, limit: 50, total: 150, totalPages: 3 };
const window: SeqPagination = { limit: 50, has_more: true, first_seq: 1, last_seq: 50 };
const files: SeqPagination = { limit: 50, has_more: true, first_seq: 43, last_seq: 43 };
const send = {
  roomId: ROOM,
  content: 'Teklifinizi değerlendiriyorum, yarın dönüş yaparım.',
  clientMessageId: CLIENT_MESSAGE,
} satisfies SendMessagePayload;
const file = {
  fileUrl: FILE_URL,
  fileName: 'arac-goruntusu.jpg',
  fileSize: 1_024_000,
  fileType: 'image/jpeg',
};

/** Sample values for both documents, typed by the contract so that they cannot go out of date. */
export const EXAMPLES = {
  ids: {
    room: ROOM,
    otherRoom: OTHER_ROOM,
    offer: OFFER,
    vehicle: VEHICLE,
    buyer: BUYER,
    seller: SELLER,
    message: MESSAGE,
    user: ELIF,
  },
  requestId: '0199a1b2-9c8d-7e6f-8a5b-4c3d2e1f0a98',
  message,
  fileMessage,
  processedMessage,
  linkedMessage,
  editedMessage,
  deletedMessage,
  reactedMessage,
  pinnedMessage,
  forwardedMessage,
  messageVersion,
  room,
  roomWithMessages,
  unread,
  read,
  joined,
  presence,
  synced,
  grant,
  revocation,
  found,
  foundInRooms,
  pagination: { roomList, page, window, files, search },
  send,
  file,
} as const;
