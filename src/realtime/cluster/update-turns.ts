import { Injectable } from '@nestjs/common';
import { RedisConnection } from '../../redis/index.js';

/** Milliseconds by which a turn ends before the node that has it may ask for its next one. */
const SLACK = 50;

const keyOf = (roomId: string): string => `chat:room-updated:${roomId}`;

/** Takes turns between the nodes in telling the state of a room, so that together they tell it no more often than one. */
@Injectable()
export class UpdateTurns {
  constructor(private readonly redis: RedisConnection) {}

  /**
   * @param interval milliseconds for which nobody else may tell
   * @returns whether it is this node's turn: always, where there is no Redis
   */
  async take(roomId: string, interval: number): Promise<boolean> {
    if (!this.redis.ready) return true;
    try {
      return (await this.redis.client.set(keyOf(roomId), '1', 'PX', interval - SLACK, 'NX')) === 'OK';
    } catch {
      return true;
    }
  }
}
