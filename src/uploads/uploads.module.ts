import { Module } from '@nestjs/common';
import { JobsModule } from '../jobs/index.js';
import { RoomsModule } from '../rooms/index.js';
import { StorageModule } from '../storage/index.js';
import { VirusScanModule } from '../virus-scan/index.js';
import { FileCheck } from './file-check.js';
import { FileIntake } from './file-intake.service.js';
import { FileTypes } from './file-types.js';
import { KeptFiles } from './kept-files.service.js';
import { StoredObjects } from './stored-objects.service.js';
import { UploadSlots } from './upload-slots.js';
import { UploadsController } from './uploads.controller.js';
import { UploadsService } from './uploads.service.js';

@Module({
  imports: [JobsModule, RoomsModule, StorageModule, VirusScanModule],
  controllers: [UploadsController],
  providers: [FileTypes, FileCheck, FileIntake, KeptFiles, StoredObjects, UploadSlots, UploadsService],
  exports: [FileIntake, FileTypes, KeptFiles, StoredObjects, UploadSlots],
})
export class UploadsModule {}
