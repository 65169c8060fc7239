import type {
  MessageChangedEvent,
  MessagesReadEvent,
  MessageView,
  RoomHeadEvent,
  RoomView,
  SyncAnswer,
  SyncPosition,
} from '../../../src/contracts/index.js';
import { keepSame, Value } from '../readable.js';
import { Attendance } from './attendance.js';
import { OwnTyping } from './own-typing.js';
import { Reading } from './reading.js';
import type { RoomCalls } from './room-calls.js';
import type { RoomContext } from './room-context.js';
import { RoomLog } from './room-log.js';
import { RoomPages } from './room-pages.js';
import { Sending, type OutgoingMessage, type SendFileOptions, type SendOptions } from './sending.js';
import { Typists } from './typists.js';

export interface RoomState {
  /** `refused`: not there, or not ours. `closed`: it was deleted while it was open. */
  status: 'loading' | 'ready' | 'closed' | 'refused';
  room: RoomView | undefined;
  /** Without a gap, by `seq`. A message that has not changed is the same object. */
  messages: readonly MessageView[];
  /** Own messages that are not acknowledged, in order; to be shown behind the others. */
  outgoing: readonly OutgoingMessage[];
  /** Whether `messages` reach to the newest; not after a jump, until they have been loaded up to there. */
  atEnd: boolean;
  hasOlder: boolean;
  loadingOlder: boolean;
  loadingNewer: boolean;
  /** User ids of others. */
  typing: readonly string[];
  /** User ids of the other gallery. */
  online: readonly string[];
  /** Every message of one's own gallery up to this `seq` is read. */
  readUpTo: number;
}

/** Events of several nodes can cross: what is missing is given this long to arrive by itself, in milliseconds. */
const GAP_PATIENCE = 300;
/** Messages that are fetched when a room is opened. */
const FIRST_WINDOW = 50;
/** Who is further behind than this begins anew, with the newest. */
const MAX_CATCH_UP = 1_000;

/** One room, as long as the client lives. It follows the room while it is open. */
export class Room {
  readonly id: string;
  readonly state: Value<RoomState>;
  private readonly context: RoomContext;
  private readonly log: RoomLog;
  private readonly pages: RoomPages;
  private readonly sending: Sending;
  private readonly attendance: Attendance;
  private readonly typists: Typists;
  private readonly ownTyping: OwnTyping;
  private readonly reading: Reading;
  private status: RoomState['status'] = 'loading';
  private gapTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(id: string, context: RoomContext) {
    this.id = id;
    this.context = context;
    const changed = (): void => this.publish();
    this.log = new RoomLog(id);
    this.pages = new RoomPages(this.log, context.calls, { changed, heard: () => this.heard() });
    this.reading = new Reading(id, context);
    this.typists = new Typists(changed);
    this.ownTyping = new OwnTyping((event) => {
      context.connection.ask(event, { roomId: id }).catch(() => undefined);
    });
    this.sending = new Sending(id, context.outbox, context.uploads, {
      changed,
      stored: (message) => this.take(message),
    });
    this.attendance = new Attendance(id, context, {
      joined: (lastSeq) => this.joined(lastSeq),
      refused: () => this.end(this.log.lastSeq > 0 ? 'closed' : 'refused'),
      left: () => this.forget(),
      changed,
    });
    this.state = new Value(this.snapshot());
  }

  /**
   * Joins the room and follows it until the returned function is called. Counted: several parts may open the same room.
   */
  open(): () => void {
    const release = this.attendance.enter('open');
    this.show();
    return release;
  }

  /** Only hears who is there and who is typing, until the returned function is called. */
  watch(): () => void {
    const release = this.attendance.enter('watch');
    this.show();
    return release;
  }

  /** Shown at once, kept in the outbox, and sent until it is acknowledged. */
  send(content: string, options: SendOptions = {}): OutgoingMessage {
    this.ownTyping.stop();
    this.showNewest();
    return this.sending.send(content, options);
  }

  /** Shown at once; what is being uploaded does not survive a reload. */
  sendFile(file: File, options: SendFileOptions = {}): OutgoingMessage {
    this.ownTyping.stop();
    this.showNewest();
    return this.sending.sendFile(file, options);
  }

