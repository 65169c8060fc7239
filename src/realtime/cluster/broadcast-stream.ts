import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { createAdapter } from '@socket.io/redis-streams-adapter';
import type { Namespace } from 'socket.io';
import { EventBus } from '../../events/index.js';
import { RedisConnection } from '../../redis/index.js';
import { BroadcastsMissed } from './cluster.events.js';
import { RecentPackets } from './recent-packets.js';
import { StreamClient } from './stream-client.js';
import { missedAgo, STREAM, STREAM_LENGTH, type StreamEntry } from './stream-entries.js';
import { StreamReader, type StreamListener } from './stream-reader.js';

type ClusterAdapter = ReturnType<ReturnType<typeof createAdapter>>;
type Session = Parameters<ClusterAdapter['persistSession']>[0];
type Target = Parameters<ClusterAdapter['broadcast']>[1];

/** Carries broadcasts between the nodes, through a Redis stream. Publishes BroadcastsMissed. */
@Injectable()
export class BroadcastStream implements StreamListener, OnApplicationShutdown {
  readonly recent = new RecentPackets();
  private readonly logger = new Logger(BroadcastStream.name);
  private readonly open: { close(): void }[] = [];

  constructor(
    private readonly redis: RedisConnection,
    private readonly events: EventBus,
  ) {}

  /** The connections of the sockets are closed by now, and what was told of that was written. */
  onApplicationShutdown(): void {
    for (const one of this.open) one.close();
  }

  /** Whether there can be other nodes. */
  get enabled(): boolean {
    return this.redis.enabled;
  }

  /**
   * The adapter of a Socket.IO server.
   * @param keep takes the session of a socket whose connection broke
   */
  adapter(keep: (session: Session) => void) {
    const client = new StreamClient(
      this.redis.open(),
      () => this.reader(),
      (entry) => this.recent.add(entry),
    );
    this.open.push(client);
    const create = createAdapter(client, {
      streamName: STREAM,
      maxLen: STREAM_LENGTH,
      onlyPlaintext: true,
    });
    const logger = this.logger;
    // Socket.IO calls it with `new`.
    return function adapterOf(namespace: Namespace): ClusterAdapter {
      const adapter = create(namespace);
      const broadcast = adapter.broadcast.bind(adapter);
      adapter.broadcast = async (packet, target) => {
        try {
          await broadcast(packet, ownSocket(namespace, target) ? local(target) : target);
        } catch (error: unknown) {
          logger.error({ err: error }, 'A broadcast failed');
        }
      };
      adapter.persistSession = keep;
      // Socket.IO would restore before it authenticates: see `session-recovery.ts`.
      adapter.restoreSession = () => Promise.reject(new Error('Not before authentication'));
      return adapter;
    };
  }

  private reader(): StreamReader {
    const reader = new StreamReader(() => this.redis.open({ commandTimeout: undefined }), this);
    this.open.push(reader);
    return reader;
  }

  onStart(id: string): void {
    this.recent.restart(id);
  }

  /** Nothing that was broadcast until now is given to who comes back. */
  forgetRecent(): void {
    this.recent.forget();
  }

  onEntries(entries: StreamEntry[]): void {
    for (const entry of entries) {
      const ago = missedAgo(entry[1]);
      if (ago === undefined) this.recent.add(entry);
      else this.catchUp(entry[0], new Date(Date.now() - ago));
    }
  }

  onBreak(since: Date): void {
    this.events.publish(new BroadcastsMissed(since));
  }

  /** What was missed is not among the recent broadcasts either. */
  private catchUp(id: string, since: Date): void {
    this.recent.restart(id);
    this.events.publish(new BroadcastsMissed(since));
  }
}

/** With recovery on, Socket.IO sends what is for one socket through the adapter too. It is nobody else's to know. */
const ownSocket = (namespace: Namespace, { rooms }: Target): boolean =>
  rooms.size === 1 && [...rooms].every((id) => namespace.sockets.has(id));

const local = (target: Target): Target => ({ ...target, flags: { ...target.flags, local: true } });
