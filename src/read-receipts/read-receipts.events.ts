import type { MessagesReadEvent } from '../contracts/index.js';

/** Messages were marked as read; not published when a call marked none. */
export class MessagesRead {
  constructor(
    readonly read: MessagesReadEvent,
    readonly galleryIds: [string, string],
  ) {}
}
