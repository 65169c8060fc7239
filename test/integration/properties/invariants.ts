import type { Pool } from 'pg';
import { originalOf, type Attempt, type RoomUnderTest } from './room-under-test.js';

/** A stored message, as far as it is compared. */
export interface Row {
  id: string;
  seq: number;
  sender_id: string;
  client_message_id: string | null;
  /** Null when it was deleted. */
  content: string | null;
  rev: number;
}

/** The room's own numbers beside what its messages say. */
interface Sums {
  last_seq: number;
  unread_a: number;
  unread_b: number;
  rev: number;
  recounted_a: number;
  recounted_b: number;
  /** Messages that say another number of reactions than they have, or are marked although they were deleted. */
  miscounted: number;
  rows: Row[];
}

const UNREAD = 'm.read_at IS NULL AND m.deleted_at IS NULL';

export async function readRoom(db: Pool, roomId: string): Promise<Sums> {
  const { rows } = await db.query<Sums>(
    `SELECT r.last_seq, r.unread_a, r.unread_b, r.rev,
       count(*) FILTER (WHERE ${UNREAD} AND m.sender_gallery_id = r.gallery_b_id)::int AS recounted_a,
       count(*) FILTER (WHERE ${UNREAD} AND m.sender_gallery_id = r.gallery_a_id)::int AS recounted_b,
       count(*) FILTER (WHERE m.reaction_count <> (SELECT count(*) FROM chat_message_reactions e WHERE e.message_id = m.id)
         OR m.deleted_at IS NOT NULL AND (m.reaction_count > 0 OR m.pinned_at IS NOT NULL))::int AS miscounted,
       COALESCE(json_agg(m ORDER BY m.seq) FILTER (WHERE m.id IS NOT NULL), '[]') AS rows
     FROM chat_rooms r LEFT JOIN chat_messages m ON m.room_id = r.id WHERE r.id = $1 GROUP BY r.id`,
    [roomId],
  );
  if (!rows[0]) throw new Error('The room is gone');
  return rows[0];
}

/** Holds the room's numbers against its messages. */
export function expectOwnNumbers(sums: Sums): void {
  const { rows } = sums;
  expect(rows.map(({ seq }) => seq)).toEqual(rows.map((_, index) => index + 1));
  expect(sums.last_seq).toBe(rows.length);
  expect([sums.unread_a, sums.unread_b]).toEqual([sums.recounted_a, sums.recounted_b]);
  expect(sums.miscounted).toBe(0);
  // No two messages were changed last by the same change, and the room's last change is one of them.
  const revs = rows.map(({ rev }) => rev).filter((rev) => rev > 0);
  expect(new Set(revs).size).toBe(revs.length);
  expect(Math.max(0, ...revs)).toBe(sums.rev);
}

/** The history is what was acknowledged, and of what nobody knows at most once each. */
export function expectHistory(rows: Row[], { attempts }: RoomUnderTest): void {
  const messages = Map.groupBy(attempts, (attempt) => keyOf(attempt.senderId, attempt));
  const stored = Map.groupBy(rows, (row) =>
    keyOf(row.sender_id, {
      clientMessageId: row.client_message_id,
      content: row.content ?? '',
    }),
  );
  for (const key of stored.keys()) expect(messages.has(key)).toBe(true);
  for (const [key, same] of messages) expectOne(stored.get(key) ?? [], same);
}

/** @param attempts those to send one message: with the same id, or the only one without */
function expectOne(stored: Row[], attempts: Attempt[]): void {
  expect(stored.length).toBeLessThanOrEqual(1);
  const [row] = stored;
  let created = 0;
  for (const { outcome, content } of attempts) {
    if (outcome === 'unknown') continue;
    if ('refused' in outcome) {
      expect(outcome.refused).toBe('IDEMPOTENCY_CONFLICT');
      if (row && row.content !== null) expect(originalOf(row)).not.toBe(content);
      continue;
    }
    const { id, seq } = outcome.acknowledged;
    expect({ id, seq }).toEqual({ id: row?.id, seq: row?.seq });
    // A repeat is answered with the message as it stands by then.
    expect([content, null]).toContain(originalOf(outcome.acknowledged));
    created += Number(outcome.created);
  }
  expect(created).toBeLessThanOrEqual(1);
  if (attempts.every(({ outcome }) => outcome !== 'unknown')) expect(created).toBe(stored.length);
}

/** What makes a message one and the same: its sender's id for it, or else its text, which no other has. */
const keyOf = (
  senderId: string,
  { clientMessageId, content }: Pick<Attempt, 'clientMessageId' | 'content'>,
): string => `${senderId} ${clientMessageId ?? content}`;
