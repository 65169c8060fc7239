import {
  Injectable,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
  type OnModuleInit,
} from '@nestjs/common';
import { NodeRegistry } from '../../cluster/index.js';
import { VERSION } from '../../common/index.js';
import type { NodeFigures } from '../../contracts/index.js';
import { Metrics } from '../../metrics/index.js';
import { Growth } from './growth.js';
import { rounded } from './node-figures.js';

/** Milliseconds between two looks at what is counted anyway. */
const INTERVAL = 1_000;
const [SHORT, LONG] = [10, 60];

/** What this node counts, and tells the others beside its heartbeat. */
@Injectable()
export class OwnFigures implements OnModuleInit, OnApplicationBootstrap, OnApplicationShutdown {
  private readonly startedAt = new Date().toISOString();
  private readonly messages = new Growth(LONG);
  private sockets = 0;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly metrics: Metrics,
    private readonly nodes: NodeRegistry,
  ) {}

  onModuleInit(): void {
    this.nodes.say(() => JSON.stringify(this.now()));
  }

  onApplicationBootstrap(): void {
    void this.look();
    this.timer = setInterval(() => void this.look(), INTERVAL).unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  /** As they were within the last second. */
  now(): NodeFigures {
    return {
      node_id: this.nodes.nodeId,
      version: VERSION,
      started_at: this.startedAt,
      sockets: this.sockets,
      messages_per_second: {
        last_10_seconds: rounded(this.messages.perSecond(SHORT)),
        last_minute: rounded(this.messages.perSecond(LONG)),
      },
    };
  }

  private async look(): Promise<void> {
    const { sockets, messages } = await this.metrics.totals();
    this.sockets = sockets;
    this.messages.note(messages, performance.now());
  }
}
