import { Injectable } from '@nestjs/common';
import { VERSION } from '../common/index.js';
import { AppConfig } from '../config/index.js';
import { LIMITS, MESSAGE_TYPES, ROOM_TYPES, type Capabilities } from '../contracts/index.js';
import { FileTypes } from '../uploads/index.js';

/** Puts together what clients may rely on, from the settings. It does not change while the service runs. */
@Injectable()
export class CapabilitiesService {
  private readonly capabilities: Capabilities;

  constructor(config: AppConfig, fileTypes: FileTypes) {
    this.capabilities = {
      version: VERSION,
      features: {
        room_types: ROOM_TYPES.filter((type) => type !== 'support' || config.supportGalleryId !== undefined),
        message_types: [...MESSAGE_TYPES],
        dealer_message_types: MESSAGE_TYPES.filter(
          (type) => type !== 'system' || config.systemMessagesForAnyone,
        ),
        uploads: ['presigned', 'multipart'],
        locales: ['tr', 'en'],
        read_receipts: true,
        typing: true,
        presence: true,
        idempotent_sends: true,
        edits: config.messages.editWindow > 0,
        deletions: config.messages.deleteWindow > 0,
        reactions: true,
        pins: true,
        forwarding: true,
        media: true,
        link_previews: config.linkPreviews,
        search: true,
      },
      limits: {
        content_length: LIMITS.contentLength,
        metadata_bytes: LIMITS.metadataBytes,
        body_bytes: LIMITS.bodyBytes,
        preview_length: LIMITS.previewLength,
        file_name_length: LIMITS.fileNameLength,
        edit_window: config.messages.editWindow,
        delete_window: config.messages.deleteWindow,
        edits_per_message: LIMITS.editsPerMessage,
        emoji_per_message: LIMITS.emojiPerMessage,
        pins_per_room: LIMITS.pinsPerRoom,
        search_length: LIMITS.searchLength,
        search_hits_per_page: LIMITS.hitsPerPage,
        json_depth: LIMITS.jsonDepth,
        messages_per_page: LIMITS.messagesPerPage,
        rooms_per_page: LIMITS.roomsPerPage,
        rooms_unpaged: LIMITS.roomsUnpaged,
        file_url_ttl: config.files.urlTtl,
        files: fileTypes.all.map((type) => ({
          kind: type.kind,
          media_types: [...type.mediaTypes],
          extensions: [...type.extensions],
          max_bytes: fileTypes.maxSize(type),
        })),
      },
    };
  }

  get(): Capabilities {
    return this.capabilities;
  }
}
