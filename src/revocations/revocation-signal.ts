import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { RedisConnection } from '../redis/index.js';

const CHANNEL = 'chat:sessions:revoked';

/**
 * Tells the other nodes through Redis that there is something new to read. The message says no more than that: what is
 * revoked stands in the database alone, so nobody who can write to Redis can lock anybody out or let anybody in.
 */
@Injectable()
export class RevocationSignal implements OnModuleInit {
  private readonly logger = new Logger(RevocationSignal.name);
  private listener: () => void = () => undefined;

  constructor(private readonly redis: RedisConnection) {}

  onModuleInit(): void {
    if (!this.redis.enabled) return;
    const subscriber = this.redis.open({ autoResubscribe: false });
    subscriber.on('ready', () => {
      subscriber.subscribe(CHANNEL).catch((error: unknown) => this.missed(error));
    });
    subscriber.on('message', () => this.listener());
  }

  onSignal(listener: () => void): void {
    this.listener = listener;
  }

  /** Does nothing on one node. Without Redis the other nodes find it when they look by themselves. */
  send(): void {
    if (this.redis.enabled)
      this.redis.client.publish(CHANNEL, '').catch((error: unknown) => this.missed(error));
  }

  private missed(error: unknown): void {
    this.logger.debug({ err: error }, 'A signal between nodes was missed');
  }
}
