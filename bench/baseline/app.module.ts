import { Module } from '@nestjs/common';
import { JwtModule } from '@nestjs/jwt';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ChatGateway } from './chat.gateway.js';
import { Message, Room, User } from './entities.js';
import { MessagesController } from './messages.controller.js';
import { MessagesService } from './messages.service.js';

const entities = [User, Room, Message];

@Module({
  imports: [
    TypeOrmModule.forRoot({ type: 'postgres', url: process.env.DATABASE_URL, entities }),
    TypeOrmModule.forFeature(entities),
    JwtModule.register({ secret: process.env.JWT_SECRET }),
  ],
  controllers: [MessagesController],
  providers: [MessagesService, ChatGateway],
})
export class AppModule {}
