import type { MessageView } from '../contracts/index.js';

/** A message was stored. Published in `seq` order for each room on this node. */
export class MessageSent {
  constructor(
    readonly message: MessageView,
    /** The side that receives it. */
    readonly recipientGalleryId: string,
  ) {}
}
