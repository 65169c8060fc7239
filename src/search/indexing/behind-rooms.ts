import { setTimeout as delay } from 'node:timers/promises';
import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Indexer } from './indexer.js';
import { SearchIndexRepository } from './search-index.repository.js';

/** Milliseconds between two looks. */
const INTERVAL = 30_000;
/** Milliseconds that a look goes back further: a statement commits later than the time that it wrote down. */
const OVERLAP = 60_000;
/** All rooms: a hundred years. */
const EVER = 3_155_760_000_000;
/** Rooms that may wait before more are looked for; milliseconds until then, and between two pages. */
const [ENOUGH, PAUSE] = [500, 100];
const AGAIN = 1_000;

/**
 * Finds the rooms of which the index is behind and nobody knows it: all of them once, when the node starts, which also fills
 * the index of a database that was filled before; and those of a node that was lost.
 */
@Injectable()
export class BehindRooms implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(BehindRooms.name);
  private readonly closing = new AbortController();
  private failing = false;

  constructor(
    private readonly repository: SearchIndexRepository,
    private readonly indexer: Indexer,
  ) {}

  onApplicationBootstrap(): void {
    void this.follow();
  }

  onApplicationShutdown(): void {
    this.closing.abort();
  }

  private async follow(): Promise<void> {
    // By this node's steady clock; the clocks of node and database are never compared.
    let lookedAt = -Infinity;
    while (!this.closing.signal.aborted) {
      const startedAt = performance.now();
      const within = Math.min(startedAt - lookedAt + OVERLAP, EVER);
      const isDone = await this.look(within);
      if (isDone) lookedAt = startedAt;
      await this.rest(isDone ? INTERVAL : AGAIN);
    }
  }

  /** @returns whether it came to the end */
  private async look(within: number): Promise<boolean> {
    try {
      for await (const page of this.repository.changedWithin(within)) {
        for (const { id, behind } of page) if (behind) this.indexer.noteOld(id);
        do await this.rest(PAUSE);
        while (this.indexer.waiting.size > ENOUGH && !this.closing.signal.aborted);
        if (this.closing.signal.aborted) return false;
      }
      this.failing = false;
      return true;
    } catch (error) {
      if (!this.failing && !this.closing.signal.aborted)
        this.logger.warn({ err: error }, 'The rooms to be indexed cannot be read; it is tried again');
      this.failing = true;
      return false;
    }
  }

  private async rest(milliseconds: number): Promise<void> {
    await delay(milliseconds, undefined, { signal: this.closing.signal, ref: false }).catch(() => undefined);
  }
}
