import type { PresenceStatus } from '../contracts/index.js';

/** Somebody came online for a gallery, or went offline, counted over all of their devices on all nodes. */
export class PresenceChanged {
  constructor(
    readonly userId: string,
    readonly galleryId: string,
    readonly status: PresenceStatus,
    /** Now, or when their last device was last connected. */
    readonly lastSeenAt: Date,
  ) {}
}

/** Somebody joined a room with their first device. */
export class RoomEntered {
  constructor(
    readonly roomId: string,
    readonly userId: string,
  ) {}
}

/** Somebody left a room with their last device, or was cut off for longer than the grace. */
export class RoomLeft {
  constructor(
    readonly roomId: string,
    readonly userId: string,
  ) {}
}
