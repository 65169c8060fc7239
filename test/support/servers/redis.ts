import { once } from 'node:events';
import { connect } from 'node:net';
import { Child } from '../../../dev/children.ts';
import { freePort } from '../../../dev/ports.ts';
import { hasPrograms, untilWorks, type Server } from './common.ts';

export interface RedisServer extends Server {
  readonly url: string;
  /** Has it stand still: it takes connections and answers nothing. */
  pause(): void;
  resume(): void;
}

export const canRunRedis = (): boolean => hasPrograms(['redis-server']);

/**
 * Starts Redis on the loopback address, with nothing on disk.
 * @param port a port to take again after a stop; any free one by default
 */
export async function startRedis(folder: string, port?: number): Promise<RedisServer> {
  const own = port ?? (await freePort());
  const settings = {
    port: own,
    bind: '127.0.0.1',
    dir: folder,
    save: '',
    appendonly: 'no',
    logfile: 'redis.log',
  };
  const args = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, String(value)]);
  const child = await Child.start('Redis', 'redis-server', args, { cwd: folder, stdio: 'ignore' });
  await untilWorks(() => ping(own), child);
  return {
    url: `redis://127.0.0.1:${own}`,
    pause: () => void child.process.kill('SIGSTOP'),
    resume: () => void child.process.kill('SIGCONT'),
    stop: () => child.stop(),
  };
}

async function ping(port: number): Promise<void> {
  const socket = connect(port, '127.0.0.1');
  try {
    socket.write('PING\r\n');
    const [answer] = (await once(socket, 'data')) as [Buffer];
    if (!answer.toString().startsWith('+PONG')) throw new Error(`Redis answers ${answer.toString()}`);
  } finally {
    socket.destroy();
  }
}
