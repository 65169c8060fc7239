import { parseArgs } from 'node:util';
import { AppError, isUuid } from './common/index.js';
import { AppConfig, ConfigError } from './config/index.js';
import { openDatabase, type Database } from './database/index.js';
import {
  ErasureRepository,
  ErasureRequests,
  ExportDirectory,
  ExportRepository,
  PersonExport,
  type Remains,
} from './personal-data/index.js';
import { createObjectStore, ObjectUrls } from './storage/index.js';

/** The program was called in a way that means nothing. */
class UsageError extends Error {}

const USAGE = 'say "export --user <uuid> --to <directory>" or "erase --user <uuid> [--wait]"';

interface Call {
  user: string;
  to: string | undefined;
  wait: boolean;
}

/** `export` writes what is kept of a person into a directory, `erase` has it taken back. Needs the service's settings. */
async function run(args: string[]): Promise<void> {
  const [name, ...options] = args;
  if (name !== 'export' && name !== 'erase') throw new UsageError(USAGE);
  const call = readCall(name, options);
  const config = AppConfig.fromEnvironment();
  const database = await openDatabase(config);
  try {
    await (name === 'export' ? exportPerson(config, database, call) : erasePerson(database, call));
  } finally {
    await database.onApplicationShutdown();
  }
}

/** @throws UsageError */
function readCall(name: 'export' | 'erase', args: string[]): Call {
  try {
    const { values } = parseArgs({
      args,
      options: { user: { type: 'string' }, to: { type: 'string' }, wait: { type: 'boolean' } },
    });
    const { user, to, wait = false } = values;
    if (!isUuid(user)) throw new Error('--user is to be the id of a user, a UUID');
    if ((name === 'export') !== (to !== undefined && to !== '') || (name === 'export' && wait)) {
      throw new Error(USAGE);
    }
    return { user: user.toLowerCase(), to, wait };
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error), { cause: error });
  }
}

async function exportPerson(config: AppConfig, database: Database, { user, to = '' }: Call): Promise<void> {
  const directory = await ExportDirectory.create(to);
  const repository = new ExportRepository(database);
  const work = new PersonExport(repository, createObjectStore(config), new ObjectUrls(config), directory);
  const { lines, files, missing_files } = await work.run(user);
  const written = Object.entries(lines).map(([kind, count]) => `${count} ${kind}`);
  console.log(`Wrote ${written.join(', ')}, ${files} files to ${to}`);
  if (missing_files > 0) console.log(`${missing_files} files could not be had; messages.jsonl says why`);
}

async function erasePerson(database: Database, { user, wait }: Call): Promise<void> {
  const requests = new ErasureRequests(new ErasureRepository(database));
  const before = await requests.count(user);
  const id = await requests.add(user);
  console.log(`A running node is to erase ${amounts(before)} (request ${id})`);
  if (!wait) return;
  await requests.ended(id, (reason) => console.error(`An attempt failed and is repeated: ${reason}`));
  const after = await requests.count(user);
  console.log(`Done. What is left: ${amounts(after)}`);
}

const amounts = ({ messages, reactions, pins, presence }: Remains): string =>
  `${messages} messages, ${reactions} reactions, ${pins} pins, ${presence} last-seen times`;

/** One line for whatever was thrown. A refused connection is an AggregateError without a message of its own. */
function reason(thrown: unknown): string {
  if (thrown instanceof ConfigError) return thrown.lines.join('; ');
  if (thrown instanceof AggregateError && thrown.message === '') return reason(thrown.errors[0]);
  if (thrown instanceof AppError) {
    return thrown.cause === undefined ? thrown.code : `${thrown.code} (${reason(thrown.cause)})`;
  }
  return thrown instanceof Error ? thrown.message.replaceAll(/\s*\n\s*/g, ' ') : String(thrown);
}

try {
  await run(process.argv.slice(2));
} catch (thrown) {
  console.error(`Failed: ${reason(thrown)}`);
  process.exitCode = thrown instanceof UsageError ? 2 : 1;
}
