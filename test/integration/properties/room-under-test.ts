import { randomUUID } from 'node:crypto';
import type { Principal } from '../../../src/auth/index.js';
import { AppError } from '../../../src/common/index.js';
import type { MessageView } from '../../../src/contracts/index.js';
import { EditsService } from '../../../src/edits/index.js';
import { MessageSender, SyncService } from '../../../src/messages/index.js';
import { PinsService } from '../../../src/pins/index.js';
import { ReactionsService } from '../../../src/reactions/index.js';
import { ReadReceiptsService } from '../../../src/read-receipts/index.js';
import { RoomLog } from '../../chaos/client/room-log.js';
import { Marketplace } from '../../factories/marketplace.js';
import type { Ground } from './ground.js';
import { PEOPLE, type Action, type Step } from './steps.js';

/** One attempt to send, and what the caller was told. */
export interface Attempt {
  senderId: string;
  clientMessageId: string | null;
  content: string;
  outcome: { acknowledged: MessageView; created: boolean } | { refused: string } | 'unknown';
}

/** Stands in an edited message between what was sent and what makes the edit another. */
const EDITED = ' ✎';

/** What was sent, of a message that may have been edited since; null when it was deleted. */
export const originalOf = ({ content }: { content: string | null }): string | null =>
  content?.split(EDITED)[0] ?? null;

const EMOJI = ['👍', '❤️'];
const TEXTS = ['Fiyat son mu?', 'Takas olur mu?'];

/** A room of its own in which steps are taken through the service itself. */
export class RoomUnderTest {
  readonly attempts: Attempt[] = [];
  /** What a client of each person has. */
  readonly logs: RoomLog[];
  private changes = 0;
  /** Ids of the clients' messages by sender, so that repeats can be made. */
  private readonly ids = Array.from({ length: PEOPLE }, () => Array.from({ length: 3 }, () => randomUUID()));

  private constructor(
    private readonly ground: Ground,
    readonly roomId: string,
    readonly people: Principal[],
  ) {
    this.logs = people.map(() => new RoomLog(roomId));
  }

  static async open(ground: Ground): Promise<RoomUnderTest> {
    const market = new Marketplace(ground.db);
    const buyer = await market.dealer();
    const colleague = await market.dealer({ galleryId: buyer.galleryId });
    const seller = await market.dealer();
    const roomId = randomUUID();
    await ground.db.query(
      `INSERT INTO chat_rooms (id, room_type, gallery_a_id, gallery_b_id) VALUES ($1, 'support', $2, $3)`,
      [roomId, buyer.galleryId, seller.galleryId],
    );
    const people = [buyer, colleague, seller].map(({ userId, galleryId }): Principal => ({
      userId,
      galleryId,
      role: 'dealer',
    }));
    return new RoomUnderTest(ground, roomId, people);
  }

  /** Begins each step in order; those that need not wait go on side by side. */
  async take(steps: Step[]): Promise<void> {
    let open: Promise<unknown>[] = [];
    for (const { person, action, alone } of steps) {
      if (alone) await Promise.all(open.splice(0));
      open = [...open, this.act(person, action)];
    }
    await Promise.all(open);
  }

  /** Brings a person's client up to date. @throws AppError when the database is away */
  async sync(person: number): Promise<void> {
    const [principal, log] = this.whoIs(person);
    for (let more = true; more;) {
      const [answer] = await this.ground.app
        .get(SyncService, { strict: false })
        .sync(principal, [log.position]);
      if (answer === undefined || 'refusal' in answer) throw new Error('The room was refused');
      log.takeSynced(answer);
      more = answer.has_more;
    }
  }

