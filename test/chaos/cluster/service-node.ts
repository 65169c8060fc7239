import { closeSync, openSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { Child } from '../../../dev/children.ts';
import { ROOT } from '../../../dev/settings.ts';
import { MAIN } from '../../../dev/service.ts';
import type { Door } from '../client/request.ts';
import { cpuProfile, heapKept, type CpuProfile } from './inspector.ts';

/** Milliseconds. */
const START_TIMEOUT = 60_000;
const RETRY = 50;
/** The service gives open requests up to 30 s. */
const STOP_PATIENCE = 40_000;

export interface ServiceNodeOptions {
  name: string;
  port: number;
  environment: NodeJS.ProcessEnv;
  /** The file that its log goes to. */
  log: string;
  /** The port of its inspector, when `heapKept` or `profile` is to be asked. */
  inspector: number | undefined;
  /** The main file of another build than this checkout's. */
  main?: string;
}

/** One node: the built service as a process of its own, on the same port at every start. */
export class ServiceNode {
  readonly name: string;
  readonly url: string;
  readonly log: string;
  private readonly environment: NodeJS.ProcessEnv;
  private readonly inspector: number | undefined;
  private readonly main: string;
  private child: Child | undefined;

  constructor({ name, port, environment, log, inspector, main = MAIN }: ServiceNodeOptions) {
    this.name = name;
    this.url = `http://127.0.0.1:${port}`;
    this.environment = { ...environment, PORT: String(port), HOST: '127.0.0.1' };
    this.log = log;
    this.inspector = inspector;
    this.main = main;
  }

  /** The way to this node alone, past the gateway. */
  get door(): Door {
    return { rest: this.url, socket: this.url };
  }

  get pid(): number {
    return this.child?.process.pid ?? 0;
  }

  get running(): boolean {
    return this.child?.running === true;
  }

  /**
   * Resolves when the node takes traffic.
   * @param changes to its environment; what is undefined is left out
   * @throws Error when it ends before, or takes too long
   */
  async start(changes: NodeJS.ProcessEnv = {}): Promise<void> {
    const output = openSync(this.log, 'a');
    const inspect = this.inspector === undefined ? [] : [`--inspect=127.0.0.1:${this.inspector}`];
    const args = ['--enable-source-maps', ...inspect, this.main];
    const child = await Child.start(this.name, process.execPath, args, {
      cwd: ROOT,
      env: { ...this.environment, ...changes },
      stdio: ['ignore', output, output],
    });
    closeSync(output);
    this.child = child;
    for (const deadline = Date.now() + START_TIMEOUT; ;) {
      if (!child.running) throw new Error(`${this.name} ended at its start; see ${this.log}`);
      if (Date.now() > deadline) throw new Error(`${this.name} does not become ready; see ${this.log}`);
      if (await this.answers('/health/ready')) return;
      await delay(RETRY);
    }
  }

  /** SIGKILL: nothing of it has time to end in order. */
  async kill(): Promise<void> {
    this.child?.process.kill('SIGKILL');
    await this.child?.exited;
  }

  /** SIGTERM. @returns its exit code and the milliseconds until its end */
  async terminate(): Promise<{ code: number | null; took: number }> {
    const began = Date.now();
    await this.child?.stop(STOP_PATIENCE);
    return { code: (await this.child?.exited)?.code ?? null, took: Date.now() - began };
  }

  async answers(path: string): Promise<boolean> {
    return fetch(`${this.url}${path}`, { signal: AbortSignal.timeout(2_000) }).then(
      ({ ok }) => ok,
      () => false,
    );
  }

  /** Collects its garbage. @returns the bytes that JavaScript keeps */
  heapKept(): Promise<number> {
    return heapKept(this.inspectorPort());
  }

  /** What its process did during the work. */
  profile(work: () => Promise<unknown>): Promise<CpuProfile> {
    return cpuProfile(this.inspectorPort(), work);
  }

  private inspectorPort(): number {
    if (this.inspector === undefined) throw new Error(`${this.name} has no inspector`);
    return this.inspector;
  }

  /** What the node counts, by name; the figures of one name with several labels are added up. */
  async metrics(): Promise<Map<string, number>> {
    const text = await (await fetch(`${this.url}/metrics`)).text();
    const figures = new Map<string, number>();
    for (const [, name = '', value] of text.matchAll(/^([a-z_]+)(?:\{.*\})? (\S+)$/gm)) {
      figures.set(name, (figures.get(name) ?? 0) + Number(value));
    }
    return figures;
  }
}
