import { Controller, HttpStatus, Param, Post, Req, Res } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CurrentPrincipal, type Principal } from '../auth/index.js';
import { validateInput } from '../common/index.js';
import { success, type MessageView, type Success } from '../contracts/index.js';
import { RoomAccess } from '../rooms/index.js';
import { FileIntake, KeptFiles, UploadSlots, readMultipartUpload } from '../uploads/index.js';
import { FileCaptionDto, UploadFileDto } from './dto/upload-file.dto.js';
import { MessageSender } from './message-sender.js';
import { ApiUploadFile } from './messages.openapi.js';
import type { SendResult } from './messages.service.js';

@Controller('chats')
export class FileMessagesController {
  constructor(
    private readonly sender: MessageSender,
    private readonly intake: FileIntake,
    private readonly kept: KeptFiles,
    private readonly access: RoomAccess,
    private readonly slots: UploadSlots,
  ) {}

  /** Sends a file: one that is in the object store already (JSON), or one that comes with the request (multipart). */
  @Post(':roomId/upload')
  @RouteConfig({ multipart: true })
  @ApiUploadFile()
  async upload(
    @CurrentPrincipal() principal: Principal,
    @Param('roomId') roomId: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Success<MessageView>> {
    const { message, created } = request.isMultipart()
      ? await this.slots.run(principal.userId, () => this.receive(principal, roomId, request))
      : await this.sender.sendUploaded(principal, roomId, validateInput(UploadFileDto, request.body));
    void reply.status(created ? HttpStatus.CREATED : HttpStatus.OK);
    return success(message);
  }

  private async receive(principal: Principal, roomId: string, request: FastifyRequest): Promise<SendResult> {
    // Before the file is read: nobody stores bytes for a room that is not theirs.
    await this.access.require(roomId, principal);
    const { file, fields } = await readMultipartUpload(request, {
      receive: (part) => this.intake.receive({ galleryId: principal.galleryId, roomId, ...part }),
      discard: (received) => this.kept.discard(received),
    });
    let caption: FileCaptionDto;
    try {
      caption = validateInput(FileCaptionDto, fields);
    } catch (error) {
      await this.kept.discard(file);
      throw error;
    }
    return this.sender.sendReceived(principal, roomId, caption, file);
  }
}
