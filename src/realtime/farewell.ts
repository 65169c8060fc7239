import { setTimeout as delay } from 'node:timers/promises';
import { Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import { Shutdown } from '../shutdown/index.js';
import { cutOff, transportClosed } from './connection-guard.js';
import { EventsUnderWay } from './events-under-way.js';
import type { ChatServer, ChatSocket } from './socket.types.js';

/** Milliseconds over which clients are asked to spread their return. */
const RETURN_SPREAD = 5_000;
/** Sockets are let go in waves, so that their clients do not all knock at the next node in one moment. */
const WAVES = 30;
const WAVE_INTERVAL = 100;
const SMALLEST_WAVE = 50;
/** Milliseconds for the events of a socket that are under way, and then for its client to close the connection. */
const EVENTS_PATIENCE = 5_000;
const CLOSE_PATIENCE = 1_000;

/**
 * Says goodbye to the sockets when the process ends. Each is told, what it had under way is answered, and its transport
 * is closed: a client connects again by itself then, where a `disconnect` would tell it to stay away.
 */
@Injectable()
export class Farewell implements BeforeApplicationShutdown {
  private server: ChatServer | undefined;

  constructor(
    private readonly shutdown: Shutdown,
    private readonly events: EventsUnderWay,
  ) {}

  start(server: ChatServer): void {
    this.server = server;
  }

  /** Whether new connections are refused. */
  get begun(): boolean {
    return this.shutdown.parting;
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.shutdown.noticed;
    const sockets = [...(this.server?.sockets.sockets.values() ?? [])];
    for (const socket of sockets) {
      socket.emit('server_shutdown', { reconnectAfter: Math.round(Math.random() * RETURN_SPREAD) });
    }
    const size = Math.max(SMALLEST_WAVE, Math.ceil(sockets.length / WAVES));
    const partings: Promise<void>[] = [];
    for (let next = 0; next < sockets.length; next += size) {
      if (next > 0) await delay(WAVE_INTERVAL);
      partings.push(...sockets.slice(next, next + size).map((socket) => this.part(socket)));
    }
    await Promise.all(partings);
  }

  private async part(socket: ChatSocket): Promise<void> {
    await within(EVENTS_PATIENCE, this.events.end(socket));
    if (!socket.connected) return;
    const closed = transportClosed(socket.conn);
    // Sends what still waits for the connection before it closes it.
    socket.conn.close();
    await within(CLOSE_PATIENCE, closed);
    cutOff(socket.conn);
  }
}

/** Waits for `work`, but not longer than so many milliseconds. */
async function within(ms: number, work: Promise<unknown>): Promise<void> {
  const patience = new AbortController();
  await Promise.race([work, delay(ms, undefined, { signal: patience.signal })]);
  patience.abort();
}
