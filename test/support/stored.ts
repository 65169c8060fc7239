import { openJobs } from './jobs.js';
import type { TestService } from './service.js';
import { until } from './until.js';

/** Everything that calls can leave behind, row by row and object by object, to be compared with itself later. */
export async function storedBy({ db, ground: { bucket } }: TestService): Promise<object> {
  // What was promised belongs to it.
  await until(async () => (await openJobs(db)) === 0);
  const { rows } = await db.query<object>(
    `SELECT (SELECT jsonb_agg(r ORDER BY r.id) FROM chat_rooms r) AS rooms,
       (SELECT jsonb_agg(m ORDER BY m.id) FROM chat_messages m) AS messages,
       (SELECT jsonb_agg(e ORDER BY e.message_id, e.version) FROM chat_message_edits e) AS edits,
       (SELECT jsonb_agg(v ORDER BY v.id) FROM chat_revocations v) AS revocations,
       (SELECT jsonb_agg(a ORDER BY a.id) FROM chat_audit a) AS audit`,
  );
  const objects = (await bucket.client.listObjectsV2(bucket.name, '', true).toArray()) as object[];
  return { ...rows[0], objects };
}
