import { setTimeout as delay } from 'node:timers/promises';
import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { RoomHeads } from '../../rooms/index.js';
import { roomChannel } from '../channels.js';
import type { ChatServer } from '../socket.types.js';
import { BroadcastStream } from './broadcast-stream.js';
import { announceHead } from './head-announcer.js';

/** Milliseconds between two looks: a room that was deleted is closed on every node within a second. */
const INTERVAL = 500;
/** Milliseconds. What was deleted since then is left to the broadcast, which is faster. */
const GRACE = 200;
/** Milliseconds. A deletion can commit this much later than the time it wrote down; no statement lasts longer than 5 seconds. */
const OVERLAP = 10_000;

/**
 * Closes rooms on this node that were deleted on another one, when the broadcast of that got lost: no right may outlive
 * a failure of Redis. Rooms that nobody here has joined are left to the catching up.
 */
@Injectable()
export class ClosedRooms implements OnApplicationShutdown {
  private readonly logger = new Logger(ClosedRooms.name);
  private readonly closing = new AbortController();
  /** By this node's steady clock, in milliseconds; the clocks of node and database are never compared. */
  private lookedAt = performance.now();
  private failing = false;

  constructor(
    private readonly rooms: RoomHeads,
    private readonly stream: BroadcastStream,
  ) {}

  start(server: ChatServer): void {
    if (this.stream.enabled) void this.follow(server);
  }

  onApplicationShutdown(): void {
    this.closing.abort();
  }

  private async follow(server: ChatServer): Promise<void> {
    const { signal } = this.closing;
    for (;;) {
      await delay(INTERVAL, undefined, { signal, ref: false }).catch(() => undefined);
      if (signal.aborted) return;
      await this.look(server);
    }
  }

  private async look(server: ChatServer): Promise<void> {
    const startedAt = performance.now();
    try {
      const within = startedAt - this.lookedAt + OVERLAP;
      for await (const heads of this.rooms.closedWithin(within, GRACE)) {
        const joined = heads.filter(({ id }) => server.sockets.adapter.rooms.has(roomChannel(id)));
        for (const head of joined) announceHead(server.local, head);
      }
      this.lookedAt = startedAt;
      this.failing = false;
    } catch (error) {
      if (!this.failing) this.logger.warn({ err: error }, 'Deleted rooms cannot be read; it is tried again');
      this.failing = true;
    }
  }
}
