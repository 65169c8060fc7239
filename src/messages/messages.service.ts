import { Injectable } from '@nestjs/common';
import { otherGallery, type Principal } from '../auth/index.js';
import { AppError, withNewDeadline } from '../common/index.js';
import type { MessageView } from '../contracts/index.js';
import { EventBus } from '../events/index.js';
import { RoomChanged, RoomQueue } from '../rooms/index.js';
import type { Attachment } from './attachment.js';
import { newMessage, requestHash, type MessageDraft, type NewMessage } from './message-draft.js';
import { MessageViews } from './message-view.js';
import { MessageSent } from './messages.events.js';
import { MessagesRepository, type MessageRow } from './messages.repository.js';
import { SendBatches } from './send-batches.js';
import { SendRules } from './send-rules.js';

export interface SendResult {
  message: MessageView;
  /** False when the client had sent it before. */
  created: boolean;
}

/** Sending. A message that is answered here is committed; see `docs/adr/0001`. */
@Injectable()
export class MessagesService {
  constructor(
    private readonly messages: MessagesRepository,
    private readonly batches: SendBatches,
    private readonly rules: SendRules,
    private readonly queue: RoomQueue,
    private readonly views: MessageViews,
    private readonly events: EventBus,
  ) {}

  /**
   * Stores a message and publishes MessageSent. The same `clientMessageId` of the same sender in the same room gives
   * the first message again, and stores and publishes nothing.
   * @param attachment the file, when the type is `file`
   * @throws AppError ROOM_NOT_FOUND, ROOM_FORBIDDEN, MESSAGE_TYPE_FORBIDDEN, OFFER_ROOM_REQUIRED, VALIDATION_FAILED
   *   (replyToId), IDEMPOTENCY_CONFLICT, FILE_INVALID, STORAGE_UNAVAILABLE, ROOM_BUSY, SERVICE_UNAVAILABLE
   */
  async send(
    principal: Principal,
    roomId: string,
    draft: MessageDraft,
    attachment?: Attachment,
  ): Promise<SendResult> {
    await this.rules.check(principal, roomId, draft);
    return attachment === undefined
      ? this.store(principal, roomId, newMessage(draft, null, null))
      : this.sendFile(principal, roomId, draft, attachment);
  }

  /**
   * What was sent under the draft's `clientMessageId` before; undefined when nothing was.
   * @throws AppError IDEMPOTENCY_CONFLICT, SERVICE_UNAVAILABLE
   */
  async repeated(
    principal: Principal,
    roomId: string,
    draft: MessageDraft,
    fileIdentity: unknown,
  ): Promise<SendResult | undefined> {
    const first = await this.findRepeated(principal, roomId, draft.clientMessageId);
    return first && this.answerRepeated(first, requestHash(draft, fileIdentity));
  }

  private async sendFile(
    principal: Principal,
    roomId: string,
    draft: MessageDraft,
    attachment: Attachment,
  ): Promise<SendResult> {
    // After a failure in the sending itself the message may stand, and its file with it; a refusal is certain.
    let sending = false;
    try {
      await this.rules.requireRoom(principal, roomId);
      let result = await this.repeated(principal, roomId, draft, attachment.identity);
      if (result === undefined) {
        const message = newMessage(draft, await attachment.store(), attachment.identity);
        sending = true;
        // Storing the file has taken its time, which has limits of its own.
        result = await withNewDeadline(() => this.store(principal, roomId, message));
      }
      if (!result.created) await attachment.discard();
      return result;
    } catch (error) {
      const refused = error instanceof AppError && error.status < 500;
      if (!sending || refused) await attachment.discard();
      throw error;
    }
  }

  private store(principal: Principal, roomId: string, message: NewMessage): Promise<SendResult> {
    return this.queue.run(roomId, async () => {
      const outcome = await this.batches.send({ roomId, sender: principal, message });
      if (outcome === 'refused') return this.rules.explain(principal, roomId, message);
      if (outcome === 'repeated') {
        const first = await this.findRepeated(principal, roomId, message.clientMessageId);
        if (first === undefined) throw new AppError('ROOM_BUSY', { retryAfter: 1 });
        return this.answerRepeated(first, message.requestHash);
      }
      const view = await this.views.one(outcome);
      const recipient = otherGallery(outcome, principal.galleryId);
      this.events.publish(new MessageSent(view, recipient));
      this.events.publish(new RoomChanged(roomId));
      return { message: view, created: true };
    });
  }

  private findRepeated(
    { userId }: Principal,
    roomId: string,
    clientMessageId: string | null,
  ): Promise<MessageRow | undefined> {
    return clientMessageId === null
      ? Promise.resolve(undefined)
      : this.messages.findRepeated(roomId, userId, clientMessageId);
  }

  private async answerRepeated(first: MessageRow, hash: Buffer): Promise<SendResult> {
    if (first.request_hash?.equals(hash) !== true) throw new AppError('IDEMPOTENCY_CONFLICT');
    return { message: await this.views.one(first), created: false };
  }
}
