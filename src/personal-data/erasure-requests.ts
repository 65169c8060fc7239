import { setTimeout as delay } from 'node:timers/promises';
import type { ErasureRepository, Remains } from './erasure.repository.js';

/** Milliseconds between two looks at what has become of a request. */
const LOOK = 500;

/** Asks for a person to be forgotten, from outside of the service: a running node does it, so that clients hear of it. */
export class ErasureRequests {
  constructor(private readonly repository: ErasureRepository) {}

  /** What is left of them. */
  count(userId: string): Promise<Remains> {
    return this.repository.count(userId);
  }

  /** @returns the request's id */
  add(userId: string): Promise<string> {
    return this.repository.request(userId);
  }

  /**
   * Waits for as long as it takes.
   * @param failed hears of each attempt that has failed, when it is about to be repeated
   * @throws Error when it will not be carried out any more
   */
  async ended(id: string, failed: (reason: string) => void): Promise<void> {
    for (let told: string | null = null; ;) {
      const request = await this.repository.findRequest(id);
      if (request?.state === 'completed') return;
      if (request === undefined || request.state === 'cancelled' || request.state === 'failed') {
        throw new Error(`The request was given up: ${request?.failure ?? 'it is there no more'}`);
      }
      if (request.failure !== null && request.failure !== told) failed(request.failure);
      told = request.failure;
      await delay(LOOK);
    }
  }
}
