import type { Pool } from 'pg';
import type { MessageView } from '../../../src/contracts/index.ts';
import { none, type Figure } from '../report/figure.ts';
import { unlikeFresh } from './compare.ts';
import type { Ledger } from './ledger.ts';
import type { Stage } from './stage.ts';

/** The rooms whose own numbers differ from what their messages say. */
const ROOMS = `
  SELECT
    count(*) FILTER (WHERE count <> last_seq OR highest <> last_seq)::int AS gaps,
    count(*) FILTER (WHERE unread_a <> for_a OR unread_b <> for_b)::int AS counters,
    count(*) FILTER (WHERE last_rev <> rev OR changed <> rev OR numbers <> rev)::int AS changes
  FROM (
    SELECT r.last_seq, r.unread_a, r.unread_b, r.rev,
      count(m.id) AS count, COALESCE(max(m.seq), 0) AS highest, COALESCE(max(m.rev), 0) AS last_rev,
      count(m.id) FILTER (WHERE m.rev > 0) AS changed,
      count(DISTINCT m.rev) FILTER (WHERE m.rev > 0) AS numbers,
      count(m.id) FILTER (WHERE m.read_at IS NULL AND m.sender_gallery_id = r.gallery_b_id) AS for_a,
      count(m.id) FILTER (WHERE m.read_at IS NULL AND m.sender_gallery_id = r.gallery_a_id) AS for_b
    FROM chat_rooms r LEFT JOIN chat_messages m ON m.room_id = r.id
    WHERE r.id = ANY ($1) GROUP BY r.id
  ) sums`;

interface StoredMessage {
  id: string;
  room_id: string;
  seq: number;
  content: string;
}

/** What every scenario ends with: the history against the acknowledged set, the counters, and every client. */
export async function recount({ ledger, actors, cluster }: Stage): Promise<Figure[]> {
  const { pool } = cluster.database;
  const rooms = [...new Set(actors.flatMap(({ client }) => [...client.rooms.keys()]))];
  const { acknowledged } = ledger;
  const history = await compareHistory(pool, rooms, ledger);
  const { rows } = await pool.query<Record<'gaps' | 'counters' | 'changes', number>>(ROOMS, [rooms]);
  const { gaps = 0, counters = 0, changes = 0 } = rows[0] ?? {};
  return [
    none(`history against the ${acknowledged.length} acknowledged`, {
      ...history,
      unanswered: ledger.entries.size - acknowledged.length,
    }),
    none(`${rooms.length} rooms against a recount`, {
      'with seq other than 1 … n': gaps,
      'unread counters off': counters,
      'revs off': changes,
    }),
    none(`${actors.length} clients`, {
      'unlike a fresh fetch in seq order': await unlikeFresh(actors, cluster.door),
    }),
  ];
}

async function compareHistory(pool: Pool, rooms: string[], ledger: Ledger) {
  const { rows } = await pool.query<StoredMessage>(
    'SELECT id, room_id, seq, content FROM chat_messages WHERE room_id = ANY ($1)',
    [rooms],
  );
  const stored = Map.groupBy(rows, ({ content }) => content);
  const isThere = ({ id, room_id, seq, content }: MessageView): boolean =>
    stored.get(content ?? '')?.some((row) => row.id === id && row.room_id === room_id && row.seq === seq) ===
    true;
  return {
    lost: ledger.acknowledged.filter(({ acknowledged }) => acknowledged && !isThere(acknowledged)).length,
    doubled: [...stored.values()].filter((same) => same.length > 1).length,
    'never sent': [...stored.keys()].filter((content) => !ledger.entries.has(content)).length,
  };
}
