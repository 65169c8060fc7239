import { Body, Controller, Get, HttpStatus, Param, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { CurrentPrincipal, type Principal } from '../auth/index.js';
import {
  success,
  type MessageView,
  type PagePagination,
  type RoomWithMessages,
  type SeqPagination,
  type Success,
} from '../contracts/index.js';
import { ForwardMessageDto } from './dto/forward-message.dto.js';
import { ListMessagesQuery } from './dto/list-messages.query.js';
import { SendMessageDto } from './dto/send-message.dto.js';
import { HistoryService } from './history.service.js';
import { MessageSender } from './message-sender.js';
import {
  ApiForwardMessage,
  ApiListMessages,
  ApiOneMessage,
  ApiOpenedRoom,
  ApiSendMessage,
} from './messages.openapi.js';

@Controller('chats')
export class MessagesController {
  constructor(
    private readonly history: HistoryService,
    private readonly sender: MessageSender,
  ) {}

  @Get(':roomId')
  @ApiOpenedRoom()
  async open(
    @CurrentPrincipal() principal: Principal,
    @Param('roomId') roomId: string,
  ): Promise<Success<RoomWithMessages>> {
    return success(await this.history.open(roomId, principal));
  }

  @Get(':roomId/messages')
  @ApiListMessages()
  async list(
    @CurrentPrincipal() principal: Principal,
    @Param('roomId') roomId: string,
    @Query() query: ListMessagesQuery,
  ): Promise<Success<MessageView[], PagePagination | SeqPagination>> {
    const { messages, pagination } = await this.history.list(roomId, principal, query);
    return { success: true, data: messages, pagination };
  }

  @Get(':roomId/messages/:id')
  @ApiOneMessage()
  async one(
    @CurrentPrincipal() principal: Principal,
    @Param('roomId') roomId: string,
    @Param('id') messageId: string,
  ): Promise<Success<MessageView>> {
    return success(await this.history.one(roomId, principal, messageId));
  }

  @Post(':roomId/messages')
  @ApiSendMessage()
  async send(
    @CurrentPrincipal() principal: Principal,
    @Param('roomId') roomId: string,
    @Body() body: SendMessageDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Success<MessageView>> {
    const { message, created } = await this.sender.send(principal, roomId, body);
    reply.status(created ? HttpStatus.CREATED : HttpStatus.OK);
    return success(message);
  }

  @Post(':roomId/messages/:id/forward')
  @ApiForwardMessage()
  async forward(
    @CurrentPrincipal() principal: Principal,
    @Param('roomId') roomId: string,
    @Param('id') messageId: string,
    @Body() body: ForwardMessageDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Success<MessageView>> {
    const { message, created } = await this.sender.forward(principal, roomId, messageId, body);
    reply.status(created ? HttpStatus.CREATED : HttpStatus.OK);
    return success(message);
  }
}
