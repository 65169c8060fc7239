import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { MIGRATIONS } from './all-migrations.js';
import { openDatabase, type OpenDatabase } from './open-database.js';

/** What `npm run migration:run` and `migration:revert` start; `npm run build` makes it. */
const COMMAND = fileURLToPath(new URL('../../../dist/src/migrate.js', import.meta.url));

interface Ended {
  code: number | null;
  out: string;
  error: string;
}

/** Runs the command with nothing in its environment but what is given here. */
const migrate = (direction: string, environment: Record<string, string>): Promise<Ended> =>
  new Promise((resolve) => {
    const child = execFile(process.execPath, [COMMAND, direction], { env: environment }, (_, out, error) => {
      resolve({ code: child.exitCode, out, error });
    });
  });

describe('the migration command', () => {
  let database: OpenDatabase;
  beforeAll(async () => {
    database = await openDatabase();
  });
  afterAll(() => database.close());

  it('needs DATABASE_URL alone and says what it ran', async () => {
    const environment = { DATABASE_URL: database.url };
    const up = MIGRATIONS.map((name) => `Ran ${name}\n`).join('');
    expect(await migrate('up', environment)).toEqual({ code: 0, out: up, error: '' });
    expect(await migrate('up', environment)).toEqual({
      code: 0,
      out: 'The schema is up to date.\n',
      error: '',
    });
    for (const name of MIGRATIONS.slice(1).reverse()) {
      const down = `Took back ${name}\n`;
      expect(await migrate('down', environment)).toEqual({ code: 0, out: down, error: '' });
    }
  }, 60_000);

  it.each([
    ['DATABASE_URL is missing', {}, 'Migration failed: DATABASE_URL: is required\n'],
    [
      'DATABASE_URL is malformed',
      { DATABASE_URL: 'mysql://localhost/chat' },
      'Migration failed: DATABASE_URL: must be a URL that starts with postgres:// or postgresql://\n',
    ],
    [
      'the database is down',
      { DATABASE_URL: 'postgres://postgres@127.0.0.1:1/chat' },
      'Migration failed: connect ECONNREFUSED 127.0.0.1:1\n',
    ],
  ])('ends with 1 and one line when %s', async (_, environment, line) => {
    expect(await migrate('up', environment)).toEqual({ code: 1, out: '', error: line });
  });

  it('ends with 1 and one line when a migration fails', async () => {
    await database.sql('CREATE TABLE chat_rooms (id uuid PRIMARY KEY, last_seq integer)');
    expect(await migrate('up', { DATABASE_URL: database.url })).toEqual({
      code: 1,
      out: '',
      error:
        'Migration failed: chat_rooms already has a column last_seq, which this migration adds; rename it and run again\n',
    });
  });
});
