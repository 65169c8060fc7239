import type { Connection } from '../connection/connection.js';
import type { Me } from '../connection/tokens.js';
import type { Outbox } from '../outbox/outbox.js';
import type { Presence } from '../presence.js';
import type { RoomList } from '../room-list.js';
import type { Uploads } from '../uploads.js';
import type { RoomCalls } from './room-calls.js';

/** What rooms share. */
export interface RoomContext {
  connection: Connection;
  outbox: Outbox;
  uploads: Uploads;
  presence: Presence;
  list: RoomList;
  calls: RoomCalls;
  me: () => Me | undefined;
  /** Brings the room up to date. */
  catchUp: (roomId: string) => void;
}
