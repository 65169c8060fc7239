import fc from 'fast-check';
import type { MessageView, SyncedRoom, SyncPosition } from '../../../src/contracts/index.js';
import { RoomLog } from './room-log.js';

const ME = 'gallery-me';
const THEM = 'gallery-them';

/** A room as the service keeps it, and the events that it tells of. */
class ServerRoom {
  messages: MessageView[] = [];
  changedAt = new Map<number, number>();
  rev = 0;

  send(from: string): MessageView {
    const seq = this.messages.length + 1;
    const message = {
      id: `m${seq}`,
      seq,
      room_id: 'r',
      sender_id: `user-${from}`,
      sender_gallery_id: from,
      content: `text ${seq}`,
      client_message_id: null,
      reply_to_id: null,
      reply_to: null,
      read_at: null,
      read_by: null,
      deleted_at: null,
    } as unknown as MessageView;
    this.messages.push(message);
    return message;
  }

  edit(seq: number) {
    const before = this.messages[seq - 1];
    if (before === undefined) return undefined;
    const afterRev = this.rev;
    this.rev += 1;
    const message = { ...before, content: `edited at ${this.rev}` };
    this.messages[seq - 1] = message;
    this.changedAt.set(seq, this.rev);
    return { roomId: 'r', messageId: message.id, message, afterRev, rev: this.rev };
  }

  read() {
    const unread = this.messages.filter((m) => m.sender_gallery_id === THEM && m.read_at === null);
    if (unread.length === 0) return undefined;
    const afterRev = this.rev;
    const readAt = `read after ${afterRev}`;
    for (const { seq } of unread) {
      this.rev += 1;
      this.messages[seq - 1] = { ...this.messages[seq - 1]!, read_at: readAt, read_by: 'me' };
      this.changedAt.set(seq, this.rev);
    }
    const upToSeq = this.messages.length;
    return { roomId: 'r', galleryId: ME, readBy: 'me', readAt, upToSeq, afterRev, rev: this.rev };
  }

  sync({ afterSeq, afterRev }: SyncPosition): SyncedRoom {
    return {
      room_id: 'r',
      messages: this.messages.slice(afterSeq),
      changes:
        afterRev === undefined
          ? []
          : this.messages.slice(0, afterSeq).filter(({ seq }) => (this.changedAt.get(seq) ?? 0) > afterRev),
      read_up_to: {},
      first_seq: 1,
      last_seq: this.messages.length,
      rev: this.rev,
      has_more: false,
    };
  }

  page(before: number): MessageView[] {
    return this.messages.slice(Math.max(0, before - 4), before - 1);
  }
}

const filled = (count: number): ServerRoom => {
  const server = new ServerRoom();
  for (let i = 0; i < count; i++) server.send(i % 2 === 0 ? THEM : ME);
  return server;
};

/** One that has been opened with the newest `window` messages. */
function opened(server: ServerRoom, window: number): RoomLog {
  const log = new RoomLog('r');
  log.restart(Math.max(0, server.messages.length - window));
  synced(log, server);
  return log;
}

function synced(log: RoomLog, server: ServerRoom): void {
  const asked = log.position;
  log.takeSynced(server.sync(asked), asked);
}

const seqs = (log: RoomLog): number[] => log.shown.messages.map(({ seq }) => seq);

