import type { Pool } from 'pg';
import type { FoundInRooms, FoundMessage, SearchPagination } from '../../src/contracts/index.js';
import type { Client } from './http.js';

/** Rooms of which the index lacks something that was said, changed or closed; being read changes nothing that is found. */
const BEHIND = `
  SELECT r.id FROM chat_rooms r LEFT JOIN chat_room_search p ON p.room_id = r.id
  WHERE CASE WHEN r.is_active
    THEN COALESCE(p.indexed_seq, 0) < r.last_seq OR EXISTS (
      SELECT FROM chat_messages m WHERE m.room_id = r.id AND m.rev > COALESCE(p.indexed_rev, 0)
        AND (m.edited_at IS NOT NULL OR m.deleted_at IS NOT NULL))
    ELSE p.room_id IS NOT NULL END`;

/** Resolves when everything that was said until now can be found, whichever node it was said on. */
export async function indexed(db: Pool, patience = 10_000): Promise<void> {
  const deadline = Date.now() + patience;
  for (;;) {
    const { rows } = await db.query(BEHIND);
    if (rows.length === 0) return;
    if (Date.now() > deadline) throw new Error(`${rows.length} rooms are not in the search index`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

export interface Page<Found> {
  data: Found[];
  pagination: SearchPagination;
}

/** @param query of the URL; `q` is encoded as a browser does it */
export async function search<Found = FoundInRooms>(
  client: Client,
  query: Record<string, string | number>,
  path = '/chats/search',
): Promise<Page<Found>> {
  const entries = Object.entries(query).map(([key, value]): [string, string] => [key, String(value)]);
  const url = `${path}?${new URLSearchParams(entries).toString()}`;
  const { status, body } = await client.get<Found[]>(url);
  if (status !== 200) throw new Error(`${url} was answered ${status} ${JSON.stringify(body.error)}`);
  return { data: body.data, pagination: body.pagination as unknown as SearchPagination };
}

export const searchRoom = (
  client: Client,
  roomPath: string,
  query: Record<string, string | number>,
): Promise<Page<FoundMessage>> => search<FoundMessage>(client, query, `${roomPath}/messages/search`);

/** What of the snippet is a hit. */
export const hitsOf = ({ snippet, highlights }: FoundMessage): string[] =>
  highlights.map(({ start, end }) => snippet.slice(start, end));
