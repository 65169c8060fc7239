import type { MessageView } from '../../../src/contracts/index.js';
import { type ChatError, toChatError } from '../errors.js';
import type { OutboxStorage, StoredMessage } from './storage.js';

/** Milliseconds before a message is sent again; doubled at each attempt, and drawn at random below that. */
const FIRST_PAUSE = 250;
const LONGEST_PAUSE = 4_000;
/** Milliseconds after which a storage that does not answer holds nothing up any more. */
const STORAGE_PATIENCE = 3_000;

export interface OutboxHooks {
  /** @throws ChatError, temporary or for good */
  deliver(message: StoredMessage): Promise<MessageView>;
  /** Its message stands in the room. It is not in the outbox any more. */
  delivered(message: MessageView): void;
  /** What waits for the room has changed. */
  changed(roomId: string): void;
}

/** The outbox knows whose it is. */
export type UnsentMessage = Omit<StoredMessage, 'owner'>;

/** Keeps each message until it is acknowledged. The messages of a room go out one after the other, in order. */
export class Outbox {
  private readonly storage: OutboxStorage;
  private readonly hooks: OutboxHooks;
  private readonly rooms = new Map<string, StoredMessage[]>();
  private readonly running = new Set<string>();
  private readonly sleepers = new Set<() => void>();
  /** Those that are known to be in the storage. */
  private readonly kept = new Set<string>();
  /** Those that came to their end while the storage was being loaded. */
  private readonly ended = new Set<string>();
  private restoring: Promise<void> | undefined;
  /** Undefined until it is known whose messages these are; until then nothing is sent. */
  private owner: string | undefined;
  private closed = false;

  constructor(storage: OutboxStorage, hooks: OutboxHooks) {
    this.storage = storage;
    this.hooks = hooks;
  }

  /**
   * Takes up what was left from before, ahead of what was written since; nothing is sent before the first time. Later it
   * takes up what another tab has left, and drops what another tab has brought to its end.
   */
  restore(owner: string): Promise<void> {
    this.restoring ??= this.takeUp(owner).finally(() => (this.restoring = undefined));
    return this.restoring;
  }

  /** What waits or has failed, in order. */
  in(roomId: string): readonly StoredMessage[] {
    return this.rooms.get(roomId) ?? [];
  }

  /** @returns it as it is kept */
  add(unsent: UnsentMessage): StoredMessage {
    const message = { ...unsent, owner: this.owner ?? '' };
    this.replace(roomOf(message), [...this.in(roomOf(message)), message]);
    if (this.owner !== undefined) void this.keep(message).then(() => this.run(roomOf(message)));
    return message;
  }

  /** Sends one again that was refused. */
  retry(roomId: string, clientMessageId: string): void {
    const message = this.find(roomId, clientMessageId);
    if (!message?.error) return;
    const again = { ...message, error: null };
    this.update(again);
    void this.keep(again).then(() => this.run(roomId));
  }

  /** Takes one out. It may still turn out to have been stored, when it was under way. */
  discard(roomId: string, clientMessageId: string): void {
    if (!this.find(roomId, clientMessageId)) return;
    this.ended.add(clientMessageId);
    this.replace(roomId, without(this.in(roomId), clientMessageId));
    void this.storage.remove(clientMessageId).catch(() => undefined);
  }

  /** Its message has been seen in the room: the answer to it need not be waited for. */
  settle(roomId: string, clientMessageId: string | null): void {
    if (clientMessageId !== null) this.discard(roomId, clientMessageId);
  }

  /** There is a connection again: what waits for its next attempt goes out now. */
  wake(): void {
    for (const wake of [...this.sleepers]) wake();
  }

  open(): void {
    this.closed = false;
    for (const roomId of this.rooms.keys()) void this.run(roomId);
  }

  close(): void {
    this.closed = true;
    this.wake();
  }

