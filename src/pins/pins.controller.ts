import { Controller, Delete, Get, Param, Put } from '@nestjs/common';
import { CurrentPrincipal, type Principal } from '../auth/index.js';
import { success, type MessageView, type Success } from '../contracts/index.js';
import { ApiListPins, ApiPinMessage, ApiUnpinMessage } from './pins.openapi.js';
import { PinsService } from './pins.service.js';

@Controller('chats')
export class PinsController {
  constructor(private readonly pins: PinsService) {}

  @Get(':roomId/pins')
  @ApiListPins()
  async list(
    @CurrentPrincipal() principal: Principal,
    @Param('roomId') roomId: string,
  ): Promise<Success<MessageView[]>> {
    return success(await this.pins.list(principal, roomId));
  }

  @Put(':roomId/messages/:id/pin')
  @ApiPinMessage()
  async pin(
    @CurrentPrincipal() principal: Principal,
    @Param('roomId') roomId: string,
    @Param('id') messageId: string,
  ): Promise<Success<MessageView>> {
    return success(await this.pins.pin(principal, roomId, messageId));
  }

  @Delete(':roomId/messages/:id/pin')
  @ApiUnpinMessage()
  async unpin(
    @CurrentPrincipal() principal: Principal,
    @Param('roomId') roomId: string,
    @Param('id') messageId: string,
  ): Promise<Success<MessageView>> {
    return success(await this.pins.unpin(principal, roomId, messageId));
  }
}
