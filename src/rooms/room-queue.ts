import { Injectable } from '@nestjs/common';
import { KeyedQueue, withDeadline } from '../common/index.js';
import { RoomWrites } from './room-writes.js';

/** Milliseconds for which a writer waits for those before it in the same room. */
const MAX_WAIT = 4_000;

/**
 * At most one send or closing of a room is under way on this node: the others would only wait for the room's row lock,
 * each holding a connection of the pool. It also makes the order of events the order of commits. Writes are watched as
 * `RoomWrites` says.
 */
@Injectable()
export class RoomQueue extends KeyedQueue {
  constructor(private readonly writes: RoomWrites) {
    super(MAX_WAIT);
  }

  override run<T>(roomId: string, task: () => Promise<T>): Promise<T> {
    return withDeadline(() => super.run(roomId, () => this.writes.watch(roomId, task)));
  }
}
