import { Body, Controller, Param, Post, Req, UseGuards } from '@nestjs/common';
import { IsNotEmpty, IsString, MaxLength } from 'class-validator';
import type { Message } from './entities.js';
import { JwtGuard, type AuthenticatedRequest } from './jwt.guard.js';
import { MessagesService } from './messages.service.js';

export class SendMessageDto {
  @IsString()
  @IsNotEmpty()
  @MaxLength(4000)
  content!: string;
}

@Controller('rooms/:roomId/messages')
@UseGuards(JwtGuard)
export class MessagesController {
  constructor(private readonly messages: MessagesService) {}

  @Post()
  send(
    @Req() request: AuthenticatedRequest,
    @Param('roomId') roomId: string,
    @Body() { content }: SendMessageDto,
  ): Promise<Message> {
    return this.messages.send(roomId, request.user, content);
  }
}
