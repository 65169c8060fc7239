import { marketplace } from '../database/index.js';

/** A row of `chat_messages m`, with the name of `SENDER`. */
export const MESSAGE = `
  m.id, m.room_id, m.sender_id, m.sender_gallery_id, m.seq, m.client_message_id, m.request_hash, m.message_type,
  m.content, m.file_url, m.file_name, m.file_size, m.file_type, m.reply_to_id, m.metadata, m.read_at, m.read_by,
  m.edited_at, m.deleted_at, m.created_at, m.rev, u.first_name, u.last_name`;

/** Joins who sent `m`. */
export const SENDER = `LEFT JOIN ${marketplace.users} u ON u.id = m.sender_id`;
