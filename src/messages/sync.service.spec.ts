import { randomUUID } from 'node:crypto';
import { AppError, withDeadlineAfter } from '../common/index.js';
import type { RoomAccess } from '../rooms/index.js';
import type { MessageViews } from './message-view.js';
import type { ChangedSlice, MessagesRepository } from './messages.repository.js';
import { SyncService } from './sync.service.js';

/** When a database that is slow stops answering cannot be told from outside: this one stops after so many rooms. */
function syncWith(answered: number, thrown: Error, read = (): void => undefined): SyncService {
  let asked = 0;
  const findSince = (): Promise<ChangedSlice> => {
    asked += 1;
    const slice: ChangedSlice = { added: [], changed: [], firstSeq: 1, lastSeq: 3, rev: 4, readUpTo: {} };
    return asked > answered ? Promise.reject(thrown) : Promise.resolve(slice);
  };
  const many = (): Promise<[]> => {
    read();
    return Promise.resolve([]);
  };
  return new SyncService(
    { findSince } as unknown as MessagesRepository,
    {} as RoomAccess,
    { many } as unknown as MessageViews,
  );
}

const principal = { userId: randomUUID(), galleryId: randomUUID(), role: 'dealer' } as const;
const positions = Array.from({ length: 3 }, () => ({ roomId: randomUUID(), afterSeq: 3 }));
const unavailable = new AppError('SERVICE_UNAVAILABLE', { retryAfter: 2 });

describe('a sync for which the time is too short', () => {
  it.each([
    ['the database does not answer', unavailable],
    ['a table is locked', new AppError('ROOM_BUSY', { retryAfter: 1 })],
  ])('answers the rooms that were read, and says of the others that they were not: %s', async (_, thrown) => {
    expect(await syncWith(1, thrown).sync(principal, positions)).toMatchObject([
      { room_id: positions[0]?.roomId, last_seq: 3, rev: 4, has_more: false },
      { room_id: positions[1]?.roomId, refusal: { code: 'SERVICE_UNAVAILABLE' } },
      { room_id: positions[2]?.roomId, refusal: { code: 'SERVICE_UNAVAILABLE' } },
    ]);
  });

  it('is over with its time, also where that ends between two statements', async () => {
    const answers = await withDeadlineAfter(4_250, async () => {
      let asked = 0;
      const sync = syncWith(3, unavailable, () => {
        asked += 1;
        for (const end = performance.now() + 300; asked === 1 && performance.now() < end;);
      });
      return sync.sync(principal, positions);
    });
    expect(answers.map((answer) => 'refusal' in answer)).toEqual([false, true, true]);
  });

  it('is refused when not one was read', async () => {
    await expect(syncWith(0, unavailable).sync(principal, positions)).rejects.toThrow(unavailable);
  });

  it('does not take a fault for a lack of time', async () => {
    const fault = new TypeError('x is not a function');
    await expect(syncWith(1, fault).sync(principal, positions)).rejects.toThrow(fault);
  });
});
