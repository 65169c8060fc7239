import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { AppConfig } from '../config/index.js';
import { EventBus } from '../events/index.js';
import { Jobs } from '../jobs/index.js';
import { RoomChanged, RoomQueue } from '../rooms/index.js';
import { KeptFiles } from '../uploads/index.js';
import { RetentionRepository } from './retention.repository.js';

/** Messages that are removed while a room is held. */
const BATCH = 200;
/** Messages by which rooms are looked for. */
const LOOK = 1_000;
/** At night in Türkiye. */
const EVERY_NIGHT = '17 1 * * *';

/** Removes messages that are older than they are to be kept, with their files. */
@Injectable()
export class Retention implements OnModuleInit {
  private readonly logger = new Logger(Retention.name);
  /** Undefined: for ever. */
  private readonly days: number | undefined;

  constructor(
    private readonly jobs: Jobs,
    private readonly repository: RetentionRepository,
    private readonly queue: RoomQueue,
    private readonly files: KeptFiles,
    private readonly events: EventBus,
    { messages }: AppConfig,
  ) {
    this.days = messages.retentionDays;
  }

  onModuleInit(): void {
    this.jobs.handle('remove-old-messages', (_, signal) => this.removeOld(signal));
    this.jobs.schedule('remove-old-messages', this.days === undefined ? null : EVERY_NIGHT);
  }

  /** Publishes RoomChanged. @throws AppError ROOM_BUSY, SERVICE_UNAVAILABLE; what the signal throws */
  private async removeOld(signal: AbortSignal): Promise<void> {
    const { days } = this;
    if (days === undefined) return;
    for (let removed = 0; ; removed = 0) {
      for (const roomId of await this.repository.rooms(days, LOOK)) {
        removed += await this.removeFrom(roomId, days, signal);
      }
      if (removed === 0) return;
      this.logger.log({ removed }, 'Messages were removed that are not kept any longer');
    }
  }

  /** @returns how many messages */
  private async removeFrom(roomId: string, days: number, signal: AbortSignal): Promise<number> {
    let [total, active] = [0, false];
    for (;;) {
      this.jobs.assertGoesOn(signal);
      const batch = await this.queue.run(roomId, () =>
        this.repository.remove(roomId, days, BATCH, (query, { urls }) =>
          this.files.promiseRemovals(query, urls),
        ),
      );
      total += batch?.removed ?? 0;
      active = batch?.is_active ?? active;
      if (batch?.removed === BATCH) continue;
      if (total > 0 && active) this.events.publish(new RoomChanged(roomId));
      return total;
    }
  }
}
