import { execFile, spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import type { Ground } from '../ground.ts';
import type { Market } from '../../test/chaos/load/market.ts';
import { textOf } from '../load/wire.ts';

const run = promisify(execFile);

/** As many as sends are in flight elsewhere. */
const CONNECTIONS = 32;

/** Debian's command of that name is there with the client alone, and finds no program then. */
export const canRunPgbench = (): boolean => spawnSync('pgbench', ['--version']).status === 0;

/**
 * pgbench with the statement that a send is: what PostgreSQL gives when nothing stands before it. Each connection has a
 * room of its own, so that none waits for another's.
 */
export class PgbenchSend {
  readonly name = 'pgbench, the same statement on 32 connections';
  private readonly ground: Ground;
  private readonly script: string;

  private constructor(ground: Ground, script: string) {
    this.ground = ground;
    this.script = script;
  }

  /** @param send the text of the service's own statement */
  static async prepare(ground: Ground, market: Market, send: string): Promise<PgbenchSend> {
    const branches: string[] = [];
    for (let client = 0; client < CONNECTIONS; client++) {
      const { buyer, roomId } = await market.pair();
      const statement = withValues(send, roomId, buyer.userId, buyer.galleryId);
      branches.push(`${client === 0 ? '\\if' : '\\elif'} :client_id = ${client}\n${statement};`);
    }
    const script = join(ground.folder, 'send.sql');
    writeFileSync(script, `${branches.join('\n')}\n\\endif\n`);
    return new PgbenchSend(ground, script);
  }

  /** @returns statements a second */
  async measure(seconds: number): Promise<number> {
    const { hostname, port, username, password, pathname } = new URL(this.ground.databaseUrl);
    const connection = ['-h', hostname, '-p', port, '-U', username];
    const load = ['-n', '-M', 'prepared', '-c', String(CONNECTIONS), '-j', '1', '-T', String(seconds)];
    const { stdout } = await run('pgbench', [...connection, ...load, '-f', this.script, pathname.slice(1)], {
      env: { PATH: process.env.PATH, PGPASSWORD: decodeURIComponent(password) },
    });
    return Number(/tps = ([\d.]+) \(without/.exec(stdout)?.[1]);
  }
}

/** The statement with the values that the service would send, each message with ids of its own. */
function withValues(send: string, roomId: string, userId: string, galleryId: string): string {
  const content = textOf(0);
  const hash = `'\\x${randomUUID().replaceAll('-', '').repeat(2)}'::bytea`;
  const text = (value: string): string => `${pg.escapeLiteral(value)}::text`;
  const values = [
    ...[`'${roomId}'::uuid`, 'gen_random_uuid()', `'${userId}'::uuid`, `'${galleryId}'::uuid`],
    ...[text('text'), text(content), 'NULL', 'gen_random_uuid()', hash, text(content)],
    // No reply and no file, not passed on, and no work promised with it.
    ...['NULL', 'NULL', 'NULL', 'NULL', 'NULL', 'false', 'NULL', 'NULL'],
  ];
  // On one line: a script's statement ends with its semicolon, and pgbench reads ":name" as a variable.
  return send
    .replace(/\$(\d+)/g, (name, number: string) => {
      const value = values[Number(number) - 1];
      if (value === undefined)
        throw new Error(`The statement of a send has a ${name} that is not known here`);
      return value;
    })
    .replace(/\s+/g, ' ')
    .trim();
}
