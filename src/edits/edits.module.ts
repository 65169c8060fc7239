import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { MessagesModule } from '../messages/index.js';
import { ReactionsModule } from '../reactions/index.js';
import { RoomsModule } from '../rooms/index.js';
import { UploadsModule } from '../uploads/index.js';
import { EditsController } from './edits.controller.js';
import { EditsRepository } from './edits.repository.js';
import { EditsService } from './edits.service.js';
import { MessageEdit } from './message-edit.entity.js';

@Module({
  imports: [
    TypeOrmModule.forFeature([MessageEdit]),
    MessagesModule,
    ReactionsModule,
    RoomsModule,
    UploadsModule,
  ],
  controllers: [EditsController],
  providers: [EditsRepository, EditsService],
  exports: [EditsService],
})
export class EditsModule {}
