import { BEGINNING, fieldOf, isBefore, type StreamEntry } from './stream-entries.js';

const MAX_PACKETS = 1_000;
/** Characters of all packets together. */
const MAX_SIZE = 16 * 1024 * 1024;
/** How the adapter numbers a broadcast among what nodes tell each other. */
const BROADCAST = '3';

/** A broadcast: what was emitted, to which channels. */
export interface RecentPacket {
  readonly id: string;
  /** The event's name and its arguments. */
  readonly data: [event: string, ...args: unknown[]];
  readonly channels: readonly string[];
  /** Characters, as the nodes told it each other. */
  readonly size: number;
}

interface BroadcastData {
  opts: { rooms: string[]; except: string[] };
  packet: { data: RecentPacket['data'] };
}

interface Kept {
  readonly id: string;
  readonly raw: string;
  parsed?: BroadcastData;
}

/**
 * The last broadcasts of all nodes, as far as this node has seen them without a gap. A client that comes back gets what
 * it missed from here: asking Redis for each of them would read the whole stream thousands of times when a gateway
 * restarts.
 */
export class RecentPackets {
  /** In the order of their ids. */
  private kept: Kept[] = [];
  private size = 0;
  /** Nothing after this entry is missing. */
  private from: string | undefined;
  /** What was after `from` may have been missed by those who got no more than it. */
  private cut = false;
  private newest: string | undefined;

  /** Forgets everything: what comes from now on follows `id` without a gap. */
  restart(id: string): void {
    this.kept = [];
    this.size = 0;
    this.from = id;
    this.newest = id;
    this.cut = false;
  }

  /** Forgets what came until now: who got nothing newer yet has missed what nobody knows. */
  forget(): void {
    if (this.newest === undefined) return;
    this.restart(this.newest);
    this.cut = true;
  }

  add([id, fields]: StreamEntry): void {
    if (this.newest === undefined || isBefore(this.newest, id)) this.newest = id;
    const raw = fieldOf(fields, 'data');
    if (this.from === undefined || raw === undefined || fieldOf(fields, 'type') !== BROADCAST) return;
    if (!isBefore(this.from, id)) return;
    const place = this.placeAfter(id);
    if (this.kept[place - 1]?.id === id) return;
    this.kept.splice(place, 0, { id, raw });
    this.size += raw.length;
    while (this.kept.length > MAX_PACKETS || this.size > MAX_SIZE) this.dropOldest();
  }

  /** Whether everything after this entry is known. */
  covers(id: string): boolean {
    return this.from !== undefined && (isBefore(this.from, id) || (this.from === id && !this.cut));
  }

  /** What was broadcast to any of `channels` after the entry `id`, in order. */
  since(id: string, channels: ReadonlySet<string>): RecentPacket[] {
    return this.kept
      .slice(this.placeAfter(id))
      .map((kept) => ({ id: kept.id, size: kept.raw.length, ...parse(kept) }))
      .filter(({ opts }) => opts.rooms.some((channel) => channels.has(channel)))
      .filter(({ opts }) => !opts.except.some((channel) => channels.has(channel)))
      .map(({ id: other, size, opts, packet }) => ({
        ...{ id: other, size },
        data: packet.data,
        channels: opts.rooms,
      }));
  }

  /** Where an entry stands, or would, that comes right after `id`. From the end: what is new is what is asked for. */
  private placeAfter(id: string): number {
    return this.kept.findLastIndex((kept) => !isBefore(id, kept.id)) + 1;
  }

  private dropOldest(): void {
    const first = this.kept.shift();
    if (first === undefined) return;
    const { id, raw } = first;
    this.size -= raw.length;
    if (isBefore(id, this.from ?? BEGINNING)) return;
    this.from = id;
    this.cut = false;
  }
}

/** Only when somebody comes back, and once. */
function parse(kept: Kept): BroadcastData {
  kept.parsed ??= JSON.parse(kept.raw) as BroadcastData;
  return kept.parsed;
}