  private async takeUp(owner: string): Promise<void> {
    // What is put while it is being loaded may be missing in the answer.
    const keptBefore = new Set(this.kept);
    this.ended.clear();
    const stored = await this.stored(owner);
    this.owner = owner;
    const there = new Set(stored?.map(({ clientMessageId }) => clientMessageId));
    const isEndedElsewhere = (id: string): boolean =>
      stored !== undefined && keptBefore.has(id) && !there.has(id);
    const known = new Set([...this.rooms.values()].flat().map(({ clientMessageId }) => clientMessageId));
    const left = (stored ?? []).filter(({ clientMessageId: id }) => !known.has(id) && !this.ended.has(id));
    for (const { clientMessageId } of left) this.kept.add(clientMessageId);

    // All at once: whatever is written, or comes to its end, does so before or after.
    const roomIds = new Set([...left.map(roomOf), ...this.rooms.keys()]);
    for (const roomId of roomIds) {
      const here = this.in(roomId)
        .filter(({ clientMessageId }) => !isEndedElsewhere(clientMessageId))
        .map((message) => (message.owner === owner ? message : { ...message, owner }));
      this.replace(roomId, [...left.filter((message) => roomOf(message) === roomId), ...here]);
    }
    const unkept = [...this.rooms.values()]
      .flat()
      .filter(({ clientMessageId }) => !this.kept.has(clientMessageId));
    await Promise.all(unkept.map((message) => this.keep(message)));
    for (const roomId of roomIds) void this.run(roomId);
  }

  /** Undefined when the storage fails, or does not answer: that says nothing of what is in it. */
  private async stored(owner: string): Promise<StoredMessage[] | undefined> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const nothing = new Promise<undefined>((resolve) => {
      timer = setTimeout(() => resolve(undefined), STORAGE_PATIENCE);
    });
    const loading = this.storage.load(owner).catch(() => undefined);
    return Promise.race([loading, nothing]).finally(() => clearTimeout(timer));
  }

  private async run(roomId: string): Promise<void> {
    if (this.owner === undefined || this.running.has(roomId)) return;
    this.running.add(roomId);
    try {
      let pause = FIRST_PAUSE;
      for (let next = this.next(roomId); next !== undefined && !this.closed; next = this.next(roomId)) {
        const isDone = await this.attempt(next);
        if (!isDone) await this.sleep(pause * (0.5 + Math.random() / 2));
        pause = isDone ? FIRST_PAUSE : Math.min(pause * 2, LONGEST_PAUSE);
      }
    } finally {
      this.running.delete(roomId);
    }
  }

  /** @returns whether its fate is known now */
  private async attempt(message: StoredMessage): Promise<boolean> {
    try {
      const stored = await this.hooks.deliver(message);
      this.ended.add(message.clientMessageId);
      this.rooms.set(roomOf(message), without(this.in(roomOf(message)), message.clientMessageId));
      this.hooks.delivered(stored);
      this.hooks.changed(roomOf(message));
      await this.storage.remove(message.clientMessageId).catch(() => undefined);
      return true;
    } catch (thrown) {
      const error = toChatError(thrown);
      if (error.isTemporary || !this.find(roomOf(message), message.clientMessageId)) return false;
      const failed = { ...message, error: bodyOf(error) };
      this.update(failed);
      await this.keep(failed);
      return true;
    }
  }

  private next(roomId: string): StoredMessage | undefined {
    return this.in(roomId).find(({ error }) => error === null);
  }

  private find(roomId: string, clientMessageId: string): StoredMessage | undefined {
    return this.in(roomId).find((message) => message.clientMessageId === clientMessageId);
  }

  private update(message: StoredMessage): void {
    const roomId = roomOf(message);
    const same = ({ clientMessageId }: StoredMessage): boolean => clientMessageId === message.clientMessageId;
    this.replace(
      roomId,
      this.in(roomId).map((other) => (same(other) ? message : other)),
    );
  }

  private replace(roomId: string, messages: StoredMessage[]): void {
    this.rooms.set(roomId, messages);
    this.hooks.changed(roomId);
  }

  /** A browser that keeps nothing (a private window, a full disk) still sends. */
  private async keep(message: StoredMessage): Promise<void> {
    await this.storage.put(message).then(
      () => this.kept.add(message.clientMessageId),
      () => undefined,
    );
  }

  private sleep(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const wake = (): void => {
        clearTimeout(timer);
        this.sleepers.delete(wake);
        resolve();
      };
      const timer = setTimeout(wake, milliseconds);
      this.sleepers.add(wake);
    });
  }
}

const roomOf = ({ body }: StoredMessage): string => body.roomId;

const without = (messages: readonly StoredMessage[], id: string): StoredMessage[] =>
  messages.filter(({ clientMessageId }) => clientMessageId !== id);

const bodyOf = ({ code, message, details }: ChatError): NonNullable<StoredMessage['error']> => ({
  code: code as NonNullable<StoredMessage['error']>['code'],
  message,
  ...(details.length > 0 && { details: [...details] }),
});
