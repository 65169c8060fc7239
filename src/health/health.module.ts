import { Module } from '@nestjs/common';
import { StorageModule } from '../storage/index.js';
import { VirusScanModule } from '../virus-scan/index.js';
import { HealthController } from './health.controller.js';
import { HealthService } from './health.service.js';

@Module({
  imports: [StorageModule, VirusScanModule],
  controllers: [HealthController],
  providers: [HealthService],
})
export class HealthModule {}
