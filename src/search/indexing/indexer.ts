import { setTimeout as delay } from 'node:timers/promises';
import {
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { AppError } from '../../common/index.js';
import { AppConfig } from '../../config/index.js';
import { EventBus } from '../../events/index.js';
import { MessageChanged, MessageSent } from '../../messages/index.js';
import { Metrics } from '../../metrics/index.js';
import { RoomClosed, RoomUncertain } from '../../rooms/index.js';
import { Shutdown } from '../../shutdown/index.js';
import { SearchIndex } from './search-index.js';
import { WaitingRooms, type TakenRooms } from './waiting-rooms.js';

/** Milliseconds for which what comes is gathered. */
const GATHER = 200;
/** Rooms of one transaction. */
const ROOMS = 40;
/** Milliseconds until what failed, or what another node was at, is tried again. */
const AGAIN = 500;

/**
 * Keeps the index up with what is said on this node, a moment behind it. It has one transaction under way at most, and
 * rests between two of them in proportion to how long the last one took: who sends goes first.
 */
@Injectable()
export class Indexer implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly waiting = new WaitingRooms();
  private readonly logger = new Logger(Indexer.name);
  private readonly closing = new AbortController();
  private running: Promise<void> | undefined;
  private failing = false;

  constructor(
    private readonly index: SearchIndex,
    private readonly events: EventBus,
    private readonly config: AppConfig,
    private readonly shutdown: Shutdown,
    private readonly metrics: Metrics,
  ) {}

  onApplicationBootstrap(): void {
    this.events.on(MessageSent, ({ message }) => this.note(message.room_id));
    this.events.on(MessageChanged, ({ change }) => this.note(change.roomId));
    this.events.on(RoomUncertain, ({ roomId }) => this.note(roomId));
    this.events.on(RoomClosed, ({ roomId }) => this.note(roomId));
    this.metrics.gauge(
      'chat_search_rooms_waiting',
      'Rooms that this node has still to bring into the search index.',
      () => this.waiting.size,
    );
    this.metrics.gauge(
      'chat_search_lag_seconds',
      'For how long the oldest of what was sent on this node is not in the search index.',
      () => this.waiting.lag(performance.now()) / 1_000,
    );
  }

  /** What is not in the index by then is found by the next node that looks. */
  async beforeApplicationShutdown(): Promise<void> {
    await this.shutdown.noticed;
    this.closing.abort();
    await this.running;
  }

  /** The room was found to be behind. */
  noteOld(roomId: string): void {
    this.waiting.addOld(roomId, performance.now());
    this.wake();
  }

  private note(roomId: string): void {
    this.waiting.add(roomId, performance.now());
    this.wake();
  }

  private wake(): void {
    if (this.closing.signal.aborted) return;
    this.running ??= this.run().finally(() => {
      this.running = undefined;
      // What came while it was ending.
      if (this.waiting.size > 0) this.wake();
    });
  }

  private async run(): Promise<void> {
    await this.rest(GATHER);
    while (this.waiting.size > 0 && !this.closing.signal.aborted) {
      const share = this.config.searchIndexShare;
      const began = performance.now();
      const isHeldUp = await this.step();
      const took = performance.now() - began;
      await this.rest(isHeldUp ? AGAIN : (took * (100 - share)) / share);
    }
  }

  /** @returns whether nothing could be done */
  private async step(): Promise<boolean> {
    const taken = this.waiting.take(ROOMS);
    const roomIds = [...taken.keys()];
    try {
      const { behind, isHeldUp } = await this.index.update(roomIds);
      this.waiting.putBack(taken, behind);
      this.failing = false;
      return isHeldUp;
    } catch (error) {
      // What the database refuses for one room is not to keep the others waiting.
      if (!(error instanceof AppError)) return this.oneByOne(taken);
      this.waiting.putBack(taken, roomIds);
      if (!this.failing)
        this.logger.warn({ err: error }, 'The search index cannot be kept up; it is tried again');
      this.failing = true;
      return true;
    }
  }

  /** @returns whether nothing could be done */
  private async oneByOne(taken: TakenRooms): Promise<boolean> {
    for (const roomId of taken.keys()) {
      try {
        this.waiting.putBack(taken, (await this.index.update([roomId])).behind);
      } catch (error) {
        if (error instanceof AppError) this.waiting.putBack(taken, [roomId]);
        else this.logger.error({ err: error, roomId }, 'A room cannot be brought into the search index');
      }
    }
    return true;
  }

  private async rest(milliseconds: number): Promise<void> {
    await delay(milliseconds, undefined, { signal: this.closing.signal, ref: false }).catch(() => undefined);
  }
}
