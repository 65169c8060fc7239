import { Agent, get } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';

const LOOK = 10;
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

/** One user asks far too much. In a thread of its own: what it costs to ask must not count as the others' waiting. */
export function flood(options: FloodOptions): Promise<FloodAnswers> {
  const worker = new Worker(new URL(import.meta.url), { workerData: options });
  return new Promise((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
  });
}

async function ask({ url, token, rate, seconds }: FloodOptions): Promise<FloodAnswers> {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const answers: FloodAnswers = { sent: 0, statuses: {}, withoutRetryAfter: 0 };
  const open = new Set<Promise<void>>();
  const began = performance.now();
  for (let elapsed = 0; elapsed < seconds; elapsed = (performance.now() - began) / 1000) {
    for (; answers.sent < elapsed * rate; answers.sent++) {
      const one = askOnce(url, token, agent, answers).finally(() => open.delete(one));
      open.add(one);
    }
    await delay(LOOK);
  }
  await Promise.all(open);
  agent.destroy();
  return answers;
}

const askOnce = (url: string, token: string, agent: Agent, answers: FloodAnswers): Promise<void> =>
  new Promise((resolve) => {
    const count = (status: number): void => {
      answers.statuses[status] = (answers.statuses[status] ?? 0) + 1;
      resolve();
    };
    get(url, { agent, headers: { authorization: `Bearer ${token}` } }, (response) => {
      const { statusCode = 0, headers } = response;
      if (statusCode === 429 && headers['retry-after'] === undefined) answers.withoutRetryAfter += 1;
      response.resume().once('close', () => count(statusCode));
    }).once('error', () => count(0));
  });

if (!isMainThread) parentPort?.postMessage(await ask(workerData as FloodOptions));
