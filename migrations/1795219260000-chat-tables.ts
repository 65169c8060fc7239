import type { MigrationInterface, QueryRunner } from 'typeorm';
import { chatMessages, chatRooms, type Table } from './chat-tables/definition.js';
import { REPAIRS } from './chat-tables/repairs.js';
import { StandingTable } from './chat-tables/standing-table.js';
import { createIndex, createTable } from './chat-tables/statements.js';
import { UndoJournal } from './chat-tables/undo-journal.js';
import { markAsCreated, tableExists, wasCreatedHere } from './origin.js';

/**
 * `chat_rooms` and `chat_messages`: made where they are missing, upgraded in place where they stand as the reference
 * describes them. No message is lost or moved to another room.
 *
 * The upgrade runs in one transaction and locks both tables until it is done, reads included; it writes every message
 * once. Plan a pause of the old chat service, and VACUUM both tables afterwards.
 */
export class ChatTables1795219260000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await inUtc(runner);
    const standing: Table[] = [];
    for (const table of [chatRooms, chatMessages]) {
      if (await tableExists(runner, table.name)) standing.push(table);
      else await create(runner, table);
    }
    if (standing.length > 0) await upgrade(runner, standing);
  }

  /**
   * Tables that `up` made are dropped, with the messages in them. Tables that were there before get their columns,
   * types and indexes back and keep every row; repaired values (closed duplicates, filled times) stay as they are.
   */
  async down(runner: QueryRunner): Promise<void> {
    await inUtc(runner);
    await dropIfCreatedHere(runner, chatMessages);
    await UndoJournal.replay(runner);
    await dropIfCreatedHere(runner, chatRooms);
  }
}

/** For this transaction. Plain timestamps are UTC, and are converted both ways as such. */
async function inUtc(runner: QueryRunner): Promise<void> {
  await runner.query(`SET LOCAL TIME ZONE 'UTC'`);
}

async function create(runner: QueryRunner, table: Table): Promise<void> {
  await runner.query(createTable(table));
  for (const index of table.indexes) await runner.query(createIndex(table.name, index));
  await markAsCreated(runner, table.name);
}

async function upgrade(runner: QueryRunner, standing: Table[]): Promise<void> {
  await runner.query(`LOCK TABLE ${chatRooms.name}, ${chatMessages.name} IN ACCESS EXCLUSIVE MODE`);
  const journal = new UndoJournal(runner);
  const tables = standing.map((table) => new StandingTable(runner, journal, table));
  for (const table of tables) {
    await table.setIndexesAside();
    await table.prepareColumns();
  }
  for (const repair of REPAIRS) await runner.query(repair);
  // Checks that the old schema deferred to the commit would keep the tables from being altered.
  await runner.query('SET CONSTRAINTS ALL IMMEDIATE');
  for (const table of tables) {
    await table.restoreIndexes();
    await table.requireValues();
    await table.addConstraintsAndIndexes();
    await table.setStorage();
  }
  await journal.save();
  await runner.query(`ANALYZE ${chatRooms.name}, ${chatMessages.name}`);
}

async function dropIfCreatedHere(runner: QueryRunner, { name }: Table): Promise<void> {
  if (await wasCreatedHere(runner, name)) await runner.query(`DROP TABLE ${name}`);
}
