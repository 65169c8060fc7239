import { Controller, HttpCode, HttpStatus, Param, Post, Put } from '@nestjs/common';
import { CurrentPrincipal, type Principal } from '../auth/index.js';
import type { ReadResult, Success } from '../contracts/index.js';
import { ApiMarkAllRead, ApiMarkOneRead } from './read-receipts.openapi.js';
import { ReadReceiptsService } from './read-receipts.service.js';

@Controller('chats')
export class ReadReceiptsController {
  constructor(private readonly receipts: ReadReceiptsService) {}

  @Post(':roomId/read')
  @HttpCode(HttpStatus.OK)
  @ApiMarkAllRead()
  async markAll(
    @CurrentPrincipal() principal: Principal,
    @Param('roomId') roomId: string,
  ): Promise<Success<ReadResult>> {
    const data = await this.receipts.markAll(roomId, principal);
    return { success: true, message: 'All messages marked as read', data };
  }

  @Put(':roomId/messages/:id/read')
  @ApiMarkOneRead()
  async markOne(
    @CurrentPrincipal() principal: Principal,
    @Param('roomId') roomId: string,
    @Param('id') messageId: string,
  ): Promise<{ success: true; message: string }> {
    await this.receipts.markOne(roomId, principal, messageId);
    return { success: true, message: 'Message marked as read' };
  }
}
