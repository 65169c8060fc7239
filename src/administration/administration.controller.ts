import { Controller, Get, Param, Query, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { CurrentPrincipal, OnlyRole, type Principal } from '../auth/index.js';
import {
  success,
  type AdministeredRoom,
  type AdministeredRoomWithMessages,
  type AuditEntry,
  type AuditPagination,
  type LiveFigures,
  type MessageView,
  type RoomListPagination,
  type SeqPagination,
  type Success,
} from '../contracts/index.js';
import {
  ApiFigures,
  ApiFindRooms,
  ApiListAudit,
  ApiReadMessages,
  ApiReadRoom,
} from './administration.openapi.js';
import { AuditTrail, type Visitor } from './audit/audit-trail.service.js';
import { Reading } from './audit/reading.service.js';
import { FindRoomsQuery } from './dto/find-rooms.query.js';
import { ListAuditQuery } from './dto/list-audit.query.js';
import { ReadMessagesQuery } from './dto/read-messages.query.js';
import { Figures } from './figures/figures.service.js';
import { RoomFinder } from './finding/room-finder.service.js';

@Controller('chats/admin')
export class AdministrationController {
  constructor(
    private readonly finder: RoomFinder,
    private readonly reading: Reading,
    private readonly audit: AuditTrail,
    private readonly figures: Figures,
  ) {}

  @Get('rooms')
  @OnlyRole('support', 'admin')
  @ApiFindRooms()
  async find(@Query() query: FindRoomsQuery): Promise<Success<AdministeredRoom[], RoomListPagination>> {
    const { rooms, pagination } = await this.finder.find(query);
    return { success: true, data: rooms, pagination };
  }

  @Get('rooms/:roomId')
  @OnlyRole('support', 'admin')
  @ApiReadRoom()
  async open(
    @CurrentPrincipal() principal: Principal,
    @Req() request: FastifyRequest,
    @Param('roomId') roomId: string,
  ): Promise<Success<AdministeredRoomWithMessages>> {
    return success(await this.reading.open(visitorOf(principal, request), roomId));
  }

  @Get('rooms/:roomId/messages')
  @OnlyRole('support', 'admin')
  @ApiReadMessages()
  async messages(
    @CurrentPrincipal() principal: Principal,
    @Req() request: FastifyRequest,
    @Param('roomId') roomId: string,
    @Query() query: ReadMessagesQuery,
  ): Promise<Success<MessageView[], SeqPagination>> {
    const visitor = visitorOf(principal, request);
    const { messages, pagination } = await this.reading.messages(visitor, roomId, query);
    return { success: true, data: messages, pagination };
  }

  @Get('audit')
  @OnlyRole('admin')
  @ApiListAudit()
  async list(@Query() query: ListAuditQuery): Promise<Success<AuditEntry[], AuditPagination>> {
    const { entries, pagination } = await this.audit.list(query);
    return { success: true, data: entries, pagination };
  }

  @Get('figures')
  @OnlyRole('support', 'admin')
  @ApiFigures()
  async now(): Promise<Success<LiveFigures>> {
    return success(await this.figures.now());
  }
}

const visitorOf = (principal: Principal, { id, ip }: FastifyRequest): Visitor => ({
  ...principal,
  requestId: id,
  address: ip,
});
