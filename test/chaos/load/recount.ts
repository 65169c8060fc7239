import type { Pool } from 'pg';
import type { MessageView } from '../../../src/contracts/index.ts';
import { none, type Figure } from '../report/figure.ts';
import { unlikeFresh } from './compare.ts';
import type { Ledger } from './ledger.ts';
import type { Stage } from './stage.ts';

const UNREAD = 'm.read_at IS NULL AND m.deleted_at IS NULL';

/** The rooms whose own numbers differ from what their messages say. */
const ROOMS = `
  SELECT
    count(*) FILTER (WHERE count <> last_seq OR highest <> last_seq)::int AS gaps,
    count(*) FILTER (WHERE unread_a <> for_a OR unread_b <> for_b)::int AS counters,
    count(*) FILTER (WHERE last_rev <> rev OR changed <> numbers)::int AS changes
  FROM (
    SELECT r.last_seq, r.unread_a, r.unread_b, r.rev,
      count(m.id) AS count, COALESCE(max(m.seq), 0) AS highest, COALESCE(max(m.rev), 0) AS last_rev,
      count(m.id) FILTER (WHERE m.rev > 0) AS changed,
      count(DISTINCT m.rev) FILTER (WHERE m.rev > 0) AS numbers,
      count(m.id) FILTER (WHERE ${UNREAD} AND m.sender_gallery_id = r.gallery_b_id) AS for_a,
      count(m.id) FILTER (WHERE ${UNREAD} AND m.sender_gallery_id = r.gallery_a_id) AS for_b
    FROM chat_rooms r LEFT JOIN chat_messages m ON m.room_id = r.id
    WHERE r.id = ANY ($1) GROUP BY r.id
  ) sums`;

interface StoredMessage {
  id: string;
  room_id: string;
  seq: number;
  /** Null when it was deleted. */
  content: string | null;
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
  const known = new Map(ledger.acknowledged.map(({ acknowledged: message }) => [message.id, message]));
  const found = new Set(rows.filter((row) => isSame(row, known.get(row.id))).map(({ id }) => id));
  // What was stored although nobody knows of it: once at most, and not beside what was acknowledged.
  const others = rows.filter(({ id }) => !known.has(id));
  const entryOf = ({ content }: StoredMessage) => ledger.entries.get(content ?? '');
  const unknown = others.filter((row) => entryOf(row) !== undefined && !entryOf(row)?.acknowledged);
  const doubled = others.filter((row) => entryOf(row)?.acknowledged).length;
  return {
    lost: known.size - found.size,
    doubled: doubled + unknown.length - new Set(unknown.map(({ content }) => content)).size,
    'never sent': others.filter((row) => entryOf(row) === undefined).length,
  };
}

const isSame = ({ room_id, seq, content }: StoredMessage, acknowledged: MessageView | undefined): boolean =>
  room_id === acknowledged?.room_id && seq === acknowledged.seq && content === acknowledged.content;
