import { marketplace, type Statement } from '../../database/index.js';

/** $1 id, $2 user, $3 role, $4 gallery, $5 action, $6 room, $7 details, $8 request, $9 address. */
export const RECORD: Statement = {
  name: 'audit_record',
  precedence: true,
  text: `
    INSERT INTO chat_audit (id, user_id, role, gallery_id, action, room_id, details, request_id, address)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
};

/** $1 the entry behind which to go on, $2 limit; the newest first. Ids are made by the clock. */
const list = (name: string, condition: string): Statement => ({
  name,
  text: `
    SELECT a.id, a.at, a.user_id, u.first_name, u.last_name, a.role, a.gallery_id, a.action, a.room_id, a.details,
      a.request_id, a.address
    FROM (SELECT * FROM chat_audit e WHERE ${condition} AND e.id < $1 ORDER BY e.id DESC LIMIT $2) a
    LEFT JOIN ${marketplace.users} u ON u.id = a.user_id
    ORDER BY a.id DESC`,
});

export const LIST: Statement = list('audit_list', 'true');
/** $3 user. */
export const LIST_OF_USER: Statement = list('audit_list_of_user', 'e.user_id = $3');
/** $3 room, $4 user or null. */
export const LIST_OF_ROOM: Statement = list(
  'audit_list_of_room',
  'e.room_id = $3 AND ($4::uuid IS NULL OR e.user_id = $4)',
);
