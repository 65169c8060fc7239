import { spawnSync } from 'node:child_process';
import type { Child } from '../../../dev/children.ts';

/** Milliseconds. */
const START_TIMEOUT = 60_000;
const RETRY = 50;

/** A server of the tests, and what ends it. */
export interface Server {
  stop(): Promise<void>;
}

export interface S3Server extends Server {
  /** `s3rver` checks neither signatures nor upload policies. */
  readonly kind: 'radosgw' | 's3rver';
  readonly endpoint: string;
  readonly accessKey: string;
  readonly secretKey: string;
}

/** Whether all of these programs can be run here. */
export const hasPrograms = (programs: string[]): boolean =>
  programs.every((program) => spawnSync('/bin/sh', ['-c', `command -v ${program}`]).status === 0);

/** Resolves when something answers HTTP there. @throws Error when the program behind it ends or takes too long */
export const untilAnswers = (endpoint: string, child: Child): Promise<void> =>
  untilWorks(() => fetch(endpoint).then((response) => response.body?.cancel()), child);

/** Repeats `attempt` until it succeeds. @throws what it threw last, when the program behind it ends or takes too long */
export async function untilWorks(attempt: () => Promise<unknown>, child: Child): Promise<void> {
  for (const deadline = Date.now() + START_TIMEOUT; ;) {
    try {
      await attempt();
      return;
    } catch (error) {
      if (!child.running || Date.now() > deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, RETRY));
    }
  }
}
