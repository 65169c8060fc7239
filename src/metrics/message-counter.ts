import { Injectable, type OnModuleInit } from '@nestjs/common';
import { EventBus } from '../events/index.js';
import { MessageSent } from '../messages/index.js';
import { Metrics } from './metrics.js';

/** Counts messages where they are known to be committed. */
@Injectable()
export class MessageCounter implements OnModuleInit {
  constructor(
    private readonly events: EventBus,
    private readonly metrics: Metrics,
  ) {}

  onModuleInit(): void {
    this.events.on(MessageSent, ({ message }) => this.metrics.messageSent(message.message_type));
  }
}
