import { Body, Controller, Param, Post } from '@nestjs/common';
import { CurrentPrincipal, type Principal } from '../auth/index.js';
import { success, type Success, type UploadGrant } from '../contracts/index.js';
import { UploadUrlDto } from './dto/upload-url.dto.js';
import { ApiUploadUrl } from './uploads.openapi.js';
import { UploadsService } from './uploads.service.js';

@Controller('chats')
export class UploadsController {
  constructor(private readonly uploads: UploadsService) {}

  @Post(':roomId/upload-url')
  @ApiUploadUrl()
  async grant(
    @CurrentPrincipal() principal: Principal,
    @Param('roomId') roomId: string,
    @Body() body: UploadUrlDto,
  ): Promise<Success<UploadGrant>> {
    return success(await this.uploads.grant(principal, roomId, body));
  }
}
