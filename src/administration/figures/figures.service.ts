import { Injectable } from '@nestjs/common';
import { NodeRegistry } from '../../cluster/index.js';
import type { LiveFigures } from '../../contracts/index.js';
import { PresenceService } from '../../presence/index.js';
import { readNodeFigures, sum, sumOfRates } from './node-figures.js';
import { OwnFigures } from './own-figures.service.js';
import { RoomCounts } from './room-counts.service.js';

/** What goes on now, over all nodes. */
@Injectable()
export class Figures {
  constructor(
    private readonly own: OwnFigures,
    private readonly nodes: NodeRegistry,
    private readonly presence: PresenceService,
    private readonly rooms: RoomCounts,
  ) {}

  /** @throws AppError SERVICE_UNAVAILABLE */
  async now(): Promise<LiveFigures> {
    const [heard, people, rooms] = await Promise.all([
      this.nodes.heard(),
      this.presence.countOnline(),
      this.rooms.now(),
    ]);
    const nodes = [this.own.now(), ...heard.flatMap((words) => readNodeFigures(words) ?? [])];
    return {
      at: new Date().toISOString(),
      sockets: sum(nodes.map(({ sockets }) => sockets)),
      people_online: people,
      rooms,
      messages_per_second: sumOfRates(nodes),
      node_count: this.nodes.nodes().length,
      nodes,
    };
  }
}
