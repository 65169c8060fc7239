import type { Statement } from '../../database/index.js';

/** How many rows PostgreSQL believes to be in a table or an index; it learns that from its own cleaning. */
const about = (relation: string): string =>
  `(SELECT GREATEST(reltuples, 0)::float8 FROM pg_class WHERE oid = '${relation}'::regclass)`;

/** $1 how many are counted. One of the indexes of active rooms tells of those what the table tells of all. */
export const COUNT_ROOMS: Statement = {
  name: 'administration_count_rooms',
  text: `
    SELECT
      jsonb_build_object('counted', (SELECT count(*) FROM (SELECT FROM chat_rooms LIMIT $1) few),
        'about', ${about('chat_rooms')}) AS total,
      jsonb_build_object('counted', (SELECT count(*) FROM (SELECT FROM chat_rooms WHERE is_active LIMIT $1) few),
        'about', ${about('idx_chat_rooms_list_a')}) AS active`,
};
