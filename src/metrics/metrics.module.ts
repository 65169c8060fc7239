import { Global, Module } from '@nestjs/common';
import { MessageCounter } from './message-counter.js';
import { MetricsController } from './metrics.controller.js';
import { Metrics } from './metrics.js';

/** Global: the gateway and the HTTP layer count from wherever they are. */
@Global()
@Module({
  controllers: [MetricsController],
  providers: [Metrics, MessageCounter],
  exports: [Metrics],
})
export class MetricsModule {}
