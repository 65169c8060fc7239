import pg from 'pg';
import { DEMO_TABLES } from './demo-data.ts';

/**
 * Puts the demo's galleries, people, vehicles and offers into a migrated database; rows that stand stay as they are. A
 * database that holds other galleries belongs to a real marketplace: nothing is written there.
 * @returns whether the demo data is in the database now
 */
export async function seed(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const known = DEMO_TABLES.galleries?.map((row) => row.id);
    const { rowCount: others } = await client.query(
      'SELECT FROM galleries WHERE id <> ALL ($1::uuid[]) LIMIT 1',
      [known],
    );
    if (others !== 0) return false;
    await client.query('BEGIN');
    for (const [table, rows] of Object.entries(DEMO_TABLES)) {
      // The table's own types turn the JSON into rows.
      await client.query(
        `INSERT INTO ${table} SELECT * FROM json_populate_recordset(NULL::${table}, $1) ON CONFLICT DO NOTHING`,
        [JSON.stringify(rows)],
      );
    }
    await client.query('COMMIT');
    return true;
  } finally {
    await client.end();
  }
}
