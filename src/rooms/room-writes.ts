import { Injectable } from '@nestjs/common';
import { isOutcomeUnknown } from '../database/index.js';
import { EventBus } from '../events/index.js';
import { RoomUncertain } from './rooms.events.js';

/** Keeps watch over what is written in rooms. */
@Injectable()
export class RoomWrites {
  constructor(private readonly events: EventBus) {}

  /**
   * A write that is answered with a failure may stand all the same, when the connection broke behind it. Who repeats
   * it is then told that it was done already, and nobody else would ever hear of it.
   * Publishes RoomUncertain.
   * @throws whatever `write` throws
   */
  async watch<T>(roomId: string, write: () => Promise<T>): Promise<T> {
    try {
      return await write();
    } catch (error) {
      if (isOutcomeUnknown(error)) this.events.publish(new RoomUncertain(roomId));
      throw error;
    }
  }
}
