import type { Person } from '../demo-data.ts';
import type { DemoFile } from './demo-file.ts';

/** Who speaks; a service of the marketplace does so for the gallery that opened the room. */
export type Speaker = Person | 'service';

export interface Said {
  by: Speaker;
  /** Of a file, its caption. */
  content: string | null;
  type?: 'offer_update' | 'system';
  file?: DemoFile;
  /** The number of the message in the room that this one answers. */
  replyTo?: number;
  reactions?: [Person, string][];
  /** What its sender makes of it afterwards. */
  editedTo?: string;
  deleted?: true;
  pinned?: true;
}

/** Everything that was said until now has been read by the side of this person. */
export interface Read {
  readBy: Person;
}

export type Step = Said | Read;

export interface DemoRoom {
  /** The kind in the ids of its messages, which are numbered within it: no other room has it. */
  kind: number;
  opener: Person;
  /** As `POST /chats` takes it. */
  subject: Record<string, string>;
  steps: Step[];
}

export const say = (by: Speaker, content: string | null, more: Omit<Said, 'by' | 'content'> = {}): Said => ({
  by,
  content,
  ...more,
});

export const read = (readBy: Person): Read => ({ readBy });
