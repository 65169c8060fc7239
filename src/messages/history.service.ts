import { Injectable } from '@nestjs/common';
import type { Principal } from '../auth/index.js';
import { AppError } from '../common/index.js';
import {
  FILE_KINDS,
  LIMITS,
  type FileKind,
  type MessageView,
  type PagePagination,
  type RoomWithMessages,
  type SeqPagination,
} from '../contracts/index.js';
import { RoomAccess, toRoomView } from '../rooms/index.js';
import type { ListMessagesQuery } from './dto/list-messages.query.js';
import { MessageViews } from './message-view.js';
import { MessagesRepository } from './messages.repository.js';
import { seqPage, type SeqPage } from './seq-page.js';

export interface HistoryPage {
  messages: MessageView[];
  pagination: PagePagination | SeqPagination;
}

/** Which files of a room; all of them when nothing is said. */
export interface FilesWanted {
  kind?: FileKind;
  /** Those with a smaller seq. */
  before?: number;
  limit?: number;
}

/** Reading what was said. Every method throws ROOM_NOT_FOUND, ROOM_FORBIDDEN and SERVICE_UNAVAILABLE. */
@Injectable()
export class HistoryService {
  constructor(
    private readonly messages: MessagesRepository,
    private readonly access: RoomAccess,
    private readonly views: MessageViews,
  ) {}

  /** The room with its newest messages, oldest first. */
  async open(roomId: string, principal: Principal): Promise<RoomWithMessages> {
    const opened = await this.messages.open(roomId, principal.galleryId, LIMITS.messagesWithRoom);
    const { room, rows } = await this.found(opened, roomId, principal);
    return { ...toRoomView(room, principal.galleryId), messages: await this.views.many(rows) };
  }

  /** @throws AppError MESSAGE_NOT_FOUND */
  async one(roomId: string, principal: Principal, messageId: string): Promise<MessageView> {
    const slice = await this.messages.findOne(roomId, principal.galleryId, messageId);
    const [row] = (await this.found(slice, roomId, principal)).rows;
    if (row === undefined) throw new AppError('MESSAGE_NOT_FOUND');
    return this.views.one(row);
  }

  /** Those of `ids` that were not deleted and stand in active rooms of the caller's gallery, in the order of `ids`. */
  async some({ galleryId }: Principal, ids: string[]): Promise<MessageView[]> {
    if (ids.length === 0) return [];
    const rows = new Map((await this.messages.findSome(galleryId, ids)).map((row) => [row.id, row]));
    return this.views.many(ids.flatMap((id) => rows.get(id) ?? []));
  }

  /** A page, or the messages before or after a seq; always oldest first. */
  list(roomId: string, principal: Principal, query: ListMessagesQuery): Promise<HistoryPage> {
    const limit = query.limit ?? LIMITS.messagesPerPageDefault;
    if (query.after !== undefined) return this.after(roomId, principal, query.after, limit);
    if (query.before !== undefined) return this.before(roomId, principal, query.before, limit);
    return this.page(roomId, principal, query.page ?? 1, limit);
  }

  /** Those that the room keeps at hand, the one that was pinned last first. */
  async pinned(roomId: string, principal: Principal): Promise<MessageView[]> {
    const slice = await this.messages.findPinned(roomId, principal.galleryId);
    return this.views.many((await this.found(slice, roomId, principal)).rows);
  }

  /** What of the room is a file, from the newest back, or from before a seq; always oldest first. */
  async files(
    roomId: string,
    principal: Principal,
    { kind, before = Number.MAX_SAFE_INTEGER, limit = LIMITS.messagesPerPageDefault }: FilesWanted,
  ): Promise<SeqPage> {
    const kinds = kind === undefined ? FILE_KINDS : [kind];
    const slice = await this.messages.findFiles(roomId, principal.galleryId, kinds, before, limit + 1);
    const { rows } = await this.found(slice, roomId, principal);
    const messages = await this.views.many(rows.slice(0, limit).reverse());
    return seqPage(messages, limit, rows.length > limit);
  }

  private async page(
    roomId: string,
    principal: Principal,
    page: number,
    limit: number,
  ): Promise<HistoryPage> {
    const slice = await this.messages.findPage(roomId, principal.galleryId, page, limit);
    const { rows, firstSeq, lastSeq } = await this.found(slice, roomId, principal);
    const total = lastSeq - firstSeq + 1;
    const messages = await this.views.many(rows);
    return { messages, pagination: { page, limit, total, totalPages: Math.ceil(total / limit) } };
  }

  private async after(
    roomId: string,
    principal: Principal,
    seq: number,
    limit: number,
  ): Promise<HistoryPage> {
    const slice = await this.messages.findAfter(roomId, principal.galleryId, seq, limit + 1);
    const { rows } = await this.found(slice, roomId, principal);
    return seqPage(await this.views.many(rows.slice(0, limit)), limit, rows.length > limit);
  }

  private async before(
    roomId: string,
    principal: Principal,
    seq: number,
    limit: number,
  ): Promise<HistoryPage> {
    const slice = await this.messages.findBefore(roomId, principal.galleryId, seq, limit + 1);
    const { rows } = await this.found(slice, roomId, principal);
    return seqPage(await this.views.many(rows.slice(-limit)), limit, rows.length > limit);
  }

  /** The statements answer nothing when there is no access; this tells why. */
  private async found<Slice>(slice: Slice | undefined, roomId: string, principal: Principal): Promise<Slice> {
    if (slice !== undefined) return slice;
    await this.access.require(roomId, principal);
    throw new AppError('ROOM_NOT_FOUND');
  }
}
