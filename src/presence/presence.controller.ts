import { Controller, Get, Query } from '@nestjs/common';
import { CurrentPrincipal, type Principal } from '../auth/index.js';
import { success, type PresenceView, type Success } from '../contracts/index.js';
import { PresenceQuery } from './dto/presence.query.js';
import { ApiListPresence } from './presence.openapi.js';
import { PresenceService } from './presence.service.js';

@Controller('chats/presence')
export class PresenceController {
  constructor(private readonly presence: PresenceService) {}

  @Get()
  @ApiListPresence()
  async list(
    @CurrentPrincipal() principal: Principal,
    @Query() { userIds }: PresenceQuery,
  ): Promise<Success<PresenceView[]>> {
    return success(await this.presence.list(principal, userIds));
  }
}
