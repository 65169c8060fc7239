import { Body, Controller, Delete, Get, HttpStatus, Param, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { CurrentPrincipal, type Principal } from '../auth/index.js';
import {
  success,
  type RoomListPagination,
  type RoomView,
  type Success,
  type UnreadTotals,
} from '../contracts/index.js';
import { ListRoomsQuery } from './dto/list-rooms.query.js';
import { OpenRoomDto } from './dto/open-room.dto.js';
import { ApiDeleteRoom, ApiListRooms, ApiOpenRoom, ApiUnreadCount } from './rooms.openapi.js';
import { RoomsService } from './rooms.service.js';

@Controller('chats')
export class RoomsController {
  constructor(private readonly rooms: RoomsService) {}

  @Get()
  @ApiListRooms()
  async list(
    @CurrentPrincipal() principal: Principal,
    @Query() query: ListRoomsQuery,
  ): Promise<Success<RoomView[], RoomListPagination>> {
    const { rooms, pagination } = await this.rooms.list(principal, query);
    return { success: true, data: rooms, pagination };
  }

  @Get('unread-count')
  @ApiUnreadCount()
  async unreadCount(@CurrentPrincipal() principal: Principal): Promise<Success<UnreadTotals>> {
    return success(await this.rooms.unreadTotals(principal));
  }

  @Post()
  @ApiOpenRoom()
  async open(
    @CurrentPrincipal() principal: Principal,
    @Body() body: OpenRoomDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Success<RoomView>> {
    const { room, created } = await this.rooms.open(principal, body);
    reply.status(created ? HttpStatus.CREATED : HttpStatus.OK);
    return success(room);
  }

  @Delete(':roomId')
  @ApiDeleteRoom()
  async close(
    @CurrentPrincipal() principal: Principal,
    @Param('roomId') roomId: string,
  ): Promise<{ success: true; message: string }> {
    await this.rooms.close(roomId, principal);
    return { success: true, message: 'Room deleted successfully' };
  }
}
