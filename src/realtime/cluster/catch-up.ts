import { setTimeout as delay } from 'node:timers/promises';
import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { NodeLost } from '../../cluster/index.js';
import { EventBus } from '../../events/index.js';
import { RoomHeads } from '../../rooms/index.js';
import type { ChatServer } from '../socket.types.js';
import { BroadcastStream } from './broadcast-stream.js';
import { BroadcastsMissed } from './cluster.events.js';
import { announceHead, channelsOf } from './head-announcer.js';

/**
 * Milliseconds before the time asked for: a statement may have begun so long before it was committed, and a broken
 * connection may not have been noticed for some seconds.
 */
const MARGIN = 10_000;
/** Milliseconds after which the database has ended whatever a lost node had asked of it. */
const LAST_STATEMENT = 5_000;
const FIRST_RETRY = 500;
const LAST_RETRY = 5_000;

/**
 * Tells this node's sockets where the rooms stand in which something may have happened that did not reach them:
 * because a node was lost between storing and telling, or because Redis was away. Each node does it for its own.
 */
@Injectable()
export class CatchUp implements OnApplicationShutdown {
  private readonly logger = new Logger(CatchUp.name);
  private readonly closing = new AbortController();
  /** The earliest time that is still to be caught up on, in milliseconds. */
  private owed = Infinity;
  private running = false;

  constructor(
    private readonly events: EventBus,
    private readonly rooms: RoomHeads,
    private readonly stream: BroadcastStream,
  ) {}

  start(server: ChatServer): void {
    this.events.on(BroadcastsMissed, ({ since }) => this.since(server, since));
    this.events.on(NodeLost, ({ lastSeenAt }) => {
      // What the lost node did not tell is not among the recent broadcasts: nobody is to be restored from them.
      this.stream.forgetRecent();
      this.since(server, lastSeenAt);
      // Its last statements may still be under way, and nobody waits for their answers.
      setTimeout(() => this.since(server, lastSeenAt), LAST_STATEMENT).unref();
    });
  }

  onApplicationShutdown(): void {
    this.closing.abort();
  }

  private since(server: ChatServer, time: Date): void {
    this.owed = Math.min(this.owed, time.getTime());
    if (!this.running && !this.closing.signal.aborted) void this.run(server);
  }

  private async run(server: ChatServer): Promise<void> {
    this.running = true;
    for (let wait = FIRST_RETRY; this.owed < Infinity && !this.closing.signal.aborted;) {
      const since = this.owed;
      this.owed = Infinity;
      try {
        await this.announceSince(server, since);
        wait = FIRST_RETRY;
      } catch (error) {
        this.logger.warn({ err: error }, 'Catching up failed; it is tried again');
        this.owed = Math.min(this.owed, since);
        await delay(wait, undefined, { signal: this.closing.signal, ref: false }).catch(() => undefined);
        wait = Math.min(wait * 2, LAST_RETRY);
      }
    }
    this.running = false;
  }

  private async announceSince(server: ChatServer, since: number): Promise<void> {
    const { rooms } = server.sockets.adapter;
    for await (const heads of this.rooms.changedWithin(Date.now() - since + MARGIN)) {
      for (const head of heads) {
        if (channelsOf(head).some((channel) => rooms.has(channel))) announceHead(server.local, head);
      }
    }
  }
}
