import { Injectable } from '@nestjs/common';
import { AppError } from '../common/index.js';
import { LIMITS, type MessageView } from '../contracts/index.js';
import type { RoomRow } from '../rooms/index.js';
import { MessageViews } from './message-view.js';
import { MessagesRepository } from './messages.repository.js';
import { seqPage, type SeqPage } from './seq-page.js';

/** Which messages: those behind a number, those before one, or the newest. */
export interface Stretch {
  after?: number;
  before?: number;
  limit?: number;
}

/**
 * Reading any room, also one that was deleted, and leaving nothing in it. It asks nobody for rights: whoever calls it has
 * done so, and has written down who reads. Every method throws ROOM_NOT_FOUND and SERVICE_UNAVAILABLE.
 */
@Injectable()
export class AnyRoomHistory {
  constructor(
    private readonly messages: MessagesRepository,
    private readonly views: MessageViews,
  ) {}

  /** The room with its newest messages, oldest first. */
  async open(roomId: string): Promise<{ room: RoomRow; messages: MessageView[] }> {
    const { room, rows } = found(await this.messages.openAny(roomId, LIMITS.messagesWithRoom));
    return { room, messages: await this.views.many(rows) };
  }

  /** Always oldest first. */
  async list(
    roomId: string,
    { after, before = Number.MAX_SAFE_INTEGER, limit = LIMITS.messagesPerPageDefault }: Stretch,
  ): Promise<SeqPage> {
    const { rows } = found(
      after === undefined
        ? await this.messages.findAnyBefore(roomId, before, limit + 1)
        : await this.messages.findAnyAfter(roomId, after, limit + 1),
    );
    const page = after === undefined ? rows.slice(-limit) : rows.slice(0, limit);
    return seqPage(await this.views.many(page), limit, rows.length > limit);
  }
}

function found<Slice>(slice: Slice | undefined): Slice {
  if (slice === undefined) throw new AppError('ROOM_NOT_FOUND');
  return slice;
}
