import { Body, Controller, HttpStatus, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { CurrentPrincipal, OnlyRole, type Principal } from '../auth/index.js';
import { success, type RevocationView, type Success } from '../contracts/index.js';
import { RevokeTokensDto } from './dto/revoke-tokens.dto.js';
import { ApiRevokeTokens } from './revocations.openapi.js';
import { RevocationsService } from './revocations.service.js';

@Controller('chats/admin/revocations')
export class RevocationsController {
  constructor(private readonly revocations: RevocationsService) {}

  @Post()
  @OnlyRole('service')
  @ApiRevokeTokens()
  async revoke(
    @CurrentPrincipal() principal: Principal,
    @Body() body: RevokeTokensDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Success<RevocationView>> {
    const { revocation, created } = await this.revocations.revoke(principal, body);
    reply.status(created ? HttpStatus.CREATED : HttpStatus.OK);
    return success(revocation);
  }
}
