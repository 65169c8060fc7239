import { randomUUID } from 'node:crypto';
import { AppError } from '../common/index.js';
import { EventBus } from '../events/index.js';
import { RoomUncertain, RoomWrites, type RoomAccess } from '../rooms/index.js';
import type { MarkedRow, ReadReceiptsRepository } from './read-receipts.repository.js';
import { ReadReceiptsService } from './read-receipts.service.js';

/** As many as one statement marks. */
const BATCH = 5_000;

describe('a read of more messages than one statement marks', () => {
  const principal = { userId: randomUUID(), galleryId: randomUUID(), role: 'dealer' } as const;
  const full: MarkedRow = {
    gallery_a_id: principal.galleryId,
    gallery_b_id: randomUUID(),
    read_count: BATCH,
    read_at: new Date(),
    unread_count: 10,
    read_up_to_seq: BATCH,
    rev: BATCH,
  };

  /** A database that carries out so many statements and is gone then. @returns the rooms that are told of as uncertain */
  async function readWith(statements: number): Promise<string[]> {
    const events = new EventBus();
    const uncertain: string[] = [];
    events.on(RoomUncertain, ({ roomId }) => {
      uncertain.push(roomId);
    });
    let asked = 0;
    const markSome = (): Promise<MarkedRow> => {
      asked += 1;
      return asked > statements
        ? Promise.reject(new AppError('SERVICE_UNAVAILABLE', { retryAfter: 2 }))
        : Promise.resolve(full);
    };
    const receipts = { markSome } as unknown as ReadReceiptsRepository;
    const service = new ReadReceiptsService(receipts, {} as RoomAccess, new RoomWrites(events), events);
    await expect(service.markAll('room', principal)).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' });
    return uncertain;
  }

  it('is told of when a later one fails: what the first has marked stands', async () => {
    expect(await readWith(1)).toEqual(['room']);
  });

  it('is not when the first one fails', async () => {
    expect(await readWith(0)).toEqual([]);
  });
});
