import { setTimeout as delay } from 'node:timers/promises';
import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { RoomsService, type RoomRow } from '../rooms/index.js';
import { UpdateTurns } from './cluster/update-turns.js';

/** Milliseconds between two `room_updated` of one room. */
const INTERVAL = 1_000;

interface Followed {
  /** Whether it has changed since its state was last told. */
  owed: boolean;
  /** Resolves when nothing is owed any more. */
  settled: Promise<void>;
}

/**
 * Joins the changes of a room to at most one `room_updated` a second: the first at once, then the last state of each
 * second in which something changed, whichever node it changed on. A state that could not be read is still owed, and tried
 * again.
 */
@Injectable()
export class RoomUpdates implements OnApplicationShutdown {
  private readonly logger = new Logger(RoomUpdates.name);
  private readonly followed = new Map<string, Followed>();
  private readonly closing = new AbortController();

  constructor(
    private readonly rooms: RoomsService,
    private readonly turns: UpdateTurns,
  ) {}

  /** What is still owed is told now, for the sockets of the other nodes. */
  async onApplicationShutdown(): Promise<void> {
    this.closing.abort();
    await Promise.all([...this.followed.values()].map(({ settled }) => settled));
  }

  /** @param send is given the room's state when it is time to send it */
  changed(roomId: string, send: (room: RoomRow) => void): void {
    const followed = this.followed.get(roomId);
    if (followed !== undefined) followed.owed = true;
    else if (!this.closing.signal.aborted) this.follow(roomId, send);
  }

  private follow(roomId: string, send: (room: RoomRow) => void): void {
    const state: Followed = { owed: true, settled: Promise.resolve() };
    this.followed.set(roomId, state);
    state.settled = this.settle(roomId, state, send);
  }

  private async settle(roomId: string, state: Followed, send: (room: RoomRow) => void): Promise<void> {
    const { signal } = this.closing;
    while (state.owed && !signal.aborted) {
      state.owed = false;
      if (!(await this.flush(roomId, send))) state.owed = true;
      await delay(INTERVAL, undefined, { signal, ref: false }).catch(() => undefined);
    }
    this.followed.delete(roomId);
    if (state.owed) await this.flush(roomId, send);
  }

  /** @returns whether the state was sent, or there is none to send any more */
  private async flush(roomId: string, send: (room: RoomRow) => void): Promise<boolean> {
    try {
      const mayTell = this.closing.signal.aborted || (await this.turns.take(roomId, INTERVAL));
      if (!mayTell) return false;
      const room = await this.rooms.findRow(roomId);
      if (room?.is_active) send(room);
      return true;
    } catch (error) {
      this.logger.warn({ err: error, roomId }, 'A room update could not be read; it is tried again');
      return false;
    }
  }
}
