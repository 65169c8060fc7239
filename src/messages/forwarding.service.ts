import { Injectable } from '@nestjs/common';
import type { Principal } from '../auth/index.js';
import { AppError } from '../common/index.js';
import { FileIntake, KeptFiles, UploadSlots, type StoredFile } from '../uploads/index.js';
import { forwardedAttachment } from './attachment.js';
import type { MessageDraft } from './message-draft.js';
import { MessagesRepository, type MessageRow } from './messages.repository.js';
import { MessagesService, type SendResult } from './messages.service.js';
import { SendRules } from './send-rules.js';

/** Where a message stands, and where it is to go. */
export interface Forwarding {
  roomId: string;
  messageId: string;
  toRoomId: string;
  clientMessageId: string | null;
}

/**
 * Passes a message on into a room of the caller's gallery, another one or the same. What was said about it, and to whom,
 * stays behind.
 */
@Injectable()
export class ForwardingService {
  constructor(
    private readonly messages: MessagesService,
    private readonly repository: MessagesRepository,
    private readonly rules: SendRules,
    private readonly intake: FileIntake,
    private readonly kept: KeptFiles,
    private readonly slots: UploadSlots,
  ) {}

  /**
   * Sends what the message says now, with a copy of its file. A repeat is answered with the first message, whatever has
   * become of the one that was passed on.
   * @throws AppError MESSAGE_NOT_FOUND, MESSAGE_DELETED, MESSAGE_NOT_FORWARDABLE, RATE_LIMITED, and as
   *   `MessagesService.send` for the room to which it goes
   */
  async forward(principal: Principal, forwarding: Forwarding): Promise<SendResult> {
    const { roomId, messageId, toRoomId, clientMessageId } = forwarding;
    await this.rules.requireRoom(principal, roomId);
    await this.rules.requireRoom(principal, toRoomId);
    const asked = draftOf(messageId, clientMessageId);
    const repeated = await this.messages.repeated(principal, toRoomId, asked, null);
    if (repeated !== undefined) return repeated;
    const message = await this.find(principal, roomId, messageId);
    if (message.deleted_at !== null) throw new AppError('MESSAGE_DELETED');
    const draft = draftOf(messageId, clientMessageId, message);
    if (message.message_type === 'text') return this.messages.send(principal, toRoomId, draft);
    const file = fileOf(message);
    if (file === undefined) throw new AppError('MESSAGE_NOT_FORWARDABLE');
    const attachment = forwardedAttachment(this.intake, this.kept, toRoomId, file);
    // A copy costs the store what an upload does, and its sender nothing.
    return this.slots.run(principal.userId, () => this.messages.send(principal, toRoomId, draft, attachment));
  }

  private async find({ galleryId }: Principal, roomId: string, messageId: string): Promise<MessageRow> {
    const message = (await this.repository.findOne(roomId, galleryId, messageId))?.rows[0];
    if (message === undefined) throw new AppError('MESSAGE_NOT_FOUND');
    return message;
  }
}

const draftOf = (
  forwardedId: string,
  clientMessageId: string | null,
  message?: Pick<MessageRow, 'message_type' | 'content'>,
): MessageDraft => ({
  messageType: message?.message_type ?? 'text',
  content: message?.content ?? null,
  metadata: null,
  clientMessageId,
  replyToId: null,
  forwardedId,
});

function fileOf(message: MessageRow): StoredFile | undefined {
  const { message_type, file_state, file_url, file_name, file_size, file_type } = message;
  if (
    message_type !== 'file' ||
    file_state !== null ||
    file_url === null ||
    file_name === null ||
    file_size === null ||
    file_type === null
  )
    return undefined;
  return { url: file_url, name: file_name, size: file_size, type: file_type, unchecked: false };
}
