import type { Pool } from 'pg';
import type { Dealer } from '../factories/marketplace.js';

/** Puts messages of the buyer behind those of the room, past the service, as if they had been sent at these times. */
export async function placeTalk(
  db: Pool,
  { roomId, buyer }: { roomId: string; buyer: Dealer },
  said: [text: string, at: number][],
): Promise<void> {
  await db.query(
    `WITH room AS (SELECT last_seq FROM chat_rooms WHERE id = $1), placed AS (
       INSERT INTO chat_messages (id, room_id, sender_id, sender_gallery_id, message_type, content, seq, created_at)
       SELECT gen_random_uuid(), $1, $2, $3, 'text', said.text, room.last_seq + said.n, to_timestamp(said.at)
       FROM room, unnest($4::text[], $5::float8[]) WITH ORDINALITY AS said(text, at, n)
     )
     UPDATE chat_rooms SET last_seq = last_seq + $6 WHERE id = $1`,
    [
      roomId,
      buyer.userId,
      buyer.galleryId,
      said.map(([text]) => text),
      said.map(([, at]) => at / 1_000),
      said.length,
    ],
  );
}
