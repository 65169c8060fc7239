import { Module } from '@nestjs/common';
import { UploadsModule } from '../uploads/index.js';
import { CapabilitiesController } from './capabilities.controller.js';
import { CapabilitiesService } from './capabilities.service.js';

@Module({
  imports: [UploadsModule],
  controllers: [CapabilitiesController],
  providers: [CapabilitiesService],
})
export class CapabilitiesModule {}
