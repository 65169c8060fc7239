import type { MigrationInterface, QueryRunner } from 'typeorm';
import { marketplace } from '../src/database/marketplace.js';

const NAMES = 'idx_chat_room_names_folded';
const SILENT = 'idx_chat_rooms_silent';
const QUEUE = 'refresh-room-names';
const DAY = 24 * 60 * 60;

/** What parts words. */
const SIGNS = `-–—_./\\,;:()[]{}&+'’‘"“”«»!?#*|·•`;

/** One at a time, over all nodes; a night that fails is made up for by the next. */
const NIGHTLY = {
  policy: 'exclusive',
  retryLimit: 20,
  retryDelay: 10,
  retryBackoff: true,
  retryDelayMax: 600,
  expireInSeconds: DAY,
  heartbeatSeconds: 20,
  deleteAfterSeconds: DAY,
};

/**
 * What rooms are found by: the names of their galleries and vehicles, which stand in the marketplace's tables, where nobody
 * but the marketplace makes an index. Further an index for the rooms in which nobody has said anything, which the one of
 * active rooms puts in no order.
 */
export class RoomNames1795220340000 implements MigrationInterface {
  /** Beside a service that works: an index that is built in a transaction would keep everybody from writing. */
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    // In the order of bytes: what is compared has no language any more, and LIKE needs both sides to agree.
    await runner.query(`
      CREATE TABLE IF NOT EXISTS chat_room_names (
        room_id uuid PRIMARY KEY,
        folded text COLLATE "C" NOT NULL
      )`);
    await runner.query(
      `
      INSERT INTO chat_room_names (room_id, folded)
      SELECT r.id, ' ' || translate(lower(unaccent(normalize(
          concat_ws(' ', ga.name, gb.name, v.brand, v.model, v.title), NFKC)) COLLATE "C"), $1, $2)
      FROM chat_rooms r
      LEFT JOIN ${marketplace.galleries} ga ON ga.id = r.gallery_a_id
      LEFT JOIN ${marketplace.galleries} gb ON gb.id = r.gallery_b_id
      LEFT JOIN ${marketplace.vehicles} v ON v.id = r.vehicle_id
      ON CONFLICT DO NOTHING`,
      [SIGNS, ' '.repeat(SIGNS.length)],
    );
    // What an attempt that was broken off has left behind is no index.
    await runner.query(`DROP INDEX CONCURRENTLY IF EXISTS ${NAMES}`);
    await runner.query(
      `CREATE INDEX CONCURRENTLY ${NAMES} ON chat_room_names USING gin (folded gin_trgm_ops)`,
    );
    await runner.query(`DROP INDEX CONCURRENTLY IF EXISTS ${SILENT}`);
    await runner.query(
      `CREATE INDEX CONCURRENTLY ${SILENT} ON chat_rooms (is_active, created_at, id) WHERE last_message_at IS NULL`,
    );
    await runner.query('SELECT chat_jobs.create_queue($1, $2)', [QUEUE, JSON.stringify(NIGHTLY)]);
  }

  /** Nothing is lost: names are the marketplace's. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DELETE FROM chat_jobs.schedule WHERE name = $1', [QUEUE]);
    await runner.query('DELETE FROM chat_jobs.job WHERE name = $1', [QUEUE]);
    await runner.query('DELETE FROM chat_jobs.queue WHERE name = $1', [QUEUE]);
    await runner.query(`DROP INDEX ${SILENT}`);
    await runner.query('DROP TABLE chat_room_names');
  }
}
