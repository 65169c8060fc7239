import { spawnSync } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import jwt from 'jsonwebtoken';
import pg from 'pg';
import { Child } from '../../dev/children.ts';
import { freePort } from '../../dev/ports.ts';
import { ensureDatabase } from '../../dev/postgres.ts';
import { DATA, ROOT } from '../../dev/settings.ts';
import type { Ground } from '../ground.ts';
import type { Pair } from '../load/wire.ts';
import { untilListening } from './bare.ts';
import type { System } from './system.ts';

/** Inside of the checkout, so that it finds its packages. */
const BUILT = join(DATA, 'bench');

/** What TypeORM would make of its entities. */
const TABLES = `
  CREATE TABLE users (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), name varchar NOT NULL);
  CREATE TABLE rooms (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), "buyerId" uuid REFERENCES users,
    "sellerId" uuid REFERENCES users, "lastMessage" text, "lastMessageAt" timestamptz);
  CREATE TABLE messages (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), "roomId" uuid REFERENCES rooms,
    "senderId" uuid REFERENCES users, content text NOT NULL, "isRead" boolean NOT NULL DEFAULT false,
    "createdAt" timestamptz NOT NULL DEFAULT now());
  CREATE INDEX ON messages ("roomId");
  CREATE INDEX ON messages ("createdAt");`;

/** The service that tutorials lead to: NestJS on Express, TypeORM's repositories, Socket.IO. Its source is `bench/baseline`. */
export async function baselineSystem(ground: Ground, count: number): Promise<System> {
  build();
  const databaseUrl = await ensureDatabase(ground.databaseUrl, 'baseline');
  const secret = randomBytes(32).toString('hex');
  const pairs = await fill(databaseUrl, secret, count);
  const port = await freePort();
  const child = await Child.start('The baseline', process.execPath, [join(BUILT, 'baseline', 'main.js')], {
    cwd: ROOT,
    env: {
      PATH: process.env.PATH,
      NODE_ENV: 'production',
      PORT: String(port),
      DATABASE_URL: databaseUrl,
      JWT_SECRET: secret,
    },
    stdio: 'inherit',
  });
  await untilListening(port, child);
  return {
    name: 'tutorial-style service (bench/baseline)',
    wire: 'baseline',
    url: `http://127.0.0.1:${port}`,
    pairs,
    pids: [child.process.pid ?? 0],
    stop: () => child.stop(),
  };
}

/** @throws Error when it does not compile */
function build(): void {
  const args = [
    'bench/baseline',
    '--out-dir',
    BUILT,
    '--strip-leading-paths',
    '--quiet',
    '--config-file',
    '.swcrc',
  ];
  const { status, stderr } = spawnSync('npx', ['swc', ...args], { cwd: ROOT, encoding: 'utf8' });
  if (status !== 0) throw new Error(`bench/baseline does not compile:\n${stderr}`);
}

async function fill(databaseUrl: string, secret: string, count: number): Promise<Pair[]> {
  const db = new pg.Client({ connectionString: databaseUrl });
  await db.connect();
  await db.query(TABLES);
  const pairs: Pair[] = [];
  for (let n = 0; n < count; n++) {
    const [buyer, seller, room] = [randomUUID(), randomUUID(), randomUUID()];
    await db.query(`INSERT INTO users (id, name) VALUES ($1, 'Ayşe Yılmaz'), ($2, 'Mehmet Kaya')`, [
      buyer,
      seller,
    ]);
    await db.query('INSERT INTO rooms (id, "buyerId", "sellerId") VALUES ($1, $2, $3)', [
      room,
      buyer,
      seller,
    ]);
    const person = (id: string) => ({ name: id, secret: jwt.sign({ sub: id }, secret, { expiresIn: '1d' }) });
    pairs.push({ sender: person(buyer), receiver: person(seller), room });
  }
  await db.end();
  return pairs;
}
