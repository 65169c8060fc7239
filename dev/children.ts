import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';

/** Milliseconds a child has to end by itself before it is killed. */
const PATIENCE = 15_000;

/** Ends the children when this process has ended, even by SIGKILL. */
const WATCHDOG = fileURLToPath(new URL('watchdog.sh', import.meta.url));

let watchdog: Writable | undefined;

function watch(line: string): void {
  if (!watchdog) {
    const shell = spawn('/bin/sh', [WATCHDOG], {
      stdio: ['pipe', 'ignore', 'ignore'],
      detached: true,
    });
    shell.unref();
    watchdog = shell.stdin;
    // It must not keep this process alive, and what becomes of it must not end this process.
    (shell.stdin as unknown as { unref(): void }).unref();
    shell.stdin.on('error', () => undefined);
  }
  watchdog.write(`${line}\n`);
}

/** A program that ends with this process, however this process ends. */
export class Child {
  readonly name: string;
  readonly process: ChildProcess;
  /** Resolves when the program has ended, however it did. */
  readonly exited: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
  private readonly stopSignal: NodeJS.Signals;

  private constructor(name: string, process: ChildProcess, stopSignal: NodeJS.Signals) {
    this.name = name;
    this.process = process;
    this.stopSignal = stopSignal;
    this.exited = new Promise((resolve) => {
      process.once('exit', (code, signal) => {
        resolve({ code, signal });
      });
    });
  }

  /**
   * Starts a program in a process group of its own: Ctrl-C reaches only this process, which ends its children in order.
   * @param stopSignal what asks the program to end in good order
   * @throws the system's error when the program cannot be started
   */
  static async start(
    name: string,
    file: string,
    args: string[],
    options: SpawnOptions,
    stopSignal: NodeJS.Signals = 'SIGTERM',
  ): Promise<Child> {
    const child = spawn(file, args, { ...options, detached: true });
    await once(child, 'spawn');
    watch(`${stopSignal.slice(3)} ${child.pid}`);
    child.once('exit', () => {
      watch(`- ${child.pid}`);
    });
    return new Child(name, child, stopSignal);
  }

  get running(): boolean {
    return this.process.exitCode === null && this.process.signalCode === null;
  }

  /** Asks the program to end and waits for it; kills it after `patience` milliseconds. */
  async stop(patience = PATIENCE): Promise<void> {
    if (!this.running) return;
    this.process.kill(this.stopSignal);
    const timer = setTimeout(() => this.process.kill('SIGKILL'), patience);
    await this.exited;
    clearTimeout(timer);
  }
}
