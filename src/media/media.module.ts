import { Module } from '@nestjs/common';
import { JobsModule } from '../jobs/index.js';
import { MessagesModule } from '../messages/index.js';
import { UploadsModule } from '../uploads/index.js';
import { VirusScanModule } from '../virus-scan/index.js';
import { FileScans } from './file-scans.service.js';
import { MediaController } from './media.controller.js';
import { MediaProcessor } from './media-processor.service.js';
import { MediaRepository } from './media.repository.js';
import { MediaTools } from './tools/index.js';

@Module({
  imports: [JobsModule, MessagesModule, UploadsModule, VirusScanModule],
  controllers: [MediaController],
  providers: [MediaRepository, FileScans, MediaProcessor, MediaTools],
})
export class MediaModule {}
