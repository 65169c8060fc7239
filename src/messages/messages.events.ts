import type { MessageChangedEvent, MessageView } from '../contracts/index.js';

/** A message was stored. Published in `seq` order for each room on this node. */
export class MessageSent {
  constructor(
    readonly message: MessageView,
    /** The side that receives it. */
    readonly recipientGalleryId: string,
  ) {}
}

/** A message that stood already was changed, or deleted. Published in the order of `rev` for each room on this node. */
export class MessageChanged {
  constructor(
    readonly change: MessageChangedEvent,
    readonly galleryIds: [string, string],
  ) {}
}
