import { spawn } from 'node:child_process';
import { constants as fileConstants } from 'node:fs';
import { access } from 'node:fs/promises';
import { constants as systemConstants, setPriority } from 'node:os';
import { basename, join } from 'node:path';
import { Logger } from '@nestjs/common';
import { MediaToolError } from './media-tool-error.js';

const logger = new Logger('MediaTools');

/** Characters of a program's complaints that are kept: its last words say why it gave up. */
const COMPLAINT = 500;
/** Signals with which a program dies of its own fault, as it will again with the same file. */
const CRASHES = new Set<NodeJS.Signals | null>(['SIGSEGV', 'SIGABRT', 'SIGBUS', 'SIGFPE', 'SIGILL']);
/** Complaints that are about the machine. */
const MACHINE =
  /No space left|Input\/output error|Too many open files|temporarily unavailable|Read-only file/i;

/** Programs of the machine, by their names. */
export class Programs {
  /** @param directories where programs are looked for, in this order */
  constructor(private readonly directories: readonly string[]) {}

  /**
   * Looks anew each time, so a program that is installed while the service runs is found.
   * @returns the path of the first name that can be run
   */
  async find(...names: string[]): Promise<string | undefined> {
    for (const path of names.flatMap((name) => this.directories.map((directory) => join(directory, name)))) {
      const runnable = await access(path, fileConstants.X_OK).then(
        () => true,
        () => false,
      );
      if (runnable) return path;
    }
    return undefined;
  }
}

export interface Run {
  /** The only directory it should write to. */
  dir: string;
  signal: AbortSignal;
  /** Milliseconds after which it is killed. */
  timeout: number;
  /** Takes what the program writes, piece by piece. Returns false when it is too much: then the program is killed. */
  onOutput?: (chunk: Buffer) => boolean;
}

export interface Ended {
  /** Whether the program did what it was asked to. When not, the file is the cause. */
  ok: boolean;
  /** The end of what it wrote to standard error. */
  complaint: string;
}

/**
 * Runs a program on a file of somebody else's making: without a shell, with nothing of this service's environment (which
 * holds its secrets), at low priority and for a limited time.
 * @param program its path
 * @throws MediaToolError when it cannot be started, is killed, takes too long, or the machine is the cause of its failure
 * @throws the signal's reason when that is aborted; the program is gone by then
 */
export async function run(program: string, args: readonly string[], options: Run): Promise<Ended> {
  options.signal.throwIfAborted();
  const ended = await untilItEnds(program, args, options);
  if (!ended.ok) logger.debug(`${basename(program)} did not take a file: ${ended.complaint}`);
  return ended;
}

function untilItEnds(program: string, args: readonly string[], options: Run): Promise<Ended> {
  const { dir, signal, timeout, onOutput } = options;
  const name = basename(program);
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd: dir,
      env: { LC_ALL: 'C', TMPDIR: dir },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let complaint = '';
    /** What is answered once it is gone, when it was killed. */
    let answer: (() => void) | undefined;
    const kill = (then: () => void): void => {
      answer ??= then;
      child.kill('SIGKILL');
    };
    const tooLong = new MediaToolError(`${name} was killed after ${timeout / 1000} s`);
    const timer = setTimeout(() => kill(() => reject(tooLong)), timeout);
    const onAbort = (): void => kill(() => reject(signal.reason as Error));
    signal.addEventListener('abort', onAbort, { once: true });
    const settle = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
    };

    child.stdout.on('data', (chunk: Buffer) => {
      if (answer !== undefined || onOutput?.(chunk) !== false) return;
      kill(() => resolve({ ok: false, complaint: 'it wrote too much' }));
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      complaint = (complaint + text).slice(-COMPLAINT);
    });
    child.once('spawn', () => stepBack(child.pid));
    child.once('error', (error) => {
      settle();
      reject(new MediaToolError(`${name} could not be started`, { cause: error }));
    });
    child.once('close', (code, endedBy) => {
      settle();
      const text = complaint.trim();
      if (answer !== undefined) return answer();
      if (CRASHES.has(endedBy)) return resolve({ ok: false, complaint: `${endedBy} ${text}` });
      if (code === null || (code !== 0 && MACHINE.test(text))) {
        return reject(new MediaToolError(`${name} failed (${endedBy ?? code}): ${text}`));
      }
      resolve({ ok: code === 0, complaint: text });
    });
  });
}

/** Lets everything else on the machine go first: nobody waits for a thumbnail as for a message. */
function stepBack(pid: number | undefined): void {
  try {
    if (pid !== undefined) setPriority(pid, systemConstants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // It ended already, or the system does not let it: then it runs as it is.
  }
}
