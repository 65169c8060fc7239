import { setTimeout as delay } from 'node:timers/promises';
import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { EventBus } from '../../events/index.js';
import { RoomHeads, RoomUncertain } from '../../rooms/index.js';
import type { ChatServer } from '../socket.types.js';
import { announceHead } from './head-announcer.js';

/** Milliseconds. */
const INTERVAL = 500;
/**
 * Milliseconds for which a write that was given up can still be carried out, and its room is told of: as long as its
 * statement may wait for a connection, and then run.
 */
const LAST_OUTCOME = 10_000;
/** Only what was under way when the database broke off is uncertain; more than this cannot be. */
const MAX_ROOMS = 10_000;

/**
 * Tells where those rooms stand in which a write may or may not have been carried out: as soon as the database
 * answers, and once more when no outcome can be open any longer.
 */
@Injectable()
export class UncertainRooms implements OnApplicationShutdown {
  private readonly logger = new Logger(UncertainRooms.name);
  private readonly closing = new AbortController();
  /** Room → until when its outcome is open, in milliseconds. */
  private readonly rooms = new Map<string, number>();
  private readonly told = new Set<string>();
  private running = false;

  constructor(
    private readonly events: EventBus,
    private readonly heads: RoomHeads,
  ) {}

  start(server: ChatServer): void {
    this.events.on(RoomUncertain, ({ roomId }) => {
      if (this.rooms.size >= MAX_ROOMS && !this.rooms.has(roomId)) return;
      this.rooms.set(roomId, Date.now() + LAST_OUTCOME);
      this.told.delete(roomId);
      if (!this.running) void this.run(server);
    });
  }

  onApplicationShutdown(): void {
    this.closing.abort();
  }

  private async run(server: ChatServer): Promise<void> {
    this.running = true;
    while (this.rooms.size > 0 && !this.closing.signal.aborted) {
      try {
        await this.tell(server);
      } catch (error) {
        this.logger.warn({ err: error }, 'Uncertain rooms could not be read; it is tried again');
      }
      await delay(INTERVAL, undefined, { signal: this.closing.signal, ref: false }).catch(() => undefined);
    }
    this.running = false;
  }

  private async tell(server: ChatServer): Promise<void> {
    const now = Date.now();
    const due = [...this.rooms].filter(([roomId, until]) => !this.told.has(roomId) || until <= now);
    if (due.length === 0) return;
    for (const head of await this.heads.find(due.map(([roomId]) => roomId))) announceHead(server, head);
    for (const [roomId, until] of due) {
      this.told.add(roomId);
      if (until > now || this.rooms.get(roomId) !== until) continue;
      this.rooms.delete(roomId);
      this.told.delete(roomId);
    }
  }
}
