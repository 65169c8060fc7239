import { setTimeout as delay } from 'node:timers/promises';
import { Injectable, type BeforeApplicationShutdown, type OnModuleDestroy } from '@nestjs/common';
import { AppConfig } from '../config/index.js';

/**
 * The first step of a shutdown: from its beginning on gateways are told to send their requests elsewhere, and everything
 * goes on working for as long as they need to notice. What has to end earlier than the connections of the clients waits
 * for `noticed`.
 */
@Injectable()
export class Shutdown implements OnModuleDestroy, BeforeApplicationShutdown {
  private ending: Promise<void> | undefined;
  private over = false;

  constructor(private readonly config: AppConfig) {}

  /** Whether the process is about to end. */
  get begun(): boolean {
    return this.ending !== undefined;
  }

  /** Resolves when gateways have had their time to notice. Asking for it begins the shutdown. */
  get noticed(): Promise<void> {
    this.ending ??= delay(this.config.shutdownDelay * 1_000).then(() => {
      this.over = true;
    });
    return this.ending;
  }

  /** Whether that time is over: the connections of the clients are being closed from now on. */
  get parting(): boolean {
    return this.over;
  }

  onModuleDestroy(): void {
    void this.noticed;
  }

  /** The listener is closed after this stage. */
  beforeApplicationShutdown(): Promise<void> {
    return this.noticed;
  }
}
