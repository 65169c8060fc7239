import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { Jobs } from '../jobs/index.js';
import { StoredObjects } from '../uploads/index.js';
import { OrphansRepository } from './orphans.repository.js';

/** Milliseconds for which whatever was stored is left alone: far more than a send takes from its file to its message. */
const GRACE = 24 * 60 * 60 * 1_000;
/** After old messages are gone. */
const EVERY_NIGHT = '47 1 * * *';

/** Removes what lies in the store for nothing: uploads that were never sent, and files whose message never came to stand. */
@Injectable()
export class Orphans implements OnModuleInit {
  private readonly logger = new Logger(Orphans.name);

  constructor(
    private readonly jobs: Jobs,
    private readonly objects: StoredObjects,
    private readonly repository: OrphansRepository,
  ) {}

  onModuleInit(): void {
    this.jobs.handle('remove-orphans', (_, signal) => this.removeAll(signal));
    this.jobs.schedule('remove-orphans', EVERY_NIGHT);
  }

  /** @throws AppError STORAGE_UNAVAILABLE, SERVICE_UNAVAILABLE; what the signal throws */
  private async removeAll(signal: AbortSignal): Promise<void> {
    const before = new Date(Date.now() - GRACE);
    let [uploads, files] = [0, 0];
    for await (const page of this.objects.uploads(before)) uploads += await this.remove(page, signal);
    for await (const page of this.objects.files(before)) {
      const unnamed = page.length === 0 ? [] : await this.repository.unnamed(page);
      files += await this.remove(unnamed, signal);
    }
    if (uploads + files > 0)
      this.logger.log({ uploads, files }, 'Objects were removed that belong to no message');
  }

  /** @returns how many */
  private async remove(keys: string[], signal: AbortSignal): Promise<number> {
    for (const key of keys) {
      this.jobs.assertGoesOn(signal);
      await this.objects.remove(key);
    }
    return keys.length;
  }
}
