import type { SyncAnswer, SyncPosition } from '../../../src/contracts/index.js';

/** The service takes so many at once. */
const ROOMS_PER_SYNC = 100;
/** Milliseconds after a `sync` that failed. */
const PAUSE = 500;

export interface CatchUpHooks {
  /** Undefined: the room is not followed any more. */
  position(roomId: string): SyncPosition | undefined;
  /** @throws when there is no answer */
  sync(rooms: SyncPosition[]): Promise<SyncAnswer[]>;
  take(answer: SyncAnswer, asked: SyncPosition): void;
}

/** Asks `sync` for the rooms that may be behind, until they are not. */
export class CatchUp {
  private readonly hooks: CatchUpHooks;
  private readonly wanted = new Set<string>();
  private running: Promise<void> | undefined;
  private closed = false;

  constructor(hooks: CatchUpHooks) {
    this.hooks = hooks;
  }

  /** @returns when these rooms, and all that were wanted meanwhile, are complete */
  want(roomIds: Iterable<string>): Promise<void> {
    for (const roomId of roomIds) this.wanted.add(roomId);
    this.running ??= this.run().finally(() => (this.running = undefined));
    return this.running;
  }

  open(): void {
    this.closed = false;
  }

  close(): void {
    this.closed = true;
    this.wanted.clear();
  }

  private async run(): Promise<void> {
    while (this.wanted.size > 0 && !this.closed) {
      const batch = [...this.wanted].slice(0, ROOMS_PER_SYNC);
      for (const roomId of batch) this.wanted.delete(roomId);
      const positions = batch.flatMap((id) => this.hooks.position(id) ?? []);
      if (positions.length === 0) continue;
      try {
        const answers = await this.hooks.sync(positions);
        for (const answer of answers) this.takeOver(answer, positions);
        if (answers.some(isUnanswered)) await pause(PAUSE);
      } catch {
        for (const roomId of batch) this.wanted.add(roomId);
        await pause(PAUSE);
      }
    }
  }

  private takeOver(answer: SyncAnswer, positions: SyncPosition[]): void {
    const asked = positions.find(({ roomId }) => roomId === answer.room_id);
    if (isUnanswered(answer)) this.wanted.add(answer.room_id);
    else if (asked !== undefined) this.hooks.take(answer, asked);
    if (!('error' in answer) && answer.has_more) this.wanted.add(answer.room_id);
  }
}

/** The service had no time for this room. */
const isUnanswered = (answer: SyncAnswer): boolean =>
  'error' in answer && answer.error.code === 'SERVICE_UNAVAILABLE';

const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));
