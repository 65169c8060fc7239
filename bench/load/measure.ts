import { setTimeout as delay } from 'node:timers/promises';
import { textOf, type Connect, type Pair, type Wire } from './wire.ts';

/** Milliseconds in which what is under way at the end may still arrive. */
const DRAIN = 10_000;
const LOOK = 1;

/** How the messages come. */
export type Pace =
  /** So many are under way at every moment: the next is sent when one has arrived. */
  | { inFlight: number }
  /** So many a second, whether or not those before have arrived. */
  | { rate: number };

export interface Plan {
  url: string;
  pairs: Pair[];
  pace: Pace;
  /** Seconds, not counted. */
  warmUp: number;
  /** Seconds. */
  length: number;
}

/** Counts and milliseconds. A message counts when it is acknowledged and has come to the other side. */
export interface Measured {
  arrived: number;
  perSecond: number;
  /** From the moment at which it was meant to be sent: waiting counts. */
  latency: { p50: number; p90: number; p99: number; max: number };
  refused: number;
  doubled: number;
  /** Sent, and neither arrived nor refused. */
  lost: number;
  lastRefusal?: string;
}

interface UnderWay {
  wire: number;
  meant: number;
  acknowledged: boolean;
  delivered: boolean;
}

/** Sends at a pace, and follows every message until it is acknowledged and delivered. */
export class Measurement {
  private readonly underWay = new Map<number, UnderWay>();
  private readonly latencies: number[] = [];
  private readonly plan: Plan;
  private readonly wires: Wire[] = [];
  /** Wires of which nothing is under way; asked only when each may have one message. */
  private readonly idle: number[] = [];
  private sent = 0;
  private countFrom = Infinity;
  private countUntil = Infinity;
  private readonly outcome = { refused: 0, doubled: 0, lastRefusal: undefined as string | undefined };

  constructor(plan: Plan) {
    this.plan = plan;
  }

  async connect(connect: Connect): Promise<void> {
    const { url, pairs } = this.plan;
    const events = {
      acknowledged: (message: number) => this.note(message, 'acknowledged'),
      delivered: (message: number) => this.note(message, 'delivered'),
      refused: (message: number, reason: string) => this.refuse(message, reason),
    };
    for (const pair of pairs) this.idle.push(this.wires.push(await connect(url, pair, events)) - 1);
  }

  /** @param onCounting called when the warm-up is over, and when the time is */
  async run(onCounting: (counting: boolean) => void): Promise<Measured> {
    const { warmUp, length, pace } = this.plan;
    const began = performance.now();
    this.countFrom = began + warmUp * 1000;
    this.countUntil = this.countFrom + length * 1000;
    setTimeout(() => onCounting(true), warmUp * 1000);
    if ('inFlight' in pace) {
      for (let n = 0; n < pace.inFlight; n++) this.send(performance.now());
      await delay((warmUp + length) * 1000);
    } else {
      await this.sendAtRate(pace.rate, began);
    }
    onCounting(false);
    this.countUntil = performance.now();
    for (const deadline = performance.now() + DRAIN; this.underWay.size > 0 && performance.now() < deadline;)
      await delay(LOOK);
    for (const wire of this.wires) wire.close();
    return this.result((this.countUntil - this.countFrom) / 1000);
  }

  private async sendAtRate(rate: number, began: number): Promise<void> {
    while (performance.now() < this.countUntil) {
      const due = ((performance.now() - began) / 1000) * rate;
      while (this.sent < due) this.send(began + (this.sent / rate) * 1000);
      await delay(LOOK);
    }
  }

  private send(meant: number): void {
    const message = this.sent++;
    const wire =
      ('inFlight' in this.plan.pace ? this.idle.shift() : undefined) ?? message % this.wires.length;
    this.underWay.set(message, { wire, meant, acknowledged: false, delivered: false });
    this.wires[wire]?.send(message, textOf(message));
  }

  private note(message: number, what: 'acknowledged' | 'delivered'): void {
    const state = this.underWay.get(message);
    if (state === undefined || state[what]) {
      this.outcome.doubled += 1;
      return;
    }
    state[what] = true;
    if (state.acknowledged && state.delivered) this.end(message, state);
  }

  private refuse(message: number, reason: string): void {
    this.outcome.refused += 1;
    this.outcome.lastRefusal = reason;
    const state = this.underWay.get(message);
    if (state !== undefined) this.end(message, { ...state, meant: Infinity });
  }

  private end(message: number, { wire, meant }: UnderWay): void {
    this.underWay.delete(message);
    if ('inFlight' in this.plan.pace) this.idle.push(wire);
    const now = performance.now();
    // At a fixed rate what was due while it counted counts, however late it comes: the slowest are not to be left out.
    const counts = 'inFlight' in this.plan.pace ? now : meant;
    if (counts >= this.countFrom && counts <= this.countUntil && meant <= now)
      this.latencies.push(now - meant);
    if ('inFlight' in this.plan.pace && now < this.countUntil) this.send(now);
  }

  private result(seconds: number): Measured {
    const sorted = Float64Array.from(this.latencies).sort();
    const at = (part: number): number =>
      sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
    const { refused, doubled, lastRefusal } = this.outcome;
    return {
      arrived: sorted.length,
      perSecond: sorted.length / seconds,
      latency: { p50: at(0.5), p90: at(0.9), p99: at(0.99), max: sorted.at(-1) ?? 0 },
      refused,
      doubled,
      lost: this.underWay.size,
      ...(lastRefusal !== undefined && { lastRefusal }),
    };
  }
}
