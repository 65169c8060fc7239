import { Injectable } from '@nestjs/common';
import type { LiveFigures } from '../../contracts/index.js';
import { RoomCountsRepository, type RoomCount } from './room-counts.repository.js';

/** Rooms that are counted one by one; of more than that PostgreSQL's own estimate is told. */
export const COUNTED = 5_000;
/** Milliseconds for which the numbers are told without asking again, however many ask. */
const BELIEVED = 10_000;

type Rooms = LiveFigures['rooms'];

/** How many rooms there are: exact while they are few, about when they are many. */
@Injectable()
export class RoomCounts {
  private asked: { at: number; rooms: Promise<Rooms> } | undefined;

  constructor(private readonly repository: RoomCountsRepository) {}

  /** At most ten seconds old. @throws AppError SERVICE_UNAVAILABLE */
  now(): Promise<Rooms> {
    const at = performance.now();
    if (this.asked !== undefined && at - this.asked.at < BELIEVED) return this.asked.rooms;
    const rooms = this.ask();
    this.asked = { at, rooms };
    // What failed is asked for again by the next who wants it.
    rooms.catch(() => (this.asked = undefined));
    return rooms;
  }

  private async ask(): Promise<Rooms> {
    const { total, active } = await this.repository.count(COUNTED + 1);
    const all = numberOf(total);
    return { active: Math.min(numberOf(active), all), total: all, estimated: isMany(total) };
  }
}

const isMany = ({ counted }: RoomCount): boolean => counted > COUNTED;
const numberOf = (count: RoomCount): number =>
  isMany(count) ? Math.max(count.counted, Math.round(count.about)) : count.counted;
