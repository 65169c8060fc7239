import { Injectable } from '@nestjs/common';
import { NodeLost, NodeRegistry } from '../../cluster/index.js';
import { EventBus } from '../../events/index.js';
import { RedisConnection } from '../../redis/index.js';

/** Milliseconds for which it is kept after the last word of it: until the node's loss is noticed, and some. */
const KEPT = 30_000;

const keyOf = (nodeId: string): string => `chat:typing:${nodeId}`;

/** Somebody types in a room. */
export interface Typist {
  roomId: string;
  userId: string;
}

/**
 * Who is typing at each node, in Redis, so that another node can say that they stopped when theirs is lost. Without
 * Redis there is no other node.
 */
@Injectable()
export class NodeTypists {
  constructor(
    private readonly redis: RedisConnection,
    private readonly nodes: NodeRegistry,
    private readonly events: EventBus,
  ) {}

  add({ roomId, userId }: Typist): void {
    if (!this.redis.ready) return;
    const key = keyOf(this.nodes.nodeId);
    const commands = this.redis.client.multi().sadd(key, `${roomId} ${userId}`).pexpire(key, KEPT);
    commands.exec().catch(() => undefined);
  }

  remove({ roomId, userId }: Typist): void {
    if (!this.redis.ready) return;
    this.redis.client.srem(keyOf(this.nodes.nodeId), `${roomId} ${userId}`).catch(() => undefined);
  }

  /** @param listener is told of whoever typed at a node that was lost, on one of the nodes that are left */
  onLost(listener: (typist: Typist) => void): void {
    this.events.on(NodeLost, async ({ nodeId }) => {
      for (const typist of await this.takeFrom(nodeId)) listener(typist);
    });
  }

  /** Of several callers one gets them. */
  private async takeFrom(nodeId: string): Promise<Typist[]> {
    const key = keyOf(nodeId);
    const answers = await this.redis.client
      .multi()
      .smembers(key)
      .del(key)
      .exec()
      .catch(() => null);
    return ((answers?.[0]?.[1] ?? []) as string[]).map((entry) => {
      const [roomId = '', userId = ''] = entry.split(' ');
      return { roomId, userId };
    });
  }
}
