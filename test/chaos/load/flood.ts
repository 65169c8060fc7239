import { fork } from 'node:child_process';
import { constants, setPriority } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { HttpConnection } from '../client/http-connection.ts';

/** Milliseconds; at 1,000 requests a second they come one by one. */
const LOOK = 1;
/** Connections that are kept open. */
const CONNECTIONS = 64;

export interface FloodOptions {
  url: string;
  token: string;
  /** Requests a second, whether or not the ones before were answered. */
  rate: number;
  seconds: number;
}

/** Answers by status; 0 when none came. */
export interface FloodAnswers {
  sent: number;
  statuses: Record<number, number>;
  /** Of those with 429, how many do not say when to try again. */
  withoutRetryAfter: number;
}

/**
 * One user asks far too much. In a process of its own that gives way to the service's: who asks has a machine of their
 * own, and what it costs to ask must not count as the others' waiting.
 */
export function flood(options: FloodOptions): Promise<FloodAnswers> {
  const child = fork(fileURLToPath(import.meta.url));
  if (child.pid !== undefined) setPriority(child.pid, constants.priority.PRIORITY_LOW);
  child.send(options);
  return new Promise((resolve, reject) => {
    child.once('message', (answers) => resolve(answers as FloodAnswers));
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`The flood ended with ${code}`)));
  });
}

async function ask({ url, token, rate, seconds }: FloodOptions): Promise<FloodAnswers> {
  const { pathname } = new URL(url);
  const connections = await Promise.all(Array.from({ length: CONNECTIONS }, () => HttpConnection.open(url)));
  const answers: FloodAnswers = { sent: 0, statuses: {}, withoutRetryAfter: 0 };
  const open = new Set<Promise<void>>();
  const began = performance.now();
  for (let elapsed = 0; elapsed < seconds; elapsed = (performance.now() - began) / 1000) {
    for (; answers.sent < elapsed * rate; answers.sent++) {
      const connection = connections[answers.sent % CONNECTIONS];
      if (connection === undefined) continue;
      const one = askOnce(connection, pathname, token, answers).finally(() => open.delete(one));
      open.add(one);
    }
    await delay(LOOK);
  }
  await Promise.all(open);
  for (const connection of connections) connection.close();
  return answers;
}

async function askOnce(
  connection: HttpConnection,
  path: string,
  token: string,
  answers: FloodAnswers,
): Promise<void> {
  const { status, head } = await connection.get(path, token);
  answers.statuses[status] = (answers.statuses[status] ?? 0) + 1;
  if (status === 429 && !/\r\nretry-after: \d/i.test(head)) answers.withoutRetryAfter += 1;
}

if (import.meta.main) {
  // Also when who started it is gone.
  process.once('disconnect', () => process.exit());
  process.once('message', (options: FloodOptions) => {
    void ask(options).then((answers) => process.send?.(answers, () => process.disconnect()));
  });
}
