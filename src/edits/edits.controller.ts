import { Body, Controller, Delete, Get, Param, Patch } from '@nestjs/common';
import { CurrentPrincipal, type Principal } from '../auth/index.js';
import { success, type MessageVersion, type MessageView, type Success } from '../contracts/index.js';
import { EditMessageDto } from './dto/edit-message.dto.js';
import { ApiDeleteMessage, ApiEditMessage, ApiMessageEdits } from './edits.openapi.js';
import { EditsService } from './edits.service.js';

@Controller('chats')
export class EditsController {
  constructor(private readonly edits: EditsService) {}

  @Patch(':roomId/messages/:id')
  @ApiEditMessage()
  async edit(
    @CurrentPrincipal() principal: Principal,
    @Param('roomId') roomId: string,
    @Param('id') messageId: string,
    @Body() { content }: EditMessageDto,
  ): Promise<Success<MessageView>> {
    return success(await this.edits.edit(principal, roomId, messageId, content));
  }

  @Delete(':roomId/messages/:id')
  @ApiDeleteMessage()
  async delete(
    @CurrentPrincipal() principal: Principal,
    @Param('roomId') roomId: string,
    @Param('id') messageId: string,
  ): Promise<Success<MessageView>> {
    return success(await this.edits.delete(principal, roomId, messageId));
  }

  @Get(':roomId/messages/:id/edits')
  @ApiMessageEdits()
  async history(
    @CurrentPrincipal() principal: Principal,
    @Param('roomId') roomId: string,
    @Param('id') messageId: string,
  ): Promise<Success<MessageVersion[]>> {
    return success(await this.edits.history(principal, roomId, messageId));
  }
}