  retry(clientMessageId: string): void {
    this.sending.retry(clientMessageId);
  }

  /** Takes back one that failed, is being uploaded, or waits. One that was under way may still have been stored. */
  discard(clientMessageId: string): void {
    this.sending.discard(clientMessageId);
  }

  loadOlder(): Promise<void> {
    return this.pages.loadOlder();
  }

  loadNewer(): Promise<void> {
    return this.pages.loadNewer();
  }

  /** The messages around this number are shown from now on, of a room that is open. @throws ChatError */
  async showAround(seq: number): Promise<void> {
    await this.loaded();
    await this.pages.showAround(seq);
  }

  showNewest(): void {
    this.pages.stay();
    if (this.log.isAtEnd) return;
    this.log.showEnd();
    this.publish();
  }

  /** @throws ChatError NOT_OWN_MESSAGE, CHANGE_WINDOW_OVER, MESSAGE_DELETED, EDIT_LIMIT_REACHED, MESSAGE_NOT_EDITABLE */
  async edit(messageId: string, content: string | null): Promise<void> {
    this.changed(
      await this.context.connection.ask('update_message', { roomId: this.id, messageId, content }),
    );
  }

  /** @throws ChatError NOT_OWN_MESSAGE, CHANGE_WINDOW_OVER */
  async remove(messageId: string): Promise<void> {
    this.changed(await this.context.connection.ask('delete_message', { roomId: this.id, messageId }));
  }

  /** @throws ChatError MESSAGE_DELETED, REACTION_LIMIT_REACHED */
  async react(messageId: string, emoji: string, set: boolean): Promise<void> {
    const event = set ? 'add_reaction' : 'remove_reaction';
    this.changed(await this.context.connection.ask(event, { roomId: this.id, messageId, emoji }));
  }

  /** @throws ChatError MESSAGE_DELETED, PIN_LIMIT_REACHED */
  async pin(messageId: string, set: boolean): Promise<void> {
    const event = set ? 'pin_message' : 'unpin_message';
    this.changed(await this.context.connection.ask(event, { roomId: this.id, messageId }));
  }

  /** @throws ChatError MESSAGE_NOT_FORWARDABLE and what the other room says */
  async forward(messageId: string, toRoomId: string): Promise<void> {
    const clientMessageId = crypto.randomUUID();
    await this.context.connection.ask('forward_message', {
      roomId: this.id,
      messageId,
      toRoomId,
      clientMessageId,
    });
  }

  /** Marks the other side's messages as read; once more when it was called meanwhile. @throws ChatError */
  markRead(): Promise<void> {
    return this.reading.mark();
  }

  /** To be called at each key. */
  typing(): void {
    this.ownTyping.key();
  }

  stopTyping(): void {
    this.ownTyping.stop();
  }

  search(...args: Drop<Parameters<RoomCalls['search']>>): ReturnType<RoomCalls['search']> {
    return this.context.calls.search(this.id, ...args);
  }

  media(...args: Drop<Parameters<RoomCalls['media']>>): ReturnType<RoomCalls['media']> {
    return this.context.calls.media(this.id, ...args);
  }

  pins(): Promise<MessageView[]> {
    return this.context.calls.pins(this.id);
  }

  /** One message, its file link fresh. @throws ChatError MESSAGE_NOT_FOUND */
  message(messageId: string): Promise<MessageView> {
    return this.context.calls.message(this.id, messageId);
  }

  /** Deletes the room, for both galleries. @throws ChatError */
  close(): Promise<void> {
    return this.context.calls.close(this.id);
  }

  // What the client hands on to the room.

  get isOpen(): boolean {
    return this.attendance.isOpen;
  }

  get position(): SyncPosition | undefined {
    return this.isOpen && this.attendance.isJoined ? this.log.position : undefined;
  }

  take(message: MessageView): void {
    this.typists.stop(message.sender_id);
    // What comes while nobody looks is fetched when somebody does.
    if (this.isOpen) this.log.take(message);
    else this.log.takeHead({ lastSeq: message.seq, rev: 0 });
    this.settle(message);
    this.heard();
  }

