import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ChatRoom } from './chat-room.entity.js';
import { RoomAccess } from './room-access.service.js';
import { RoomHeadsRepository } from './room-heads.repository.js';
import { RoomHeads } from './room-heads.service.js';
import { RoomQueue } from './room-queue.js';
import { RoomSubjects } from './room-subject.js';
import { RoomWrites } from './room-writes.js';
import { RoomsController } from './rooms.controller.js';
import { RoomsRepository } from './rooms.repository.js';
import { RoomsService } from './rooms.service.js';

@Module({
  imports: [TypeOrmModule.forFeature([ChatRoom])],
  controllers: [RoomsController],
  providers: [
    RoomsRepository,
    RoomHeadsRepository,
    RoomAccess,
    RoomHeads,
    RoomQueue,
    RoomWrites,
    RoomSubjects,
    RoomsService,
  ],
  exports: [RoomAccess, RoomHeads, RoomQueue, RoomWrites, RoomsService],
})
export class RoomsModule {}
