/** Somebody with a client. */
export interface Party {
  name: string;
  /** What a client shows to be let in: a token, or a password. */
  secret: string;
  /** Where the client connects, when it is not where the system is reached. */
  url?: string;
}

/** Two people who talk, as a system under test knows them. */
export interface Pair {
  sender: Party;
  receiver: Party;
  /** Where they talk; empty when the system has no such thing. */
  room: string;
}

/** What a wire tells of the message with this number. */
export interface Events {
  /** The system says that it has it. */
  acknowledged(message: number): void;
  /** It has come to the other side. */
  delivered(message: number): void;
  refused(message: number, reason: string): void;
}

/** One pair's connections to a system. */
export interface Wire {
  send(message: number, text: string): void;
  close(): void;
}

/** @param url where the system is reached */
export type Connect = (url: string, pair: Pair, events: Events) => Promise<Wire>;

/** What every message says behind its number. */
const TEXT = 'Merhaba, araç hâlâ satılık mı? Ekspertiz raporunu da paylaşabilir misiniz, lütfen.';
const MARK = '#';

export const textOf = (message: number): string => `${MARK}${message} ${TEXT}`;

/** The number of the message whose text is somewhere in this; undefined when there is none. Cheaper than parsing it. */
export function numberIn(data: string): number | undefined {
  const start = data.indexOf(MARK);
  if (start === -1) return undefined;
  return Number.parseInt(data.slice(start + 1, start + 12), 10);
}
