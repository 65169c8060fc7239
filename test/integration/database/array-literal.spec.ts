import { randomBytes, randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { byteaArray, textArray, uuidArray } from '../../../src/database/index.js';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';

describe('lists for PostgreSQL', () => {
  let place: TestDatabase;
  let db: Client;

  beforeAll(async () => {
    place = await createTestDatabase();
    db = new Client({ connectionString: place.url });
    await db.connect();
  });
  afterAll(async () => {
    await db.end();
    await place.drop();
  });

  const read = async (type: string, list: string): Promise<unknown> => {
    const { rows } = await db.query<{ list: unknown }>(`SELECT $1::${type}[] AS list`, [list]);
    return rows[0]?.list;
  };

  it.each([
    ['quotes and backslashes', ['"', '\\', '\\"', '\\\\', `'`, '{"a":"\\n"}']],
    ['what a list is written with', ['{', '}', ',', '{a,b}', ' a ', '\t\n\r']],
    ['nothing, blanks and the word NULL', ['', ' ', 'NULL', 'null', null]],
    ['any script', ['İıŞğ', '🚗👨‍👩‍👧', '\u202Eabc', 'e\u0301']],
    ['no value', []],
  ])('keep texts with %s', async (_, values) => {
    expect(await read('text', textArray(values))).toEqual(values);
  });

  it('keep UUIDs and their absence', async () => {
    const values = [randomUUID(), null, randomUUID()];
    expect(await read('text', uuidArray(values))).toEqual(values);
    expect(await read('uuid', uuidArray([]))).toEqual([]);
  });

  it('keep bytes', async () => {
    const values = [randomBytes(32), Buffer.from([]), Buffer.from([0, 92, 34, 255])];
    expect(await read('bytea', byteaArray(values))).toEqual(values);
  });
});
