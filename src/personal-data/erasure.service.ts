import { Injectable, type OnModuleInit } from '@nestjs/common';
import { EditsService } from '../edits/index.js';
import { Jobs } from '../jobs/index.js';
import { PinsService } from '../pins/index.js';
import { ReactionsService } from '../reactions/index.js';
import { ErasureRepository, type MessagePlace } from './erasure.repository.js';

/** Messages that are looked up at once. Each is changed by itself, so that no room is held for longer than by an edit. */
const BATCH = 2_000;

/**
 * Forgets a person: takes back what they have sent, and the emoji and pins that they have set elsewhere. Each is a change
 * like any other, with a number of its own, so that clients hear of it at once and `sync` brings it to all others.
 */
@Injectable()
export class Erasure implements OnModuleInit {
  constructor(
    private readonly jobs: Jobs,
    private readonly repository: ErasureRepository,
    private readonly edits: EditsService,
    private readonly reactions: ReactionsService,
    private readonly pins: PinsService,
  ) {}

  onModuleInit(): void {
    this.jobs.handle('erase-person', ({ userId }, signal) => this.erase(userId, signal));
  }

  /**
   * Goes on with what is left, wherever it was broken off. Publishes MessageChanged.
   * @throws AppError ROOM_BUSY, SERVICE_UNAVAILABLE; what the signal throws
   */
  private async erase(userId: string, signal: AbortSignal): Promise<void> {
    const each = async (
      find: () => Promise<MessagePlace[]>,
      change: (place: MessagePlace) => Promise<void>,
    ): Promise<void> => {
      for (let found = await find(); found.length > 0; found = await find()) {
        for (const place of found) {
          this.jobs.assertGoesOn(signal);
          await change(place);
        }
      }
    };
    await each(
      () => this.repository.messagesOf(userId, BATCH),
      ({ room_id, id }) => this.edits.erase(room_id, id),
    );
    await each(
      () => this.repository.reactedTo(userId, BATCH),
      ({ room_id, id }) => this.reactions.erase(room_id, id, userId),
    );
    await each(
      () => this.repository.pinnedBy(userId, BATCH),
      ({ room_id, id }) => this.pins.erase(room_id, id, userId),
    );
    while ((await this.repository.forgetRequests(userId, BATCH)) === BATCH) {
      this.jobs.assertGoesOn(signal);
    }
    await this.repository.forgetPresence(userId);
  }
}
