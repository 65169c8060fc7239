import { Module } from '@nestjs/common';
import { RoomsModule } from '../rooms/index.js';
import { StorageModule } from '../storage/index.js';
import { FileCheck } from './file-check.js';
import { FileIntake } from './file-intake.service.js';
import { FileTypes } from './file-types.js';
import { UploadSlots } from './upload-slots.js';
import { UploadsController } from './uploads.controller.js';
import { UploadsService } from './uploads.service.js';

@Module({
  imports: [RoomsModule, StorageModule],
  controllers: [UploadsController],
  providers: [FileTypes, FileCheck, FileIntake, UploadSlots, UploadsService],
  exports: [FileIntake, FileTypes, UploadSlots],
})
export class UploadsModule {}
