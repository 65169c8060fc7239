import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { Jobs } from '../../jobs/index.js';
import { RoomFinderRepository } from './room-finder.repository.js';

const EVERY_NIGHT = '17 2 * * *';
/** Rooms of one statement. */
const BATCH = 1_000;
/** Before every id. */
const FIRST = '00000000-0000-0000-0000-000000000000';

/** Takes up what the marketplace has renamed: it tells nobody, so all rooms are gone through at night. */
@Injectable()
export class RoomNamesRefresh implements OnModuleInit {
  private readonly logger = new Logger(RoomNamesRefresh.name);

  constructor(
    private readonly jobs: Jobs,
    private readonly repository: RoomFinderRepository,
  ) {}

  onModuleInit(): void {
    this.jobs.handle('refresh-room-names', (_, signal) => this.refresh(signal));
    this.jobs.schedule('refresh-room-names', EVERY_NIGHT);
  }

  /** @throws AppError SERVICE_UNAVAILABLE; what the signal throws */
  private async refresh(signal: AbortSignal): Promise<void> {
    let rooms = 0;
    let page = await this.repository.refresh(FIRST, BATCH);
    while (page !== undefined) {
      this.jobs.assertGoesOn(signal);
      rooms += page.written;
      page = await this.repository.refresh(page.last_id, BATCH);
    }
    if (rooms > 0) this.logger.log({ rooms }, 'Rooms are found by their new names');
  }
}
