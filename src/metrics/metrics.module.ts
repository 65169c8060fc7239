import { Global, Module } from '@nestjs/common';
import { MessageCounter } from './message-counter.js';
import { MetricsController } from './metrics.controller.js';
import { Metrics } from './metrics.js';
import { ScanCounter } from './scan-counter.js';

/** Global: the gateway and the HTTP layer count from wherever they are. */
@Global()
@Module({
  controllers: [MetricsController],
  providers: [Metrics, MessageCounter, ScanCounter],
  exports: [Metrics],
})
export class MetricsModule {}
