import { Injectable } from '@nestjs/common';
import type { Principal } from '../auth/index.js';
import type { MessageType } from '../contracts/index.js';
import { FileIntake, KeptFiles, type ReceivedFile } from '../uploads/index.js';
import { receivedAttachment, uploadedAttachment, type FileReference } from './attachment.js';
import type { FileCaptionDto, UploadFileDto } from './dto/upload-file.dto.js';
import { ForwardingService } from './forwarding.service.js';
import type { MessageDraft } from './message-draft.js';
import { MessagesService, type SendResult } from './messages.service.js';

/** A message of any type, as its form was checked; the file's fields come with type `file` only. */
export interface MessageRequest extends Partial<FileReference> {
  messageType?: MessageType | null | undefined;
  content?: string | null | undefined;
  metadata?: Record<string, unknown> | null | undefined;
  clientMessageId?: string | null | undefined;
  replyToId?: string | null | undefined;
}

/** Where a message is to go that stands elsewhere. */
export interface ForwardRequest {
  toRoomId: string;
  clientMessageId?: string | null | undefined;
}

/** Turns the ways in which a message can be asked for, over REST or a socket, into one. */
@Injectable()
export class MessageSender {
  constructor(
    private readonly messages: MessagesService,
    private readonly forwarding: ForwardingService,
    private readonly intake: FileIntake,
    private readonly kept: KeptFiles,
  ) {}

  /** Any type of message. @throws AppError as `MessagesService.send` */
  send(principal: Principal, roomId: string, request: MessageRequest): Promise<SendResult> {
    const draft: MessageDraft = {
      messageType: request.messageType ?? 'text',
      content: request.content ?? null,
      metadata: request.metadata ?? null,
      clientMessageId: request.clientMessageId ?? null,
      replyToId: request.replyToId ?? null,
      forwardedId: null,
    };
    if (draft.messageType !== 'file') return this.messages.send(principal, roomId, draft);
    // The DTO has checked that the type `file` comes with its four fields.
    const reference = request as Required<FileReference>;
    const attachment = uploadedAttachment(this.intake, this.kept, principal.galleryId, roomId, reference);
    return this.messages.send(principal, roomId, draft, attachment);
  }

  /** A message that stands in `roomId`, into another room. @throws AppError as `ForwardingService.forward` */
  forward(
    principal: Principal,
    roomId: string,
    messageId: string,
    { toRoomId, clientMessageId }: ForwardRequest,
  ): Promise<SendResult> {
    const to = { toRoomId, clientMessageId: clientMessageId ?? null };
    return this.forwarding.forward(principal, { roomId, messageId, ...to });
  }

  /** A file that the client has uploaded to the object store. */
  sendUploaded(principal: Principal, roomId: string, request: UploadFileDto): Promise<SendResult> {
    const attachment = uploadedAttachment(this.intake, this.kept, principal.galleryId, roomId, request);
    return this.messages.send(principal, roomId, fileDraft(request), attachment);
  }

  /** A file that came through the service. */
  sendReceived(
    principal: Principal,
    roomId: string,
    caption: FileCaptionDto,
    file: ReceivedFile,
  ): Promise<SendResult> {
    return this.messages.send(principal, roomId, fileDraft(caption), receivedAttachment(this.kept, file));
  }
}

const fileDraft = ({ caption, clientMessageId, metadata }: FileCaptionDto): MessageDraft => ({
  messageType: 'file',
  content: caption ?? null,
  metadata: metadata ?? null,
  clientMessageId: clientMessageId ?? null,
  replyToId: null,
  forwardedId: null,
});
