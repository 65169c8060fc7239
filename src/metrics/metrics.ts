import { Injectable } from '@nestjs/common';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { ErrorCode, MessageType, ServerToClientEvents } from '../contracts/index.js';
import { Database, type PoolFigures } from '../database/index.js';
import type { ScanOutcome } from '../virus-scan/index.js';

/** Seconds. Fine where answers usually are, coarse where something is wrong. */
const DURATION_BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/**
 * What the service counts, for Prometheus. Each instance has a registry of its own, so that several applications can
 * live in one process. Labels take few values only: route templates, event names and codes, never ids.
 */
@Injectable()
export class Metrics {
  private readonly registry = new Registry();

  private readonly httpDuration = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time from the request to the end of its answer.',
    labelNames: ['method', 'route', 'status_class'] as const,
    buckets: DURATION_BUCKETS,
    registers: [this.registry],
  });
  private readonly messages = new Counter({
    name: 'chat_messages_sent_total',
    help: 'Messages committed by this node.',
    labelNames: ['type'] as const,
    registers: [this.registry],
  });
  private readonly deliveries = new Counter({
    name: 'chat_socket_deliveries_total',
    help: 'Events written to sockets of this node, one for each socket.',
    labelNames: ['event'] as const,
    registers: [this.registry],
  });
  private readonly sockets = new Gauge({
    name: 'chat_sockets_connected',
    help: 'Sockets that are connected to this node.',
    registers: [this.registry],
  });
  private readonly rooms = new Gauge({
    name: 'chat_rooms_joined',
    help: 'Room memberships of the sockets of this node.',
    registers: [this.registry],
  });
  private readonly errors = new Counter({
    name: 'chat_errors_total',
    help: 'Failures answered to clients, by code and by the way they travelled.',
    labelNames: ['code', 'transport'] as const,
    registers: [this.registry],
  });

  private readonly scans = new Counter({
    name: 'chat_virus_scans_total',
    help: 'Files about which this node has asked the virus scanner, by what came of it.',
    labelNames: ['outcome'] as const,
    registers: [this.registry],
  });

  constructor(database: Database) {
    // Among them nodejs_eventloop_lag_seconds and its percentiles.
    collectDefaultMetrics({ register: this.registry });
    this.gaugePool(database);
  }

  /** The media type of `expose`. */
  get contentType(): string {
    return this.registry.contentType;
  }

  /** Every figure in the text format of Prometheus. */
  expose(): Promise<string> {
    return this.registry.metrics();
  }

  /**
   * @param route the route's template, such as `/chats/:roomId`
   * @param seconds from the request to the end of its answer
   */
  httpAnswered(method: string, route: string, status: number, seconds: number): void {
    this.httpDuration.observe({ method, route, status_class: `${Math.floor(status / 100)}xx` }, seconds);
  }

  messageSent(type: MessageType): void {
    this.messages.inc({ type });
  }

  fileScanned(outcome: ScanOutcome): void {
    this.scans.inc({ outcome });
  }

  /** An event was written to one socket of this node. */
  delivered(event: keyof ServerToClientEvents): void {
    this.deliveries.inc({ event });
  }

  socketConnected(): void {
    this.sockets.inc();
  }

  socketDisconnected(): void {
    this.sockets.dec();
  }

  roomJoined(): void {
    this.rooms.inc();
  }

  roomLeft(): void {
    this.rooms.dec();
  }

  errorAnswered(code: ErrorCode, transport: 'http' | 'socket'): void {
    this.errors.inc({ code, transport });
  }

  /** What this node has counted until now: sockets that are connected, and messages that it has stored. */
  async totals(): Promise<{ sockets: number; messages: number }> {
    const [sockets, messages] = await Promise.all([this.sockets.get(), this.messages.get()]);
    return { sockets: sumOf(sockets), messages: sumOf(messages) };
  }

  /** A figure of a feature, asked for whenever all are read. @param name begins with `chat_` */
  gauge(name: string, help: string, figure: () => number): void {
    new Gauge({
      ...{ name, help, registers: [this.registry] },
      collect() {
        this.set(figure());
      },
    });
  }

  private gaugePool(database: Database): void {
    const figures: Record<keyof PoolFigures, string> = {
      size: 'Open connections to PostgreSQL.',
      idle: 'Open connections that nothing uses.',
      waiting: 'Queries that wait for a connection.',
    };
    for (const [figure, help] of Object.entries(figures) as [keyof PoolFigures, string][]) {
      this.gauge(`chat_database_pool_${figure}`, help, () => database.poolFigures[figure]);
    }
  }
}

const sumOf = ({ values }: { values: { value: number }[] }): number =>
  values.reduce((sum, { value }) => sum + value, 0);
