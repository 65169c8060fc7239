import type { RoomCalls } from './room-calls.js';
import type { RoomLog } from './room-log.js';

/** Messages in one page. */
const PAGE = 50;

export interface PagesHooks {
  changed(): void;
  /** What was fetched may be behind. */
  heard(): void;
}

/** Brings what lies before and behind the messages that are shown. */
export class RoomPages {
  private readonly log: RoomLog;
  private readonly calls: RoomCalls;
  private readonly hooks: PagesHooks;
  private older = false;
  private newer = false;
  /** Counts the jumps: a page that was asked for before one has no place behind it. */
  private jumps = 0;

  constructor(log: RoomLog, calls: RoomCalls, hooks: PagesHooks) {
    this.log = log;
    this.calls = calls;
    this.hooks = hooks;
  }

  get state(): { loadingOlder: boolean; loadingNewer: boolean } {
    return { loadingOlder: this.older, loadingNewer: this.newer };
  }

  /** @throws ChatError */
  async loadOlder(): Promise<void> {
    if (this.older || !this.log.hasOlder) return;
    this.older = true;
    this.hooks.changed();
    try {
      await this.fetch({ before: this.log.shown.firstSeq, limit: PAGE });
    } finally {
      this.older = false;
      this.hooks.changed();
    }
  }

  /** @throws ChatError */
  async loadNewer(): Promise<void> {
    if (this.newer || this.log.isAtEnd) return;
    this.newer = true;
    this.hooks.changed();
    try {
      await this.fetch({ after: this.log.shown.lastSeq, limit: PAGE });
    } finally {
      this.newer = false;
      this.hooks.changed();
    }
  }

  /** @throws ChatError */
  async showAround(seq: number): Promise<void> {
    this.stay();
    if (this.log.shown.at(seq) !== undefined) return;
    const { jumps } = this;
    const asOf = this.log.revision;
    const after = Math.max(0, seq - PAGE / 2);
    const { messages } = await this.calls.messages(this.log.roomId, { after, limit: PAGE });
    if (jumps !== this.jumps) return;
    this.log.takePlace(messages, asOf);
    this.hooks.heard();
  }

  /** What was asked for before is not wanted any more: one goes, or stays, somewhere else. */
  stay(): void {
    this.jumps += 1;
  }

  private async fetch(query: { before?: number; after?: number; limit: number }): Promise<void> {
    const { jumps } = this;
    const asOf = this.log.revision;
    const { messages } = await this.calls.messages(this.log.roomId, query);
    if (jumps !== this.jumps) return;
    this.log.takePage(messages, asOf);
    this.hooks.heard();
  }
}
