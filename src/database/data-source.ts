import type { PoolClient } from 'pg';
import { DataSource, type DataSourceOptions } from 'typeorm';
import type { AppConfig } from '../config/index.js';
import { migrations } from '../../migrations/index.js';

/** Milliseconds. A caller gets its 503 within 5 s whatever the database does. */
const CONNECT_TIMEOUT = 3_000;
const STATEMENT_TIMEOUT = 4_000;
const LOCK_TIMEOUT = 1_500;

const shared = (url: string) =>
  ({
    type: 'postgres',
    url,
    synchronize: false,
    installExtensions: false,
    connectTimeoutMS: CONNECT_TIMEOUT,
  }) as const;

/**
 * A connection that breaks under a statement fails that statement, and says so as an event besides. The pool listens
 * only while the connection is idle, and an error that nobody hears ends the process.
 */
const survive = (client: PoolClient): void => void client.on('error', () => undefined);

/** How the running service connects. */
export const dataSourceOptions = ({ url, poolSize }: AppConfig['database']): DataSourceOptions => ({
  ...shared(url),
  applicationName: 'dealer-messaging',
  poolSize,
  extra: {
    statement_timeout: STATEMENT_TIMEOUT,
    lock_timeout: LOCK_TIMEOUT,
    // A node that stops in the middle of a transaction holds its locks no longer than a statement may.
    idle_in_transaction_session_timeout: STATEMENT_TIMEOUT,
    // The server's own limit cannot fire when the connection hangs; the client's does.
    query_timeout: STATEMENT_TIMEOUT + 500,
    keepAlive: true,
    // Each statement is planned once for a connection. For some, and for short lists above all, PostgreSQL would plan
    // every time anew, because that looks cheaper than it is: longer than carrying them out. None needs its values.
    // A plan that was made while a table was small is kept while it grows, so no plan reads a whole table.
    options: '-c plan_cache_mode=force_generic_plan -c enable_seqscan=off',
    onConnect: survive,
  },
});

/** How migrations connect: without time limits, since a filled table takes as long as it takes. */
export const migrationOptions = (url: string): DataSourceOptions => ({
  ...shared(url),
  applicationName: 'dealer-messaging-migration',
  poolSize: 1,
  migrations,
  migrationsTableName: 'chat_migrations',
  migrationsTransactionMode: 'each',
  // Silent unless DEBUG=typeorm:*; the default logger prints a failure that the caller is about to report.
  logger: 'debug',
});

/** A data source that is not connected yet. */
export const createDataSource = (options: DataSourceOptions): DataSource => new DataSource(options);
