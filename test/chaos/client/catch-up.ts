import { setTimeout as delay } from 'node:timers/promises';
import type { SyncAnswer, SyncPosition } from '../../../src/contracts/index.ts';
import type { RoomLog } from './room-log.ts';

/** The service takes so many at once. */
const ROOMS_PER_SYNC = 100;
/** Milliseconds after a `sync` that failed. */
const PAUSE = 500;

type Sync = (rooms: SyncPosition[]) => Promise<SyncAnswer[]>;

/** Asks `sync` for the rooms that may be behind, until they are not. */
export class CatchUp {
  /** Messages and changes that `sync` brought. */
  received = 0;
  private readonly sync: Sync;
  private readonly rooms: ReadonlyMap<string, RoomLog>;
  private readonly wanted = new Set<string>();
  private running: Promise<void> | undefined;
  private closed = false;

  /** @param sync rejects when there is no answer */
  constructor(rooms: ReadonlyMap<string, RoomLog>, sync: Sync) {
    this.rooms = rooms;
    this.sync = sync;
  }

  /** @returns when these rooms, and all that were wanted meanwhile, are complete */
  want(roomIds: Iterable<string>): Promise<void> {
    for (const roomId of roomIds) this.wanted.add(roomId);
    this.running ??= this.run().finally(() => (this.running = undefined));
    return this.running;
  }

  close(): void {
    this.closed = true;
  }

  private async run(): Promise<void> {
    while (this.wanted.size > 0 && !this.closed) {
      const batch = [...this.wanted].slice(0, ROOMS_PER_SYNC);
      for (const roomId of batch) this.wanted.delete(roomId);
      try {
        const answers = await this.sync(batch.flatMap((id) => this.rooms.get(id)?.position ?? []));
        this.takeOver(answers);
        if (answers.some(isUnanswered)) await delay(PAUSE);
      } catch {
        for (const roomId of batch) this.wanted.add(roomId);
        await delay(PAUSE);
      }
    }
  }

  private takeOver(answers: SyncAnswer[]): void {
    for (const answer of answers) {
      if ('error' in answer) {
        // Otherwise refused: the room was closed, or is not ours any more.
        if (isUnanswered(answer)) this.wanted.add(answer.room_id);
        continue;
      }
      this.received += answer.messages.length + answer.changes.length;
      this.rooms.get(answer.room_id)?.takeSynced(answer);
      if (answer.has_more) this.wanted.add(answer.room_id);
    }
  }
}

/** The service had no time for this room. */
const isUnanswered = (answer: SyncAnswer): boolean =>
  'error' in answer && answer.error.code === 'SERVICE_UNAVAILABLE';
