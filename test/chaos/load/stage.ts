import { setTimeout as delay } from 'node:timers/promises';
import type { Cluster } from '../cluster/cluster.ts';
import { ChatClient, type ChatClientOptions } from '../client/chat-client.ts';
import type { Door } from '../client/request.ts';
import { Ledger } from './ledger.ts';
import { Market, type Pair, type Person } from './market.ts';
import { Watch } from './watch.ts';

/** Of so many messages that a client gets, one makes it mark the room as read. */
const READ_EVERY = 10;
/** Milliseconds that clients have to be rid of what they hold, once the load has ended and everything works. */
const DRAIN_TIMEOUT = 60_000;
/** Milliseconds between two looks at something awaited. */
const LOOK = 20;

/** Somebody with a client, who talks in rooms. */
export interface Actor {
  person: Person;
  client: ChatClient;
  watch: Watch;
}

export interface Conversation extends Pair {
  actors: Actor[];
}

/** The people of one scenario, their clients, and what they have said. */
export class Stage {
  readonly ledger = new Ledger();
  readonly actors: Actor[] = [];
  readonly market: Market;
  readonly cluster: Cluster;
  private said = 0;

  constructor(cluster: Cluster) {
    this.cluster = cluster;
    this.market = new Market(cluster.database.pool, cluster.jwtSecret, cluster.door);
  }

  /** Pairs of people, each with a room; every fourth client sends by REST, the others by socket. */
  async conversations(count: number, door: Door = this.cluster.door): Promise<Conversation[]> {
    return inBatches(count, 25, async (number) => {
      const pair = await this.market.pair();
      const actors = await Promise.all(
        [pair.buyer, pair.seller].map((person, side) =>
          this.enter(person, [pair.roomId], {
            door,
            sendBy: (number * 2 + side) % 4 === 3 ? 'rest' : 'socket',
          }),
        ),
      );
      return { ...pair, actors };
    });
  }

  /** Connects a person's client, and waits until it is complete. */
  async enter(person: Person, roomIds: string[], options: Partial<ChatClientOptions> = {}): Promise<Actor> {
    const watch = new Watch(this.ledger);
    const client = new ChatClient({
      door: this.cluster.door,
      token: person.token,
      roomIds,
      observer: watch,
      ...options,
    });
    watch.client = client;
    const actor = { person, client, watch };
    this.actors.push(actor);
    await client.open();
    return actor;
  }

  /**
   * Everyone talks, in turn, in the rooms that they are in; now and then they read.
   * @param rate messages a second, whether or not the ones before were answered
   */
  async talk(seconds: number, rate: number, actors = this.actors): Promise<void> {
    const began = performance.now();
    for (let sent = 0; ;) {
      const elapsed = performance.now() - began;
      for (; sent < Math.min(elapsed / 1000, seconds) * rate; sent++) this.say(actors[sent % actors.length]);
      if (elapsed >= seconds * 1000) return;
      await delay(LOOK);
    }
  }

  /** Waits until every message has its answer, and every client that was cut off is complete again. */
  async drain(): Promise<void> {
    await until(() => this.ledger.open === 0 && this.actors.every(({ watch }) => watch.whole), DRAIN_TIMEOUT);
  }

  /** @returns milliseconds until every client has all that was acknowledged, without being asked to look */
  async settle(timeout = 30_000): Promise<number> {
    const began = performance.now();
    const isComplete = ({ client }: Actor): boolean =>
      [...client.rooms.values()].every(({ roomId, lastSeq }) => lastSeq >= this.ledger.head(roomId));
    await until(() => this.actors.every(isComplete), timeout);
    return performance.now() - began;
  }

  close(): void {
    for (const { client } of this.actors) client.close();
  }

  /** A text that nobody has sent yet. */
  newText(): string {
    this.said += 1;
    return `${this.said}: araç hâlâ satılık mı?`;
  }

  /** Sends one message of the actor's, noted in the ledger. */
  async sendOne(actor: Actor, roomId: string): Promise<void> {
    const content = this.newText();
    await this.ledger.follow(roomId, content, () => actor.client.send(roomId, content));
  }

  private say(actor: Actor | undefined): void {
    const rooms = [...(actor?.client.rooms.values() ?? [])];
    const room = rooms[Math.floor(Math.random() * rooms.length)];
    if (!actor || !room) return;
    void this.sendOne(actor, room.roomId);
    if (this.said % READ_EVERY === 0) void actor.client.markRead(room.roomId).catch(() => undefined);
  }
}

/** @returns whether it came true in time */
export async function until(holds: () => boolean, timeout: number): Promise<boolean> {
  for (const deadline = performance.now() + timeout; !holds();) {
    if (performance.now() > deadline) return false;
    await delay(LOOK);
  }
  return true;
}

/** Makes `count` of something, `size` at a time. */
export async function inBatches<T>(
  count: number,
  size: number,
  make: (number: number) => Promise<T>,
): Promise<T[]> {
  const made: T[] = [];
  while (made.length < count) {
    const batch = Math.min(size, count - made.length);
    made.push(...(await Promise.all(Array.from({ length: batch }, (_, n) => make(made.length + n)))));
  }
  return made;
}
