import { marketplace } from '../database/index.js';

/** A row of `chat_messages m`, with the name of `SENDER`. */
export const MESSAGE = `
  m.id, m.room_id, m.sender_id, m.sender_gallery_id, m.seq, m.client_message_id, m.request_hash, m.message_type,
  m.content, m.file_url, m.file_name, m.file_size, m.file_type, m.file_state, m.media, m.reply_to_id, m.metadata,
  m.link_preview, m.read_at, m.read_by,
  m.edited_at, m.deleted_at, m.created_at, m.forwarded, m.pinned_at, m.pinned_by, m.reaction_count, m.rev,
  u.first_name, u.last_name,
  (SELECT jsonb_build_object('id', p.id, 'seq', p.seq, 'sender_id', p.sender_id,
     'sender_gallery_id', p.sender_gallery_id, 'first_name', pu.first_name, 'last_name', pu.last_name,
     'message_type', p.message_type, 'text', COALESCE(p.content, p.file_name), 'deleted_at', p.deleted_at)
   FROM chat_messages p LEFT JOIN ${marketplace.users} pu ON pu.id = p.sender_id
   WHERE p.id = m.reply_to_id) AS reply_to,
  CASE WHEN m.reaction_count > 0 THEN (
    SELECT jsonb_agg(jsonb_build_object('emoji', e.emoji, 'count', e.count, 'user_ids', e.user_ids) ORDER BY e.first)
    FROM (SELECT emoji, count(*) AS count, min(rev) AS first, jsonb_agg(user_id ORDER BY rev) AS user_ids
      FROM chat_message_reactions WHERE message_id = m.id GROUP BY emoji) e
  ) END AS reactions`;

/** Joins who sent `m`. */
export const SENDER = `LEFT JOIN ${marketplace.users} u ON u.id = m.sender_id`;
