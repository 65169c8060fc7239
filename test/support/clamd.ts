import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { canRunClamd, startClamd, type ClamdServer } from './servers/clamd.ts';

/** For tests that need a virus scanner: left out where there is none; scripts/system-packages tells. */
export const describeWithClamd = canRunClamd() ? describe : describe.skip;

/** A clamd of one test's own, which it may stop and start again at the same address. */
export class OwnClamd {
  private constructor(
    private readonly folder: string,
    private readonly changes: Record<string, string>,
    private server: ClamdServer,
  ) {}

  /** @param changes settings that differ from the deployment's, by their names in clamd.conf */
  static async start(changes: Record<string, string> = {}): Promise<OwnClamd> {
    const folder = mkdtempSync(join(tmpdir(), 'dealer-messaging-clamd-'));
    return new OwnClamd(folder, changes, await startClamd(folder, changes));
  }

  get host(): string {
    return this.server.host;
  }

  get port(): number {
    return this.server.port;
  }

  /** The environment of a service that uses it. */
  get settings(): { CLAMAV_HOST: string; CLAMAV_PORT: string } {
    return { CLAMAV_HOST: this.host, CLAMAV_PORT: String(this.port) };
  }

  stop(): Promise<void> {
    return this.server.stop();
  }

  async restart(): Promise<void> {
    this.server = await startClamd(this.folder, this.changes, this.port);
  }

  /** Has it stand still: it takes connections and answers nothing. */
  pause(): void {
    this.server.pause();
  }

  resume(): void {
    this.server.resume();
  }

  /** Stops it for good, even where it stands still. */
  async remove(): Promise<void> {
    this.server.resume();
    await this.server.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
