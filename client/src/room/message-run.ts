import type { MessageView } from '../../../src/contracts/index.js';

/** Messages of a room without a gap. Never changed: what changes is a new one, with the same messages in it. */
export class MessageRun {
  /** The number of the first one; where there is none, of the one that is to be. */
  readonly firstSeq: number;
  readonly messages: readonly MessageView[];

  constructor(firstSeq: number, messages: readonly MessageView[] = []) {
    this.firstSeq = firstSeq;
    this.messages = messages;
  }

  get lastSeq(): number {
    return this.firstSeq - 1 + this.messages.length;
  }

  at(seq: number): MessageView | undefined {
    return this.messages[seq - this.firstSeq];
  }

  /** With a message behind the others or in the place of one; unchanged when it has no place here. */
  with(message: MessageView): MessageRun {
    const place = message.seq - this.firstSeq;
    if (place < 0 || place > this.messages.length || this.messages[place] === message) return this;
    const messages = this.messages.slice();
    messages[place] = message;
    return new MessageRun(this.firstSeq, messages);
  }

  /** With those that come right before, of any that are given. */
  withOlder(older: readonly MessageView[]): MessageRun {
    const before = older.filter(({ seq }) => seq < this.firstSeq);
    if (before.at(-1)?.seq !== this.firstSeq - 1) return this;
    return new MessageRun(this.firstSeq - before.length, [...before, ...this.messages]);
  }

  /** With those that come right behind, of any that are given. */
  withNewer(newer: readonly MessageView[]): MessageRun {
    const behind = newer.filter(({ seq }) => seq > this.lastSeq);
    if (behind[0]?.seq !== this.lastSeq + 1) return this;
    return new MessageRun(this.firstSeq, [...this.messages, ...behind]);
  }

  from(seq: number): MessageRun {
    return seq <= this.firstSeq ? this : new MessageRun(seq, this.messages.slice(seq - this.firstSeq));
  }

  /** Every message as `change` gives it. */
  map(change: (message: MessageView) => MessageView): MessageRun {
    const messages = this.messages.map(change);
    const isSame = messages.every((message, place) => message === this.messages[place]);
    return isSame ? this : new MessageRun(this.firstSeq, messages);
  }
}