  private async act(person: number, action: Action): Promise<void> {
    switch (action.kind) {
      case 'send':
        return this.send(person, action);
      case 'read all':
        return this.tolerant(() => this.receipts.markAll(this.roomId, this.whoIs(person)[0]));
      case 'read one':
        return this.tolerant(() => this.readOne(person, action.back));
      case 'edit':
      case 'delete':
        return this.tolerant(() => this.changeOwn(person, action.kind, action.back));
      case 'mark':
        return this.tolerant(() => this.mark(person, action));
      case 'sync':
        return this.tolerant(() => this.sync(person));
      case 'fault':
        return this.ground[action.how]();
    }
  }

  private async send(person: number, { id, text, reply }: Action & { kind: 'send' }): Promise<void> {
    const [principal] = this.whoIs(person);
    const attempt: Attempt = {
      senderId: principal.userId,
      clientMessageId: id === null ? null : (this.ids[person]?.[id] ?? null),
      content: id === null ? `${this.attempts.length}` : (TEXTS[text] ?? ''),
      outcome: 'unknown',
    };
    // A repeat that answers something else would be another request.
    const replyToId = id === null && reply !== null ? this.acknowledged.at(-1 - reply)?.id : undefined;
    this.attempts.push(attempt);
    try {
      const { message, created } = await this.ground.app
        .get(MessageSender, { strict: false })
        .send(principal, this.roomId, { ...attempt, replyToId });
      attempt.outcome = { acknowledged: message, created };
    } catch (error) {
      if (error instanceof AppError && error.status < 500) attempt.outcome = { refused: error.code };
    }
  }

  private async readOne(person: number, back: number): Promise<void> {
    const messageId = this.acknowledged.at(-1 - back)?.id;
    if (messageId !== undefined) await this.receipts.markOne(this.roomId, this.whoIs(person)[0], messageId);
  }

  private async changeOwn(person: number, kind: 'edit' | 'delete', back: number): Promise<void> {
    const [principal] = this.whoIs(person);
    const own = this.attempts.flatMap(({ senderId, clientMessageId, outcome }) =>
      senderId === principal.userId &&
      clientMessageId !== null &&
      typeof outcome === 'object' &&
      'acknowledged' in outcome
        ? [outcome.acknowledged]
        : [],
    );
    const message = own.at(-1 - back);
    if (message === undefined) return;
    if (kind === 'delete') await this.edits.delete(principal, this.roomId, message.id);
    else
      await this.edits.edit(
        principal,
        this.roomId,
        message.id,
        `${originalOf(message)}${EDITED}${this.changes++}`,
      );
  }

  private async mark(person: number, { how, emoji, back }: Action & { kind: 'mark' }): Promise<void> {
    const messageId = this.acknowledged.at(-1 - back)?.id;
    if (messageId === undefined) return;
    const target = [this.whoIs(person)[0], this.roomId, messageId] as const;
    const { app } = this.ground;
    const [reactions, pins] = [
      app.get(ReactionsService, { strict: false }),
      app.get(PinsService, { strict: false }),
    ];
    const one = EMOJI[emoji] ?? '';
    await {
      react: () => reactions.add(...target, one),
      unreact: () => reactions.remove(...target, one),
      pin: () => pins.pin(...target),
      unpin: () => pins.unpin(...target),
    }[how]();
  }

  /** Own messages cannot be read, and while the connections break nothing can: both are fine here. */
  private async tolerant(work: () => Promise<unknown>): Promise<void> {
    await work().catch(() => undefined);
  }

  private get acknowledged(): MessageView[] {
    return this.attempts.flatMap(({ outcome }) =>
      typeof outcome === 'object' && 'acknowledged' in outcome ? [outcome.acknowledged] : [],
    );
  }

  private get edits(): EditsService {
    return this.ground.app.get(EditsService, { strict: false });
  }

  private get receipts(): ReadReceiptsService {
    return this.ground.app.get(ReadReceiptsService, { strict: false });
  }

  private whoIs(person: number): [Principal, RoomLog] {
    const [principal, log] = [this.people[person], this.logs[person]];
    if (!principal || !log) throw new Error(`There is no person ${person}`);
    return [principal, log];
  }
}
