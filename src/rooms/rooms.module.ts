import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ChatRoom } from './chat-room.entity.js';
import { RoomAccess } from './room-access.service.js';
import { RoomQueue } from './room-queue.js';
import { RoomSubjects } from './room-subject.js';
import { RoomsController } from './rooms.controller.js';
import { RoomsRepository } from './rooms.repository.js';
import { RoomsService } from './rooms.service.js';

@Module({
  imports: [TypeOrmModule.forFeature([ChatRoom])],
  controllers: [RoomsController],
  providers: [RoomsRepository, RoomAccess, RoomQueue, RoomSubjects, RoomsService],
  exports: [RoomAccess, RoomQueue, RoomsService],
})
export class RoomsModule {}
