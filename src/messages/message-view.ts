import { Injectable } from '@nestjs/common';
import { excerpt, type MediaView, type MessageView, type ReplyPreview } from '../contracts/index.js';
import { FileLinks } from '../storage/index.js';
import type { MediaFacts } from './chat-message.entity.js';
import type { MessageRow, RepliedRow } from './messages.repository.js';

/** Turns stored messages into what clients see: dates as text, the file under a link that works. */
@Injectable()
export class MessageViews {
  constructor(private readonly links: FileLinks) {}

  async one(row: MessageRow): Promise<MessageView> {
    return {
      id: row.id,
      room_id: row.room_id,
      sender_id: row.sender_id,
      sender_gallery_id: row.sender_gallery_id,
      first_name: row.first_name,
      last_name: row.last_name,
      seq: row.seq,
      client_message_id: row.client_message_id,
      message_type: row.message_type,
      content: row.content,
      file_url:
        row.file_url === null || row.file_state !== null
          ? null
          : await this.links.fresh(row.file_url, row.file_name, row.file_type),
      file_status: row.file_state ?? (row.file_url === null ? null : 'ready'),
      file_name: row.file_name,
      file_size: row.file_size,
      file_type: row.file_type,
      media: row.media === null || row.deleted_at !== null ? null : await this.media(row.media),
      reply_to_id: row.reply_to_id,
      reply_to: row.reply_to === null ? null : toPreview(row.reply_to),
      metadata: row.metadata,
      link_preview: row.deleted_at === null ? row.link_preview : null,
      forwarded: row.forwarded,
      reactions: row.reactions ?? [],
      pinned_at: row.pinned_at?.toISOString() ?? null,
      pinned_by: row.pinned_by,
      read_at: row.read_at?.toISOString() ?? null,
      read_by: row.read_by,
      edited_at: row.edited_at?.toISOString() ?? null,
      deleted_at: row.deleted_at?.toISOString() ?? null,
      created_at: row.created_at.toISOString(),
    };
  }

  private async media({ thumbnail, original_url: _, ...facts }: MediaFacts): Promise<MediaView> {
    if (thumbnail === null) return { ...facts, thumbnail };
    return {
      ...facts,
      thumbnail: { ...thumbnail, url: await this.links.fresh(thumbnail.url, null, 'image/webp') },
    };
  }

  many(rows: MessageRow[]): Promise<MessageView[]> {
    return Promise.all(rows.map((row) => this.one(row)));
  }
}

const toPreview = ({ text, deleted_at, ...replied }: RepliedRow): ReplyPreview => ({
  ...replied,
  excerpt: excerpt(text),
  deleted_at: deleted_at === null ? null : new Date(deleted_at).toISOString(),
});
