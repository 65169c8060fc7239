import { replyPreviewOf } from '../../../src/contracts/excerpt.js';
import type {
  MessageChangedEvent,
  MessagesReadEvent,
  MessageView,
  RoomHeadEvent,
  SyncedRoom,
  SyncPosition,
} from '../../../src/contracts/index.js';
import { MessageRun } from './message-run.js';

/**
 * What a client has of one room: every message from some number on up to `lastSeq`, as they stand at the room's change
 * `rev`, and perhaps a run of older ones apart, around a place that was jumped to. What arrives ahead of its turn waits
 * until the gap before it is closed, so that messages are only seen in order and once.
 */
export class RoomLog {
  readonly roomId: string;
  private live = new MessageRun(1);
  private apart: MessageRun | undefined;
  /** Undefined until the first `sync`, which asks for no changes. */
  private rev: number | undefined;
  /** The furthest that anything told of. */
  private heard = { lastSeq: 0, rev: 0 };
  private readonly early = new Map<number, MessageView>();
  private firstKept = 1;

  constructor(roomId: string) {
    this.roomId = roomId;
  }

  /** Forgets what it has and begins behind a number; `sync` brings the rest. */
  restart(afterSeq: number): void {
    this.live = new MessageRun(afterSeq + 1);
    this.apart = undefined;
    this.rev = undefined;
    // What came before may have been changed since, and nobody would tell.
    this.early.clear();
  }

  /** What is shown: the run apart while there is one, else what reaches to the newest. */
  get shown(): MessageRun {
    return this.apart ?? this.live;
  }

  get isAtEnd(): boolean {
    return this.apart === undefined;
  }

  get hasOlder(): boolean {
    return this.rev !== undefined && this.shown.firstSeq > this.firstKept;
  }

  get lastSeq(): number {
    return this.live.lastSeq;
  }

  /** Whether the room is known to be further than what is here. */
  get isBehind(): boolean {
    return this.rev === undefined || this.heard.lastSeq > this.lastSeq || this.heard.rev > this.rev;
  }

  /** At which change of the room what is here stands; to be noted before older messages are fetched. */
  get revision(): number {
    return this.rev ?? 0;
  }

  /** From where on `sync` is to be asked. */
  get position(): SyncPosition {
    const afterRev = this.rev;
    return { roomId: this.roomId, afterSeq: this.lastSeq, ...(afterRev !== undefined && { afterRev }) };
  }

  /** Takes over a message that was sent now, by an event or as the answer to one's own. */
  take(message: MessageView): void {
    this.hear(message.seq, 0);
    if (message.seq > this.lastSeq) this.early.set(message.seq, message);
    if (this.rev !== undefined) this.closeGap();
  }

  /** Takes over a message as it stands after one's own change to it; its number among the changes comes by event. */
  takeOwnChange(message: MessageView): void {
    this.replace([message]);
  }

  /** Takes over what was read, if nothing is missing before it; else `sync` will bring it. */
  takeRead(event: MessagesReadEvent): void {
    const { upToSeq, messageId, afterRev, rev } = event;
    this.hear(upToSeq, rev);
    if (!this.follows(afterRev, rev) || upToSeq > this.lastSeq) return;
    const isRead = ({ id, seq, sender_gallery_id, deleted_at }: MessageView): boolean =>
      messageId === undefined
        ? seq <= upToSeq && sender_gallery_id !== event.galleryId && deleted_at === null
        : id === messageId;
    this.map((message) =>
      message.read_at === null && isRead(message)
        ? { ...message, read_at: event.readAt, read_by: event.readBy }
        : message,
    );
    this.rev = rev;
  }

  /** Takes over a message that was edited or deleted, if nothing is missing before; else `sync` will bring it. */
  takeChanged({ message, afterRev, rev }: MessageChangedEvent): void {
    this.hear(message.seq, rev);
    if (!this.follows(afterRev, rev) || message.seq > this.lastSeq) return;
    this.replace([message]);
    this.rev = rev;
  }

  takeHead({ lastSeq, rev }: Pick<RoomHeadEvent, 'lastSeq' | 'rev'>): void {
    this.hear(lastSeq, rev);
  }

