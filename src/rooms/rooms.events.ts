import type { RoomRow } from './room-view.js';

/** A new room stands. Not published when `POST /chats` found one that stood already. */
export class RoomOpened {
  constructor(readonly room: RoomRow) {}
}

/** What the room list shows of a room has changed: a message, or a message read. */
export class RoomChanged {
  constructor(readonly roomId: string) {}
}

/** A room was deleted. */
export class RoomClosed {
  constructor(
    readonly roomId: string,
    readonly galleryIds: [string, string],
  ) {}
}

/** Something was written in a room, or was not: the connection to the database broke before it could say. */
export class RoomUncertain {
  constructor(readonly roomId: string) {}
}
