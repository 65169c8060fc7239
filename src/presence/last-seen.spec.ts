import { jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { LastSeen } from './last-seen.js';
import type { PresenceRepository, Sighting } from './presence.repository.js';

const seen = (userId: string, second: number): Sighting => ({
  userId,
  galleryId: 'gallery',
  at: new Date(Date.UTC(2026, 0, 15, 10, 0, second)),
});

describe('LastSeen', () => {
  let lastSeen: LastSeen;
  let writes: Sighting[][];
  let refuse: boolean;

  beforeEach(() => {
    jest.useFakeTimers();
    writes = [];
    refuse = false;
    const repository: Pick<PresenceRepository, 'save'> = {
      save: async (sightings) => {
        writes.push(sightings);
        await Promise.resolve();
        if (refuse) throw new Error('The database is away');
      },
    };
    lastSeen = new LastSeen(repository as PresenceRepository);
  });
  afterEach(() => jest.useRealTimers());

  it('writes what came within a second at once, the latest time of each', async () => {
    lastSeen.note(seen('elif', 1));
    lastSeen.note(seen('ahmet', 1));
    lastSeen.note(seen('elif', 3));
    lastSeen.note(seen('elif', 2));
    expect(writes).toEqual([]);
    await jest.advanceTimersByTimeAsync(1_000);
    expect(writes).toEqual([[seen('elif', 3), seen('ahmet', 1)]]);
    await jest.advanceTimersByTimeAsync(10_000);
    expect(writes).toHaveLength(1);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('writes at most once a second, however much comes', async () => {
    for (let second = 0; second < 50; second++) {
      lastSeen.note(seen('elif', second));
      await jest.advanceTimersByTimeAsync(100);
    }
    expect(writes.length).toBeLessThanOrEqual(5);
  });

  it('keeps what the database does not take, answers it meanwhile, and says so once', async () => {
    const warned = jest.spyOn(Logger.prototype, 'warn').mockReturnValue(undefined);
    refuse = true;
    lastSeen.note(seen('elif', 1));
    await jest.advanceTimersByTimeAsync(5_000);
    expect(writes.length).toBeGreaterThan(1);
    expect(warned).toHaveBeenCalledTimes(1);
    expect(lastSeen.unsavedOf(['elif', 'ahmet'])).toEqual([seen('elif', 1)]);
    refuse = false;
    await jest.advanceTimersByTimeAsync(1_000);
    expect(lastSeen.unsavedOf(['elif'])).toEqual([]);
    expect(jest.getTimerCount()).toBe(0);
    warned.mockRestore();
  });

  it('keeps a time that came while an earlier one was written', async () => {
    lastSeen.note(seen('elif', 1));
    const writing = lastSeen.save();
    lastSeen.note(seen('elif', 2));
    await writing;
    expect(lastSeen.unsavedOf(['elif'])).toEqual([seen('elif', 2)]);
  });

  it('has a bound', () => {
    for (let person = 0; person < 100_100; person++) lastSeen.note(seen(`${person}`, 1));
    lastSeen.note(seen('0', 2));
    const people = Array.from({ length: 100_100 }, (_, person) => `${person}`);
    const unsaved = lastSeen.unsavedOf(people);
    expect(unsaved).toHaveLength(100_000);
    expect(unsaved[0]).toEqual(seen('0', 2));
    void lastSeen.close();
  });
});