  /**
   * Takes over what `sync` answered. Events may have brought changes since it was asked: then what is here is newer. Or
   * older messages have come, from before the change that it was asked from: then it has to be asked again.
   */
  takeSynced(
    { messages, changes, first_seq, rev }: SyncedRoom,
    { afterRev }: Pick<SyncPosition, 'afterRev'>,
  ): void {
    this.dropBefore(first_seq);
    const isNewer = rev >= this.revision;
    for (const message of messages) if (message.seq > this.lastSeq) this.early.set(message.seq, message);
    if (isNewer) this.replace([...changes, ...messages.filter(({ seq }) => seq <= this.lastSeq)]);
    this.hear(0, rev);
    const isWhole = afterRev === undefined || this.rev === undefined || afterRev <= this.rev;
    if (isWhole) this.rev = Math.max(this.revision, rev);
    this.closeGap();
  }

  /**
   * Takes over messages from before or behind the ones that are shown; none before the first `sync`, which tells of no changes.
   * @param asOf the revision from before they were fetched: what has changed since may be missing in them
   */
  takePage(page: readonly MessageView[], asOf: number): void {
    if (this.rev === undefined) return;
    this.show(this.shown.withOlder(page).withNewer(page));
    this.fetched(page, asOf);
  }

  /** Shows messages around a place, apart from the newest unless they touch. The same `asOf`. */
  takePlace(page: readonly MessageView[], asOf: number): void {
    const [first] = page;
    if (first === undefined || this.rev === undefined) return;
    this.apart = new MessageRun(first.seq, page);
    this.show(this.apart);
    this.fetched(page, asOf);
  }

  showEnd(): void {
    this.apart = undefined;
  }

  private show(run: MessageRun): void {
    if (this.apart === undefined) this.live = run;
    else if (run.lastSeq < this.live.firstSeq - 1) this.apart = run;
    else {
      // It has reached what goes on to the newest.
      this.live = run.firstSeq < this.live.firstSeq ? this.live.withOlder(run.messages) : this.live;
      this.apart = undefined;
    }
  }

  private fetched(page: readonly MessageView[], asOf: number): void {
    this.rev = Math.min(this.revision, asOf);
    this.refreshReplies(page);
  }

  private follows(afterRev: number, rev: number): boolean {
    return this.rev !== undefined && rev > this.rev && afterRev <= this.rev;
  }

  private replace(messages: readonly MessageView[]): void {
    for (const message of messages) {
      if (this.live.at(message.seq)) this.live = this.live.with(message);
      if (this.apart?.at(message.seq)) this.apart = this.apart.with(message);
    }
    this.refreshReplies(messages);
  }

  /** What a reply answers is shown as it is held here, which is never older than what came with the reply. */
  private refreshReplies(messages: readonly MessageView[]): void {
    const byId = new Map(messages.map((message) => [message.id, message]));
    if (byId.size === 0) return;
    this.map((message) => {
      const answered = byId.get(message.reply_to_id ?? '');
      if (answered === undefined) return message;
      const preview = replyPreviewOf(answered);
      const isSame =
        message.reply_to?.excerpt === preview.excerpt && message.reply_to.deleted_at === preview.deleted_at;
      return isSame ? message : { ...message, reply_to: preview };
    });
  }

  /** What is not kept any more is not missing either. */
  private dropBefore(firstSeq: number): void {
    if (firstSeq <= this.firstKept) return;
    this.firstKept = firstSeq;
    this.live = this.live.lastSeq < firstSeq ? new MessageRun(firstSeq) : this.live.from(firstSeq);
    if (this.apart !== undefined && this.apart.lastSeq < firstSeq) this.apart = undefined;
    this.apart = this.apart?.from(firstSeq);
    for (const seq of this.early.keys()) if (seq < firstSeq) this.early.delete(seq);
    this.map((message) =>
      message.reply_to !== null && message.reply_to.seq < firstSeq
        ? { ...message, reply_to_id: null, reply_to: null }
        : message,
    );
  }

  private map(change: (message: MessageView) => MessageView): void {
    this.live = this.live.map(change);
    this.apart = this.apart?.map(change);
  }

  private hear(lastSeq: number, rev: number): void {
    this.heard = { lastSeq: Math.max(this.heard.lastSeq, lastSeq), rev: Math.max(this.heard.rev, rev) };
  }

  private closeGap(): void {
    const next: MessageView[] = [];
    for (let seq = this.lastSeq + 1; this.early.has(seq); seq += 1) {
      const message = this.early.get(seq);
      this.early.delete(seq);
      if (message !== undefined) next.push(message);
    }
    this.live = this.live.withNewer(next);
  }
}
