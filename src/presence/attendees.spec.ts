import { jest } from '@jest/globals';
import type { Shutdown } from '../shutdown/index.js';
import type { AttendanceChange } from './attendance.js';
import { Attendees, GRACE } from './attendees.js';
import { LastSeen } from './last-seen.js';
import { MemoryAttendance } from './memory-attendance.js';
import type { PresenceRepository, Sighting } from './presence.repository.js';

const START = new Date('2026-01-15T10:00:00.000Z');

describe('Attendees', () => {
  let attendees: Attendees;
  let changes: AttendanceChange[];
  let saved: Sighting[][];
  let shutdown: { parting: boolean };

  /** Who came (true) and went (false), and when. */
  const told = () => changes.splice(0).map(({ present, at }) => [present, at.getTime() - START.getTime()]);

  beforeEach(() => {
    jest.useFakeTimers({ now: START });
    changes = [];
    saved = [];
    shutdown = { parting: false };
    const attendance = new MemoryAttendance();
    attendance.listen((change) => changes.push(change));
    const repository: Pick<PresenceRepository, 'save'> = {
      save: async (sightings) => void saved.push(sightings),
    };
    attendees = new Attendees(
      attendance,
      new LastSeen(repository as PresenceRepository),
      shutdown as Shutdown,
    );
  });
  afterEach(() => jest.useRealTimers());

  it('tells of the first device and of the last, and forgets who is gone', () => {
    for (let devices = 0; devices < 3; devices++) attendees.connected('elif', 'gallery');
    expect(told()).toEqual([[true, 0]]);
    for (let devices = 0; devices < 3; devices++) attendees.disconnected('elif', 'gallery');
    jest.advanceTimersByTime(GRACE);
    expect(told()).toEqual([[false, 0]]);
    expect([attendees.size, jest.getTimerCount()]).toEqual([0, 0]);
  });

  it('counts the grace from the last device that was cut off', () => {
    attendees.connected('elif', 'gallery');
    attendees.connected('elif', 'gallery');
    attendees.disconnected('elif', 'gallery');
    jest.advanceTimersByTime(GRACE - 1);
    attendees.disconnected('elif', 'gallery');
    jest.advanceTimersByTime(GRACE - 1);
    expect(told()).toEqual([[true, 0]]);
    jest.advanceTimersByTime(1);
    expect(told()).toEqual([[false, GRACE - 1]]);
  });

  it('tells nothing of a break within the grace, however often it happens', () => {
    attendees.connected('elif', 'gallery');
    for (let breaks = 0; breaks < 5; breaks++) {
      attendees.disconnected('elif', 'gallery');
      jest.advanceTimersByTime(GRACE - 1);
      attendees.connected('elif', 'gallery');
    }
    jest.advanceTimersByTime(10 * GRACE);
    expect(told()).toEqual([[true, 0]]);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('tells at once that somebody left a room, and after the grace that they were cut off', () => {
    attendees.entered('elif', 'room');
    attendees.left('elif', 'room');
    jest.advanceTimersByTime(1);
    expect(told()).toEqual([
      [true, 0],
      [false, 0],
    ]);
    attendees.entered('elif', 'room');
    attendees.cutOff('elif', 'room');
    jest.advanceTimersByTime(GRACE - 1);
    expect(told()).toEqual([[true, 1]]);
    jest.advanceTimersByTime(1);
    expect(told()).toEqual([[false, 1]]);
    expect(attendees.size).toBe(0);
  });

  it('keeps places and people apart', () => {
    attendees.connected('elif', 'one');
    attendees.connected('elif', 'other');
    attendees.connected('ahmet', 'one');
    attendees.entered('elif', 'one');
    expect(changes.map(({ topic, member }) => `${topic} ${member}`)).toEqual([
      'gallery:one elif',
      'gallery:other elif',
      'gallery:one ahmet',
      'room:one elif',
    ]);
    attendees.disconnected('elif', 'other');
    jest.advanceTimersByTime(GRACE);
    expect(changes.at(-1)).toMatchObject({ topic: 'gallery:other', member: 'elif', present: false });
    expect(attendees.size).toBe(3);
  });

  it('has those who are there at the end written down as seen then, others as they went, and leaves no timer', async () => {
    attendees.connected('elif', 'gallery');
    attendees.entered('elif', 'room');
    attendees.connected('ahmet', 'gallery');
    attendees.disconnected('ahmet', 'gallery');
    jest.advanceTimersByTime(1_000);
    await attendees.onApplicationShutdown();
    const now = new Date(START.getTime() + 1_000);
    expect(saved).toEqual([
      [
        { userId: 'elif', galleryId: 'gallery', at: now },
        { userId: 'ahmet', galleryId: 'gallery', at: START },
      ],
    ]);
    jest.advanceTimersByTime(GRACE);
    expect(changes.filter(({ present }) => !present)).toEqual([]);
  });

  it('does not take those for gone whom the node itself lets go, however long it takes to end', () => {
    attendees.connected('elif', 'gallery');
    attendees.connected('ahmet', 'gallery');
    attendees.entered('elif', 'room');
    attendees.disconnected('ahmet', 'gallery');
    jest.advanceTimersByTime(1_000);
    shutdown.parting = true;
    attendees.cutOff('elif', 'room');
    attendees.disconnected('elif', 'gallery');
    jest.advanceTimersByTime(2 * GRACE);
    expect(changes.filter(({ present }) => !present)).toEqual([]);
  });

  it('has everybody written down at the end, however many they are', async () => {
    for (let n = 0; n < 5_001; n++) attendees.connected(`elif-${n}`, 'gallery');
    await attendees.onApplicationShutdown();
    expect(saved.flat()).toHaveLength(5_001);
  });
});
