import { Module } from '@nestjs/common';
import { AppConfig } from '../config/index.js';
import { EventBus } from '../events/index.js';
import { ClamAvScanner } from './clamav-scanner.js';
import { NoVirusScanner } from './no-virus-scanner.js';
import { VirusScanner } from './virus-scanner.js';

@Module({
  providers: [
    {
      provide: VirusScanner,
      inject: [AppConfig, EventBus],
      useFactory: ({ clamav }: AppConfig, events: EventBus): VirusScanner =>
        clamav === undefined ? new NoVirusScanner() : new ClamAvScanner(clamav, events),
    },
  ],
  exports: [VirusScanner],
})
export class VirusScanModule {}
