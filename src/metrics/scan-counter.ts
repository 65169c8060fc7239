import { Injectable, type OnModuleInit } from '@nestjs/common';
import { EventBus } from '../events/index.js';
import { FileScanned } from '../virus-scan/index.js';
import { Metrics } from './metrics.js';

/** Counts what came of asking the virus scanner. */
@Injectable()
export class ScanCounter implements OnModuleInit {
  constructor(
    private readonly events: EventBus,
    private readonly metrics: Metrics,
  ) {}

  onModuleInit(): void {
    this.events.on(FileScanned, ({ outcome }) => this.metrics.fileScanned(outcome));
  }
}
