import { closeSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { connect } from 'node:net';
import { join } from 'node:path';
import { Child } from '../../../dev/children.ts';
import { freePort } from '../../../dev/ports.ts';
import { EICAR } from '../eicar.ts';
import { hasPrograms, untilWorks, type Server } from './common.ts';

/** Milliseconds. */
const PATIENCE = 1_000;

const DEPLOYED = new URL('../../../deploy/clamd.conf', import.meta.url);

export interface ClamdServer extends Server {
  readonly host: string;
  readonly port: number;
  /** Has it stand still: it takes connections and answers nothing. */
  pause(): void;
  resume(): void;
}

export const canRunClamd = (): boolean => hasPrograms(['clamd']);

/**
 * Starts ClamAV's daemon with the settings of the deployment. It knows one virus, EICAR's test file, by a signature of
 * its own: the database of real ones is large and comes from elsewhere.
 * @param folder an empty folder, for its database and log
 * @param changes settings that differ, by their names in clamd.conf
 * @param port a port to take again after a stop; any free one by default
 */
export async function startClamd(
  folder: string,
  changes: Record<string, string> = {},
  port?: number,
): Promise<ClamdServer> {
  const own = port ?? (await freePort());
  const database = join(folder, 'database');
  mkdirSync(database, { recursive: true });
  // A name, any type of file, any place in it, and the bytes.
  writeFileSync(
    join(database, 'test.ndb'),
    `Test.Eicar:0:*:${Buffer.from(EICAR, 'latin1').toString('hex')}\n`,
  );
  const configuration = join(folder, 'clamd.conf');
  writeFileSync(configuration, settings({ TCPSocket: String(own), DatabaseDirectory: database, ...changes }));
  const output = openSync(join(folder, 'clamd.log'), 'a');
  const child = await Child.start('clamd', 'clamd', ['--config-file', configuration], {
    cwd: folder,
    stdio: ['ignore', output, output],
  });
  closeSync(output);
  await untilWorks(() => ping(own), child).catch((cause: unknown) => {
    const log = readFileSync(join(folder, 'clamd.log'), 'utf8');
    throw new Error(`clamd did not start; its log:\n${log}`, { cause });
  });
  return {
    host: '127.0.0.1',
    port: own,
    pause: () => void child.process.kill('SIGSTOP'),
    resume: () => void child.process.kill('SIGCONT'),
    stop: () => child.stop(PATIENCE),
  };
}

/** Those of the deployment, with others in the place of some; the user is the one who runs the tests. */
function settings(changes: Record<string, string>): string {
  const lines = readFileSync(DEPLOYED, 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => line.split(' ', 2) as [string, string]);
  const { LocalSocket: _, User: user, ...deployed } = Object.fromEntries(lines) as Record<string, string>;
  const asRoot = process.getuid?.() === 0 && user !== undefined ? { User: 'root' } : {};
  const all = { ...deployed, ...asRoot, TCPAddr: '127.0.0.1', ...changes };
  return Object.entries(all)
    .map(([name, value]) => `${name} ${value}\n`)
    .join('');
}

async function ping(port: number): Promise<void> {
  const socket = connect(port, '127.0.0.1');
  try {
    socket.write('zPING\0');
    const [answer] = (await once(socket, 'data')) as [Buffer];
    if (!answer.toString().startsWith('PONG')) throw new Error(`clamd answers ${answer.toString()}`);
  } finally {
    socket.destroy();
  }
}
