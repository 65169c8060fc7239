import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { Child } from '../../dev/children.ts';
import { freePort } from '../../dev/ports.ts';
import { ensureDatabase } from '../../dev/postgres.ts';
import type { Ground } from '../ground.ts';
import type { Pair } from '../load/wire.ts';
import { untilListening } from './bare.ts';
import type { System } from './system.ts';

/** Where Debian puts it. */
const ERLANG = '/usr/bin/erl';
const LIBRARIES = '/usr/lib/x86_64-linux-gnu';
/** Connections to PostgreSQL: as many as this service has. */
const POOL = 16;

/** The tables of ejabberd that sign in and archive, with the columns and indexes of its own schema; Debian leaves that out. */
const TABLES = `
  CREATE TABLE users (username text PRIMARY KEY, password text NOT NULL, serverkey text NOT NULL DEFAULT '',
    salt text NOT NULL DEFAULT '', iterationcount int NOT NULL DEFAULT 0, created_at timestamp NOT NULL DEFAULT now());
  CREATE TABLE archive (username text NOT NULL, timestamp bigint NOT NULL, peer text NOT NULL, bare_peer text NOT NULL,
    xml text NOT NULL, txt text, id bigserial, kind text, nick text, created_at timestamp NOT NULL DEFAULT now());
  CREATE INDEX i_username_timestamp ON archive (username, timestamp);
  CREATE INDEX i_username_peer ON archive (username, peer);
  CREATE INDEX i_username_bare_peer ON archive (username, bare_peer);
  CREATE INDEX i_timestamp ON archive (timestamp);
  CREATE TABLE archive_prefs (username text PRIMARY KEY, def text NOT NULL, always text NOT NULL, never text NOT NULL,
    created_at timestamp NOT NULL DEFAULT now());`;

/** Its library for PostgreSQL is a package of its own; scripts/system-packages installs both. */
export const canRunEjabberd = (): boolean =>
  [ERLANG, join(LIBRARIES, 'ejabberd-23.01')].every((path) => existsSync(path)) &&
  readdirSync('/usr/lib/erlang/lib').some((name) => name.startsWith('p1_pgsql-'));

/** ejabberd from Debian, which archives every message in the same PostgreSQL before it passes it on. */
export async function ejabberdSystem(ground: Ground, count: number): Promise<System> {
  const databaseUrl = await ensureDatabase(ground.databaseUrl, 'ejabberd');
  const pairs = await fill(databaseUrl, count);
  const folder = join(ground.folder, 'ejabberd');
  mkdirSync(folder, { recursive: true });
  const port = await freePort();
  writeFileSync(join(folder, 'ejabberd.yml'), settings(port, databaseUrl));
  const args = ['-noinput', '+K', 'true', '-mnesia', 'dir', `"${join(folder, 'mnesia')}"`, '-s', 'ejabberd'];
  const child = await Child.start('ejabberd', ERLANG, args, {
    env: {
      PATH: process.env.PATH,
      HOME: folder,
      ERL_LIBS: LIBRARIES,
      EJABBERD_CONFIG_PATH: join(folder, 'ejabberd.yml'),
      EJABBERD_LOG_PATH: join(folder, 'ejabberd.log'),
    },
    stdio: 'ignore',
  });
  await untilListening(port, child);
  return {
    name: 'ejabberd, archive in the same PostgreSQL',
    wire: 'xmpp',
    url: `http://127.0.0.1:${port}`,
    pairs,
    pids: [child.process.pid ?? 0],
    stop: () => child.stop(),
  };
}

async function fill(databaseUrl: string, count: number): Promise<Pair[]> {
  const db = new pg.Client({ connectionString: databaseUrl });
  await db.connect();
  await db.query(TABLES);
  const pairs: Pair[] = [];
  for (let n = 0; n < count; n++) {
    const [sender, receiver] = [`buyer${n}`, `seller${n}`].map((name) => ({
      name,
      secret: `secret-of-${name}`,
    }));
    if (!sender || !receiver) continue;
    for (const { name, secret } of [sender, receiver]) {
      await db.query('INSERT INTO users (username, password) VALUES ($1, $2)', [name, secret]);
    }
    pairs.push({ sender, receiver, room: '' });
  }
  await db.end();
  return pairs;
}

function settings(port: number, databaseUrl: string): string {
  const { hostname, port: databasePort, username, password, pathname } = new URL(databaseUrl);
  return `hosts:
  - localhost
loglevel: error
listen:
  - port: ${port}
    ip: 127.0.0.1
    module: ejabberd_c2s
    access: c2s
    max_stanza_size: 262144
auth_method: sql
auth_password_format: plain
sql_type: pgsql
sql_server: "${hostname}"
sql_port: ${databasePort}
sql_database: "${pathname.slice(1)}"
sql_username: "${username}"
sql_password: "${decodeURIComponent(password)}"
sql_pool_size: ${POOL}
default_db: sql
access_rules:
  c2s:
    allow: all
modules:
  mod_mam:
    db_type: sql
    default: always
`;
}
