import { Injectable } from '@nestjs/common';
import { AppConfig } from '../config/index.js';
import type { LinkPreview, MessageType } from '../contracts/index.js';
import type { Query } from '../database/index.js';
import { Jobs } from '../jobs/index.js';
import { firstLink } from './first-link.js';
import type { MessageRow } from './messages.repository.js';

/** Promises that it is looked at what the first link of a text leads to, once the text stands. */
@Injectable()
export class PreviewPromises {
  private readonly enabled: boolean;

  constructor(
    private readonly jobs: Jobs,
    config: AppConfig,
  ) {
    this.enabled = config.linkPreviews;
  }

  /** Whether a link is to be looked at when this is sent. */
  isLookedAt(messageType: MessageType, content: string | null): boolean {
    return this.enabled && linkOf(messageType, content) !== null;
  }

  /**
   * @param before as the message stands
   * @param content what it is to say from now on
   * @returns the preview that it keeps: that of a link which is still its first
   */
  async follow(query: Query, before: MessageRow, content: string | null): Promise<LinkPreview | null> {
    if (content === null) return null;
    const link = linkOf(before.message_type, content);
    if (link === linkOf(before.message_type, before.content)) return before.link_preview;
    if (link !== null && this.enabled) {
      await this.jobs.add(query, 'preview-link', { roomId: before.room_id, messageId: before.id });
    }
    return null;
  }
}

/** Files and what the service says have none. */
export const linkOf = (messageType: MessageType, content: string | null): string | null =>
  messageType === 'text' ? (firstLink(content) ?? null) : null;
