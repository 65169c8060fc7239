import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { RoomsService, type RoomRow } from '../rooms/index.js';

/** Milliseconds between two `room_updated` of one room. */
const INTERVAL = 1_000;

interface Pending {
  timer: NodeJS.Timeout;
  dirty: boolean;
}

/**
 * Joins the changes of a room to at most one `room_updated` a second: the first at once, then the last state of each
 * second in which something changed.
 */
@Injectable()
export class RoomUpdates implements OnModuleDestroy {
  private readonly logger = new Logger(RoomUpdates.name);
  private readonly pending = new Map<string, Pending>();
  private closed = false;

  constructor(private readonly rooms: RoomsService) {}

  onModuleDestroy(): void {
    this.closed = true;
    for (const { timer } of this.pending.values()) clearTimeout(timer);
    this.pending.clear();
  }

  /** @param send is given the room's state when it is time to send it */
  changed(roomId: string, send: (room: RoomRow) => void): void {
    const waiting = this.pending.get(roomId);
    if (waiting !== undefined) {
      waiting.dirty = true;
      return;
    }
    if (this.closed) return;
    this.schedule(roomId, send);
    void this.flush(roomId, send);
  }

  private schedule(roomId: string, send: (room: RoomRow) => void): void {
    const timer = setTimeout(() => this.due(roomId, send), INTERVAL);
    this.pending.set(roomId, { timer, dirty: false });
  }

  private due(roomId: string, send: (room: RoomRow) => void): void {
    const { dirty } = this.pending.get(roomId) ?? { dirty: false };
    this.pending.delete(roomId);
    if (dirty) this.changed(roomId, send);
  }

  private async flush(roomId: string, send: (room: RoomRow) => void): Promise<void> {
    try {
      const room = await this.rooms.findRow(roomId);
      if (room?.is_active) send(room);
    } catch (error) {
      // The last state is still owed: it is tried again at the next interval.
      this.logger.warn({ err: error, roomId }, 'A room update could not be read');
      const waiting = this.pending.get(roomId);
      if (waiting !== undefined) waiting.dirty = true;
    }
  }
}
