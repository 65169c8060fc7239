import pg from 'pg';
import { migrateDown } from '../../../src/database/index.js';
import { createEmptyDatabase } from '../../support/database.js';

export type Row = Record<string, unknown>;

/** A database of its own for one test, and a session in it. */
export interface OpenDatabase {
  url: string;
  /** Runs SQL and gives its rows; without values it may hold several statements. */
  sql: (text: string, values?: unknown[]) => Promise<Row[]>;
  close: () => Promise<void>;
}

/** An empty database with a session whose time zone is far from UTC, so that a time read in the wrong one shows. */
export async function openDatabase(): Promise<OpenDatabase> {
  const database = await createEmptyDatabase();
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  await client.query(`SET TIME ZONE 'Asia/Tokyo'`);
  const sql = async (text: string, values?: unknown[]): Promise<Row[]> => {
    const { rows } = await client.query<Row>(text, values);
    return rows;
  };
  const close = async (): Promise<void> => {
    await client.end();
    await database.drop();
  };
  return { url: database.url, sql, close };
}

/**
 * Takes back migrations, newest first, up to and including the one whose name begins so.
 * @returns the names of those that were taken back
 */
export async function takeBack(url: string, last: string): Promise<string[]> {
  const names: string[] = [];
  while (!names.at(-1)?.startsWith(last)) {
    const name = await migrateDown(url);
    if (name === undefined) throw new Error(`There is no ${last} to be taken back`);
    names.push(name);
  }
  return names;
}

/** A UUID that says what it is of: kind 1, number 23 → 00000001-0000-4000-8000-000000000023. */
export const id = (kind: number, number: number): string =>
  `${String(kind).padStart(8, '0')}-0000-4000-8000-${String(number).padStart(12, '0')}`;

export const gallery = (number: number): string => id(1, number);
export const user = (number: number): string => id(2, number);
export const vehicle = (number: number): string => id(3, number);
export const offer = (number: number): string => id(4, number);
export const room = (number: number): string => id(5, number);
export const message = (number: number): string => id(6, number);
