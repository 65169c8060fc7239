import { Injectable, Logger } from '@nestjs/common';
import { PresenceRepository, type Sighting } from './presence.repository.js';

/** Milliseconds between two writes. */
const INTERVAL = 1_000;
/** Rows of one write. */
const BATCH = 5_000;
/** People whose time waits while the database is away; beyond that, new ones are not kept. */
const MAX_UNSAVED = 100_000;

/** Writes down when people were last seen: many at a time, at most once a second, and late rather than never. */
@Injectable()
export class LastSeen {
  private readonly logger = new Logger(LastSeen.name);
  private readonly unsaved = new Map<string, Sighting>();
  private timer: NodeJS.Timeout | undefined;
  private failing = false;
  private closed = false;

  constructor(private readonly repository: PresenceRepository) {}

  note(sighting: Sighting): void {
    const key = keyOf(sighting);
    const known = this.unsaved.get(key);
    if (known === undefined ? this.unsaved.size >= MAX_UNSAVED : known.at >= sighting.at) return;
    this.unsaved.set(key, sighting);
    this.saveLater();
  }

  /** What was noted of these people, and stands in no row yet. */
  unsavedOf(userIds: string[]): Sighting[] {
    if (this.unsaved.size === 0) return [];
    const asked = new Set(userIds);
    return [...this.unsaved.values()].filter(({ userId }) => asked.has(userId));
  }

  /** Writes now. What cannot be written is kept. */
  async save(): Promise<void> {
    const batch = [...this.unsaved].slice(0, BATCH);
    if (batch.length === 0) return;
    try {
      await this.repository.save(batch.map(([, sighting]) => sighting));
      this.failing = false;
      for (const [key, sighting] of batch) {
        if (this.unsaved.get(key) === sighting) this.unsaved.delete(key);
      }
    } catch (error) {
      if (!this.failing && !this.closed) {
        this.logger.warn({ err: error }, 'Last-seen times cannot be written; they are tried again');
      }
      this.failing = true;
    }
  }

  /** Writes all of it, for the last time: what cannot be written is lost. */
  async close(): Promise<void> {
    this.closed = true;
    clearTimeout(this.timer);
    do await this.save();
    while (this.unsaved.size > 0 && !this.failing);
  }

  private saveLater(): void {
    if (this.closed || this.timer !== undefined) return;
    this.timer = setTimeout(() => {
      void this.save().then(() => {
        this.timer = undefined;
        if (this.unsaved.size > 0) this.saveLater();
      });
    }, INTERVAL).unref();
  }
}

const keyOf = ({ userId, galleryId }: Sighting): string => `${userId} ${galleryId}`;
