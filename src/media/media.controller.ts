import { Controller, Get, Param, Query } from '@nestjs/common';
import { CurrentPrincipal, type Principal } from '../auth/index.js';
import type { MessageView, SeqPagination, Success } from '../contracts/index.js';
import { HistoryService } from '../messages/index.js';
import { ListMediaQuery } from './dto/list-media.query.js';
import { ApiListMedia } from './media.openapi.js';

@Controller('chats')
export class MediaController {
  constructor(private readonly history: HistoryService) {}

  @Get(':roomId/media')
  @ApiListMedia()
  async list(
    @CurrentPrincipal() principal: Principal,
    @Param('roomId') roomId: string,
    @Query() query: ListMediaQuery,
  ): Promise<Success<MessageView[], SeqPagination>> {
    const { messages, pagination } = await this.history.files(roomId, principal, query);
    return { success: true, data: messages, pagination };
  }
}
