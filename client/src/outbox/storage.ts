import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import type { ErrorBody, ReplyPreview, SendMessagePayload } from '../../../src/contracts/index.js';

/** A message that is not acknowledged, as it is kept. */
export interface StoredMessage {
  clientMessageId: string;
  /** Whose it is: user and gallery. */
  owner: string;
  /** Counts up; the order in which they were written. */
  order: number;
  body: SendMessagePayload & { clientMessageId: string };
  replyTo: ReplyPreview | null;
  createdAt: string;
  /** Why the service has refused it for good. */
  error: ErrorBody | null;
}

/** Where unsent messages survive a reload. */
export interface OutboxStorage {
  /** Those of one owner, in the order in which they were written. */
  load(owner: string): Promise<StoredMessage[]>;
  put(message: StoredMessage): Promise<void>;
  remove(clientMessageId: string): Promise<void>;
}

/** Keeps nothing beyond the life of the program. */
export class MemoryOutbox implements OutboxStorage {
  private readonly messages = new Map<string, StoredMessage>();

  async load(owner: string): Promise<StoredMessage[]> {
    return [...this.messages.values()].filter((message) => message.owner === owner).sort(byOrder);
  }

  async put(message: StoredMessage): Promise<void> {
    this.messages.set(message.clientMessageId, message);
  }

  async remove(clientMessageId: string): Promise<void> {
    this.messages.delete(clientMessageId);
  }
}

interface Schema extends DBSchema {
  messages: { key: string; value: StoredMessage; indexes: { owner: string } };
}

/** In the browser's own database, which a reload, a crash and a restart of the machine leave as it is. */
export class IndexedDbOutbox implements OutboxStorage {
  private readonly database: Promise<IDBPDatabase<Schema>>;

  constructor(name = 'dealer-messaging') {
    this.database = openDB<Schema>(name, 1, {
      upgrade: (database) => {
        database.createObjectStore('messages', { keyPath: 'clientMessageId' }).createIndex('owner', 'owner');
      },
    });
    // Each call tells of it.
    this.database.catch(() => undefined);
  }

  async load(owner: string): Promise<StoredMessage[]> {
    return (await (await this.database).getAllFromIndex('messages', 'owner', owner)).sort(byOrder);
  }

  async put(message: StoredMessage): Promise<void> {
    await (await this.database).put('messages', message);
  }

  async remove(clientMessageId: string): Promise<void> {
    await (await this.database).delete('messages', clientMessageId);
  }
}

export const defaultStorage = (): OutboxStorage =>
  'indexedDB' in globalThis ? new IndexedDbOutbox() : new MemoryOutbox();

const byOrder = (one: StoredMessage, other: StoredMessage): number => one.order - other.order;