describe('what a client has of a room', () => {
  it('shows messages in their order, each once, whatever order they come in', () => {
    const server = filled(0);
    const log = opened(server, 50);
    const [one, two, three] = [server.send(THEM), server.send(THEM), server.send(THEM)];
    log.take(three);
    log.take(one);
    expect(seqs(log)).toEqual([1]);
    expect(log.isBehind).toBe(true);
    log.take(one);
    log.take(two);
    expect(seqs(log)).toEqual([1, 2, 3]);
    expect(log.isBehind).toBe(false);
  });

  it('puts older messages before those that are there, and knows where the room begins', () => {
    const server = filled(10);
    const log = opened(server, 3);
    expect([seqs(log), log.hasOlder]).toEqual([[8, 9, 10], true]);
    while (log.hasOlder) log.takePage(server.page(log.shown.firstSeq), log.revision);
    expect([seqs(log)[0], log.shown.messages.length, log.hasOlder]).toEqual([1, 10, false]);
  });

  it('learns of a change to a message that was being fetched while it changed', () => {
    const server = filled(10);
    const log = opened(server, 3);
    const asOf = log.revision;
    const page = server.page(8);
    // The event comes before the page, for a message that is not held yet.
    log.takeChanged(server.edit(6)!);
    log.takePage(page, asOf);
    expect(log.isBehind).toBe(true);
    synced(log, server);
    expect(log.shown.at(6)?.content).toBe('edited at 1');
    expect(log.isBehind).toBe(false);
  });

  it('shows another place, stays there while messages come, and grows together with the newest', () => {
    const server = filled(30);
    const log = opened(server, 5);
    log.takePlace(server.messages.slice(9, 14), log.revision);
    log.take(server.send(THEM));
    expect([seqs(log), log.isAtEnd]).toEqual([[10, 11, 12, 13, 14], false]);
    log.takePage(server.messages.slice(14, 28), log.revision);
    expect(log.isAtEnd).toBe(true);
    expect(seqs(log)).toEqual(Array.from({ length: 22 }, (_, i) => i + 10));
  });

  it('shows what a reply answers as it stands here', () => {
    const server = filled(3);
    const log = opened(server, 50);
    const reply = {
      ...server.send(ME),
      reply_to_id: 'm2',
      reply_to: { seq: 2, excerpt: 'text 2', deleted_at: null },
    };
    log.take(reply as unknown as MessageView);
    log.takeChanged(server.edit(2)!);
    expect(log.shown.at(4)?.reply_to?.excerpt).toBe('edited at 1');
  });

  it('drops what the room does not keep any more, and answers to it', () => {
    const server = filled(6);
    const log = opened(server, 50);
    log.takeSynced({ ...server.sync(log.position), first_seq: 4 }, log.position);
    expect([seqs(log), log.hasOlder]).toEqual([[4, 5, 6], false]);
  });

  it('keeps the objects of messages that did not change', () => {
    const server = filled(5);
    const log = opened(server, 50);
    const before = log.shown.messages;
    log.takeChanged(server.edit(3)!);
    expect(log.shown.messages.map((message, i) => message === before[i])).toEqual([
      true,
      true,
      false,
      true,
      true,
    ]);
  });

  it('ends as the room stands, whatever is lost, doubled or late, and wherever one scrolls', () => {
    const step = fc.constantFrom(
      'send',
      'reply',
      'edit',
      'read',
      'lose',
      'deliver',
      'late',
      'older',
      'jump',
      'ask',
      'answer',
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(step, fc.nat(40)), { maxLength: 60 }), (steps) => {
        const server = filled(20);
        const log = new RoomLog('r');
        log.restart(15);
        const answers: (() => void)[] = [];
        let queue: (() => void)[] = [];
        const tell = (event: (() => void) | undefined): void => {
          if (event) queue.push(event);
        };
        for (const [kind, n] of steps) {
          if (kind === 'send' || kind === 'reply') {
            const message = server.send(kind === 'send' ? THEM : ME);
            tell(() => log.take(message));
          } else if (kind === 'edit') {
            const event = server.edit((n % server.messages.length) + 1);
            tell(event && (() => log.takeChanged(event)));
          } else if (kind === 'read') {
            const event = server.read();
            tell(event && (() => log.takeRead(event)));
          } else if (kind === 'lose') queue.splice(n % (queue.length + 1), 1);
          else if (kind === 'deliver') queue.shift()?.();
          else if (kind === 'late') queue = [...queue.slice(1), ...queue.slice(0, 1)];
          else if (kind === 'older') {
            const [asOf, page] = [log.revision, server.page(log.shown.firstSeq)];
            // Events arrive while the page is on its way.
            queue.splice(0, n % 3).forEach((event) => event());
            log.takePage(page, asOf);
          } else if (kind === 'jump') {
            const from = n % server.messages.length;
            log.takePlace(server.messages.slice(from, from + 5), log.revision);
          } else if (kind === 'ask') {
            // What `sync` answers is as of now, however long it is on its way.
            const asked = log.position;
            const answer = server.sync(asked);
            answers.push(() => log.takeSynced(answer, asked));
          } else answers.shift()?.();
          expect(seqs(log)).toEqual(seqs(log).map((_, i) => log.shown.firstSeq + i));
        }
        queue.forEach((event) => event());
        log.takeHead({ lastSeq: server.messages.length, rev: server.rev });
        answers.forEach((answer) => answer());
        for (let times = 0; log.isBehind; times++) {
          expect(times).toBeLessThan(3);
          synced(log, server);
        }
        const stands = (run: typeof log.shown): void =>
          expect(run.messages).toEqual(server.messages.slice(run.firstSeq - 1, run.lastSeq));
        stands(log.shown);
        log.showEnd();
        stands(log.shown);
        expect(log.lastSeq).toBe(server.messages.length);
      }),
      { numRuns: 500 },
    );
  });
});