  takeRead(event: MessagesReadEvent): void {
    this.reading.take(event.galleryId, event.messageId === undefined ? event.upToSeq : 0);
    this.log.takeRead(event);
    this.heard();
  }

  takeChanged(event: MessageChangedEvent): void {
    this.log.takeChanged(event);
    this.heard();
  }

  takeHead(event: RoomHeadEvent): void {
    this.log.takeHead(event);
    this.heard();
  }

  /** @param asked from where on it was asked */
  takeSynced(answer: SyncAnswer, asked: SyncPosition): void {
    if ('error' in answer) {
      this.end('closed');
      return;
    }
    for (const [galleryId, upTo] of Object.entries(answer.read_up_to)) this.reading.take(galleryId, upTo);
    this.log.takeSynced(answer, asked);
    for (const message of answer.messages) this.settle(message);
    if (!answer.has_more) this.status = 'ready';
    this.heard();
  }

  takeTyping(userId: string, isTyping: boolean): void {
    if (isTyping) this.typists.start(userId);
    else this.typists.stop(userId);
  }

  /** Somebody is there. @param galleryId where it is not known to be one of this room's people */
  takePerson(userId: string, galleryId?: string): void {
    const room = this.context.list.find(this.id);
    if (galleryId === undefined || galleryId === room?.gallery_a_id || galleryId === room?.gallery_b_id) {
      this.attendance.seen(userId);
    }
  }

  takeClosed(): void {
    this.end('closed');
  }

  /** A new connection: joined again, and brought up to date. */
  connected(): void {
    this.attendance.connected();
  }

  disconnected(): void {
    this.typists.clear();
    this.attendance.disconnected();
  }

  /** Something that it shows has changed elsewhere: the list, the outbox, who is online. */
  publish(): void {
    if (this.attendance.isWanted || this.sending.list.length > 0) this.show();
  }

  private show(): void {
    this.state.set(keepSame(this.state.get(), this.snapshot()));
  }

  private loaded(): Promise<void> {
    return new Promise((resolve) => {
      const look = (): void => {
        if (this.status === 'loading') return;
        stop();
        resolve();
      };
      const stop = this.state.subscribe(look);
      look();
    });
  }

  private joined(lastSeq: number): void {
    if (!this.attendance.isOpen) return;
    const isNew = this.log.position.afterRev === undefined;
    if (isNew || lastSeq - this.log.lastSeq > MAX_CATCH_UP)
      this.log.restart(Math.max(0, lastSeq - FIRST_WINDOW));
    if (this.context.list.find(this.id) === undefined) void this.context.list.fetch(this.id);
    this.context.catchUp(this.id);
  }

  /** Nobody has looked for a while: what is held would only grow old. */
  private forget(): void {
    if (this.status === 'ready') this.status = 'loading';
    this.log.restart(0);
    this.show();
  }

  /** What it tells to be missing may still be on its way. */
  private heard(): void {
    this.publish();
    if (!this.log.isBehind || !this.isOpen || this.status === 'loading') return;
    this.gapTimer ??= setTimeout(() => {
      this.gapTimer = undefined;
      if (this.log.isBehind) this.context.catchUp(this.id);
    }, GAP_PATIENCE);
  }

  private changed(message: MessageView): void {
    this.log.takeOwnChange(message);
    this.publish();
  }

  /** Only what one has sent oneself: ids are chosen by clients. */
  private settle({ sender_id, client_message_id }: MessageView): void {
    if (sender_id === this.context.me()?.userId) this.sending.settled(client_message_id);
  }

  private end(status: 'closed' | 'refused'): void {
    this.status = status;
    this.publish();
  }

  private snapshot(): RoomState {
    const { shown, isAtEnd, hasOlder } = this.log;
    const me = this.context.me();
    return {
      status: this.status,
      room: this.context.list.find(this.id),
      messages: shown.messages,
      outgoing: this.sending.list,
      atEnd: isAtEnd,
      hasOlder,
      ...this.pages.state,
      typing: this.typists.list.filter((userId) => userId !== me?.userId),
      online: this.attendance.online,
      readUpTo: this.reading.byOthers,
    };
  }
}

/** Without the room's id. */
type Drop<T extends unknown[]> = T extends [unknown, ...infer Rest] ? Rest : never;
