import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

/** Milliseconds. */
const PATIENCE = 20_000;
const RETRY = 100;

/** The command line of a running process; empty when there is none. */
export function commandOf(pid: number): string {
  if (!(pid > 0)) return '';
  // Small Linux images have no `ps`; other systems have no /proc.
  if (!existsSync('/proc/self/cmdline')) {
    return spawnSync('ps', ['-ww', '-o', 'args=', '-p', String(pid)], { encoding: 'utf8' }).stdout.trim();
  }
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
  } catch {
    return '';
  }
}

/** Ends a process that an earlier run left over, and waits until it is gone. */
export async function endStale(pid: number, signal: NodeJS.Signals): Promise<void> {
  send(pid, signal);
  for (const deadline = Date.now() + PATIENCE; isAlive(pid);) {
    if (Date.now() > deadline) send(pid, 'SIGKILL');
    await new Promise((resolve) => setTimeout(resolve, RETRY));
  }
}

const isAlive = (pid: number): boolean => commandOf(pid) !== '';

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // Gone meanwhile: what was wanted.
  }
}
