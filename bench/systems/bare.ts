import { connect } from 'node:net';
import { once } from 'node:events';
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Child } from '../../dev/children.ts';
import { freePort } from '../../dev/ports.ts';
import { ensureDatabase } from '../../dev/postgres.ts';
import type { Ground } from '../ground.ts';
import type { Pair } from '../load/wire.ts';
import type { System } from './system.ts';

/** Milliseconds. */
const START_TIMEOUT = 30_000;
const RETRY = 20;

/** Pairs for a system that asks nobody who they are. */
const strangers = (count: number): Pair[] =>
  Array.from({ length: count }, () => {
    const nobody = { name: '', secret: '' };
    return { sender: nobody, receiver: nobody, room: randomUUID() };
  });

/** Resolves when something listens there. @throws Error when it does not in time */
export async function untilListening(port: number, child: Child): Promise<void> {
  for (const deadline = Date.now() + START_TIMEOUT; ;) {
    const socket = connect(port, '127.0.0.1');
    const listens = await once(socket, 'connect').then(
      () => true,
      () => false,
    );
    socket.destroy();
    if (listens) return;
    if (!child.running || Date.now() > deadline) throw new Error(`${child.name} does not listen`);
    await delay(RETRY);
  }
}

async function bare(
  name: string,
  wire: string,
  file: string,
  pairs: number,
  settings: NodeJS.ProcessEnv = {},
): Promise<System> {
  const port = await freePort();
  const path = fileURLToPath(new URL(file, import.meta.url));
  const env = { PATH: process.env.PATH, PORT: String(port), NODE_ENV: 'production', ...settings };
  const child = await Child.start(name, process.execPath, [path], { env, stdio: 'inherit' });
  await untilListening(port, child);
  const url = `http://127.0.0.1:${port}`;
  return {
    name,
    wire,
    url,
    pairs: strangers(pairs),
    pids: [child.process.pid ?? 0],
    stop: () => child.stop(),
  };
}

/** What the parts allow: stored, acknowledged and delivered, and nothing around it. */
export const storeSystem = async (ground: Ground, pairs: number): Promise<System> =>
  bare('bare Socket.IO and pg, stored together', 'relay', 'store-process.ts', pairs, {
    DATABASE_URL: await ensureDatabase(ground.databaseUrl, 'bare'),
  });

/** What delivery and HTTP cost by themselves: nothing is stored. */
export const relaySystem = (pairs: number): Promise<System> =>
  bare('bare Socket.IO relay, nothing stored', 'relay', 'relay-process.ts', pairs);

export const routeSystem = (pairs: number): Promise<System> =>
  bare('bare Fastify route, nothing stored or delivered', 'route', 'route-process.ts', pairs);
