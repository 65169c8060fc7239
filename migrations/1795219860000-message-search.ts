import type { MigrationInterface, QueryRunner } from 'typeorm';
import { markAsCreated, wasCreatedHere } from './origin.js';

const EXTENSIONS = ['pg_trgm', 'unaccent'];
const TABLES = ['chat_message_search', 'chat_room_search'];

/**
 * What messages are found by, and how much of each room stands there. The service fills it, beside whatever it does: an index
 * on the messages themselves would cost every send. So there are no references either: keeping one would lock a message's
 * row whenever it is indexed.
 */
export class MessageSearch1795219860000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const extension of EXTENSIONS) await createExtension(runner, extension);
    await runner.query(`
      CREATE TABLE chat_message_search (
        message_id uuid PRIMARY KEY,
        room_id uuid NOT NULL,
        sender_id uuid NOT NULL,
        sender_gallery_id uuid NOT NULL,
        message_type character varying(20) NOT NULL,
        created_at timestamp with time zone NOT NULL,
        keys integer[] NOT NULL,
        lexemes tsvector NOT NULL,
        folded text NOT NULL
      )`);
    // Who searches reads what waits to be put in order as well, so that is kept short.
    await runner.query(`
      CREATE INDEX idx_chat_message_search ON chat_message_search USING gin (keys, lexemes, folded gin_trgm_ops)
      WITH (gin_pending_list_limit = 1024)`);
    await runner.query(`
      CREATE TABLE chat_room_search (
        room_id uuid PRIMARY KEY,
        indexed_seq integer NOT NULL DEFAULT 0,
        indexed_rev integer NOT NULL DEFAULT 0
      ) WITH (fillfactor = 50)`);
    for (const table of TABLES) await markAsCreated(runner, table);
  }

  /** Nothing is lost: it can be made again from the messages. The extensions stay, since others may use them by now. */
  async down(runner: QueryRunner): Promise<void> {
    for (const table of TABLES) {
      if (await wasCreatedHere(runner, table)) await runner.query(`DROP TABLE ${table}`);
    }
  }
}

/** Both are trusted: who may create objects in the database may create them. */
async function createExtension(runner: QueryRunner, extension: string): Promise<void> {
  try {
    await runner.query(`CREATE EXTENSION IF NOT EXISTS ${extension}`);
  } catch (cause) {
    const { message } = cause as Error;
    throw new Error(
      `Search needs the PostgreSQL extension ${extension}, which could not be created (${message}): ` +
        `have a superuser run CREATE EXTENSION ${extension} in this database, and run the migrations again.`,
      { cause },
    );
  }
}
