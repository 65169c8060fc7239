import { Body, Controller, Delete, Param, Put, Query } from '@nestjs/common';
import { CurrentPrincipal, type Principal } from '../auth/index.js';
import { success, type MessageView, type Success } from '../contracts/index.js';
import { ReactionDto } from './dto/reaction.dto.js';
import { ApiAddReaction, ApiRemoveReaction } from './reactions.openapi.js';
import { ReactionsService } from './reactions.service.js';

@Controller('chats')
export class ReactionsController {
  constructor(private readonly reactions: ReactionsService) {}

  @Put(':roomId/messages/:id/reactions')
  @ApiAddReaction()
  async add(
    @CurrentPrincipal() principal: Principal,
    @Param('roomId') roomId: string,
    @Param('id') messageId: string,
    @Body() { emoji }: ReactionDto,
  ): Promise<Success<MessageView>> {
    return success(await this.reactions.add(principal, roomId, messageId, emoji));
  }

  @Delete(':roomId/messages/:id/reactions')
  @ApiRemoveReaction()
  async remove(
    @CurrentPrincipal() principal: Principal,
    @Param('roomId') roomId: string,
    @Param('id') messageId: string,
    @Query() { emoji }: ReactionDto,
  ): Promise<Success<MessageView>> {
    return success(await this.reactions.remove(principal, roomId, messageId, emoji));
  }
}
