import { Injectable } from '@nestjs/common';
import type { Principal } from '../auth/index.js';
import { AppError } from '../common/index.js';
import { AppConfig } from '../config/index.js';
import { LIMITS, type MessageVersion, type MessageView } from '../contracts/index.js';
import type { Query } from '../database/index.js';
import { MessageChanges, type MessagePatch, type MessageRow, type Standing } from '../messages/index.js';
import { ReactionsRepository } from '../reactions/index.js';
import { RoomAccess } from '../rooms/index.js';
import { KeptFiles } from '../uploads/index.js';
import { EditsRepository } from './edits.repository.js';

/** Lets people edit and delete what they have sent, for a while. */
@Injectable()
export class EditsService {
  constructor(
    private readonly changes: MessageChanges,
    private readonly edits: EditsRepository,
    private readonly reactions: ReactionsRepository,
    private readonly access: RoomAccess,
    private readonly files: KeptFiles,
    private readonly config: AppConfig,
  ) {}

  /**
   * Says something else in a message; both sides can read what it said before. The same content again changes nothing.
   * @param content null takes the caption off a file
   * @throws AppError NOT_OWN_MESSAGE, MESSAGE_DELETED, MESSAGE_NOT_EDITABLE, CHANGE_WINDOW_OVER, EDIT_LIMIT_REACHED,
   *   VALIDATION_FAILED (content), and as `MessageChanges.apply`
   */
  edit(
    principal: Principal,
    roomId: string,
    messageId: string,
    content: string | null,
  ): Promise<MessageView> {
    return this.changes.apply(principal, roomId, messageId, async ({ message, now, query }) => {
      assertOwn(message, principal);
      if (message.deleted_at !== null) throw new AppError('MESSAGE_DELETED');
      assertEditable(message, content);
      if (message.content === content) return undefined;
      assertWithin(message, now, this.config.messages.editWindow);
      const version = {
        content: message.content,
        written_at: message.edited_at ?? message.created_at,
        replaced_at: now,
      };
      const kept = await this.edits.keep(query, message.id, version, LIMITS.editsPerMessage);
      if (!kept) throw new AppError('EDIT_LIMIT_REACHED');
      return { content, edited_at: now };
    });
  }

  /**
   * Takes back what a message said, and its file. It keeps its number and shows as deleted; again changes nothing.
   * @throws AppError NOT_OWN_MESSAGE, CHANGE_WINDOW_OVER, and as `MessageChanges.apply`
   */
  async delete(principal: Principal, roomId: string, messageId: string): Promise<MessageView> {
    let urls: string[] = [];
    const message = await this.changes.apply(principal, roomId, messageId, (standing) => {
      urls = urlsOf(standing.message);
      return this.takeBack(principal, standing);
    });
    await Promise.all(urls.map((url) => this.files.discard({ url })));
    return message;
  }

  /**
   * The same by the service itself, whoever sent it and however long ago. Of a room that was closed nobody is told.
   * @throws AppError as `MessageChanges.amend`
   */
  async erase(roomId: string, messageId: string): Promise<void> {
    let urls: string[] = [];
    await this.changes.amend(roomId, messageId, ({ message, now, query }) => {
      if (message.deleted_at !== null) return undefined;
      urls = urlsOf(message);
      return this.emptied(message, now, query);
    });
    await Promise.all(urls.map((url) => this.files.discard({ url })));
  }

  private async takeBack(
    principal: Principal,
    { message, now, query }: Standing,
  ): Promise<MessagePatch | undefined> {
    assertOwn(message, principal);
    if (message.deleted_at !== null) return undefined;
    assertWithin(message, now, this.config.messages.deleteWindow);
    return this.emptied(message, now, query);
  }

  /** Forgets what lies beside the message. @returns what becomes of it */
  private async emptied(message: MessageRow, now: Date, query: Query): Promise<MessagePatch> {
    await this.edits.forget(query, message.id);
    await this.reactions.forget(query, message.id);
    for (const url of urlsOf(message)) await this.files.promiseRemoval(query, { url });
    const file = {
      file_url: null,
      file_name: null,
      file_size: null,
      file_type: null,
      file_state: null,
      media: null,
    };
    const marks = { reaction_count: 0, pinned_at: null, pinned_by: null };
    return { content: null, metadata: null, ...file, ...marks, deleted_at: now };
  }

  /**
   * What a message said before, the first version first; empty when it was never edited, or was deleted.
   * @throws AppError ROOM_NOT_FOUND, ROOM_FORBIDDEN, MESSAGE_NOT_FOUND, SERVICE_UNAVAILABLE
   */
  async history(principal: Principal, roomId: string, messageId: string): Promise<MessageVersion[]> {
    const versions = await this.edits.list(roomId, principal.galleryId, messageId);
    if (versions === undefined) {
      await this.access.require(roomId, principal);
      throw new AppError('MESSAGE_NOT_FOUND');
    }
    return versions.map(({ version, content, written_at, replaced_at }) => ({
      version,
      content,
      written_at: written_at.toISOString(),
      replaced_at: replaced_at.toISOString(),
    }));
  }
}

/** The objects that belong to a message. */
const urlsOf = ({ file_url, media }: MessageRow): string[] =>
  [file_url, media?.thumbnail?.url, media?.original_url].filter((url) => typeof url === 'string');

/** A message is its sender's, in the gallery for which it was sent. */
function assertOwn(message: MessageRow, { userId, galleryId }: Principal): void {
  const own = message.sender_id === userId && message.sender_gallery_id === galleryId;
  if (!own) throw new AppError('NOT_OWN_MESSAGE');
}

/** What the service or an offer said stays as it was said; only a file can be without words. */
function assertEditable({ message_type }: MessageRow, content: string | null): void {
  if (message_type !== 'text' && message_type !== 'file') throw new AppError('MESSAGE_NOT_EDITABLE');
  if (message_type === 'text' && content === null) {
    throw AppError.invalid('content', 'messageContent', LIMITS.contentLength);
  }
}

/** @param window seconds */
function assertWithin({ created_at }: MessageRow, now: Date, window: number): void {
  if (now.getTime() - created_at.getTime() > window * 1000) throw new AppError('CHANGE_WINDOW_OVER');
}
