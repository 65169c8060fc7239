import { jest } from '@jest/globals';
import type { RoomCount, RoomCountsRepository } from './room-counts.repository.js';
import { COUNTED, RoomCounts } from './room-counts.service.js';

describe('how many rooms there are', () => {
  const counting = (total: RoomCount, active: RoomCount) => {
    const count = jest.fn<RoomCountsRepository['count']>().mockResolvedValue({ total, active });
    return {
      count,
      rooms: new RoomCounts({ count } as Partial<RoomCountsRepository> as RoomCountsRepository),
    };
  };
  afterEach(() => jest.useRealTimers());

  it('is exact while they are few, whatever PostgreSQL believes', async () => {
    const { rooms } = counting({ counted: COUNTED, about: 0 }, { counted: 12, about: 900_000 });
    expect(await rooms.now()).toEqual({ total: COUNTED, active: 12, estimated: false });
  });

  it('is what PostgreSQL believes when they are many, and never less than were counted', async () => {
    const many = counting({ counted: COUNTED + 1, about: 1_200_000.4 }, { counted: 4_000, about: 7 });
    expect(await many.rooms.now()).toEqual({ total: 1_200_000, active: 4_000, estimated: true });
    const young = counting({ counted: COUNTED + 1, about: 0 }, { counted: COUNTED + 1, about: 80_000 });
    expect(await young.rooms.now()).toEqual({ total: COUNTED + 1, active: COUNTED + 1, estimated: true });
  });

  it('is asked for once in ten seconds, and again when that failed', async () => {
    jest.useFakeTimers();
    const { count, rooms } = counting({ counted: 1, about: 1 }, { counted: 1, about: 1 });
    count.mockRejectedValueOnce(new Error('away'));
    await expect(rooms.now()).rejects.toThrow('away');
    for (let n = 0; n < 5; n++) expect((await rooms.now()).total).toBe(1);
    expect(count).toHaveBeenCalledTimes(2);
    jest.advanceTimersByTime(10_001);
    await rooms.now();
    expect(count).toHaveBeenCalledTimes(3);
  });
});
