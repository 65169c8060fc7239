import { spawn } from 'node:child_process';
import { constants as fileConstants } from 'node:fs';
import { access } from 'node:fs/promises';
import { constants as systemConstants, setPriority } from 'node:os';
import { join } from 'node:path';
import { Logger } from '@nestjs/common';
import { MediaToolError } from './media-tool-error.js';

const logger = new Logger('MediaTools');

/** Bytes of memory and seconds of the processor, where the system has a program that sets limits. */
const LIMITS = ['--as=2147483648', '--cpu=120'];
/** Characters of a program's complaints that are kept: its last words say why it gave up. */
const COMPLAINT = 500;
/** Signals with which a program dies of its own fault, as it will again with the same file. */
const CRASHES = new Set<NodeJS.Signals | null>(['SIGSEGV', 'SIGABRT', 'SIGBUS', 'SIGFPE', 'SIGILL']);
/** Complaints that are about the machine. */
const MACHINE =
  /No space left|Input\/output error|Too many open files|temporarily unavailable|Read-only file/i;

/** A program of the machine, and what is called to run it. */
export interface Program {
  name: string;
  command: readonly [string, ...string[]];
}

/** Programs of the machine, by their names. */
export class Programs {
  /** @param directories where programs are looked for, in this order */
  constructor(private readonly directories: readonly string[]) {}

  /**
   * Looks anew each time, so a program that is installed while the service runs is found. On Linux it runs with little
   * memory: a small file may unpack to more than the machine has, and then the system might end this service instead.
   * @returns the first of the names that can be run
   */
  async find(...names: string[]): Promise<Program | undefined> {
    for (const name of names) {
      const path = await this.locate(name);
      if (path === undefined) continue;
      const limiter = await this.locate('prlimit');
      return { name, command: limiter === undefined ? [path] : [limiter, ...LIMITS, path] };
    }
    return undefined;
  }

  private async locate(name: string): Promise<string | undefined> {
    for (const path of this.directories.map((directory) => join(directory, name))) {
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
 * holds its secrets), at low priority, with limited memory and for a limited time.
 * @throws MediaToolError when it cannot be started, is killed, takes too long, or the machine is the cause of its failure
 * @throws the signal's reason when that is aborted; the program is gone by then
 */
export async function run(program: Program, args: readonly string[], options: Run): Promise<Ended> {
  options.signal.throwIfAborted();
  const ended = await untilItEnds(program, args, options);
  if (!ended.ok) logger.debug(`${program.name} did not take a file: ${ended.complaint}`);
  return ended;
}

function untilItEnds({ name, command }: Program, args: readonly string[], options: Run): Promise<Ended> {
  const { dir, signal, timeout, onOutput } = options;
  const [path, ...before] = command;
  return new Promise((resolve, reject) => {
    const child = spawn(path, [...before, ...args], {
      cwd: dir,
      // With one arena malloc does not reserve address space for every core, which the limit counts.
      env: { LC_ALL: 'C', TMPDIR: dir, MALLOC_ARENA_MAX: '1' },
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
