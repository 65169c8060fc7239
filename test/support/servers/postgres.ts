import { startPostgres, type Postgres } from '../../../dev/postgres.ts';
import { freePort } from '../../../dev/ports.ts';

/** Starts PostgreSQL for the tests: their data need not outlive a crash, so it does not wait for the disk. */
export async function startTestPostgres(folder: string): Promise<Postgres> {
  return startPostgres({
    folder,
    port: await freePort(),
    password: 'test',
    settings: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '300' },
  });
}
