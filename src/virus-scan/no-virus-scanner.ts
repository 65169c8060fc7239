import { VirusScanner } from './virus-scanner.js';

/** Stands where no scanner is configured. It finds nothing clean: to ask it is a fault of the caller. */
export class NoVirusScanner extends VirusScanner {
  readonly enabled = false;

  async scan(): Promise<never> {
    throw new Error('No virus scanner is configured; `enabled` says so');
  }

  async ping(): Promise<never> {
    return this.scan();
  }
}
