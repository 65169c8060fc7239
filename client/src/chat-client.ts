import type {
  Capabilities,
  FoundInRooms,
  MessageView,
  RoomType,
  RoomView,
} from '../../src/contracts/index.js';
import { Connection } from './connection/connection.js';
import { Tokens, type Me } from './connection/tokens.js';
import type { ChatClientOptions } from './options.js';
import { Outbox } from './outbox/outbox.js';
import { defaultStorage } from './outbox/storage.js';
import { Presence } from './presence.js';
import { type Value, type Readable } from './readable.js';
import { Rest } from './rest.js';
import { RoomList } from './room-list.js';
import { CatchUp } from './room/catch-up.js';
import { Room } from './room/room.js';
import { RoomCalls, type Page, type SearchOptions } from './room/room-calls.js';
import { Uploads } from './uploads.js';

export interface RoomSubject {
  roomType: RoomType;
  offerId?: string;
  vehicleId?: string;
  otherGalleryId?: string;
}

export interface NewMessage {
  roomId: string;
  message: MessageView;
}

/**
 * A client that misses nothing and shows nothing twice, whatever breaks: it sends through an outbox, orders by `seq`,
 * and asks `sync` after each connect, at each gap, and when a room is announced to be further than what it has.
 */
export class ChatClient {
  readonly connection: Readable<Connection['state'] extends Value<infer T> ? T : never>;
  readonly me: Readable<Me | undefined>;
  readonly rooms: RoomList;
  readonly presence: Presence;
  readonly rest: Rest;
  private readonly tokens: Tokens;
  private readonly link: Connection;
  private readonly outbox: Outbox;
  private readonly catchUp: CatchUp;
  private readonly calls: RoomCalls;
  private readonly uploads: Uploads;
  private readonly opened = new Map<string, Room>();
  private readonly listeners = new Set<(event: NewMessage) => void>();
  /** By room, the newest message that listeners were told of. */
  private readonly told = new Map<string, number>();
  private asked: Promise<Capabilities> | undefined;

  constructor(options: ChatClientOptions) {
    // Before anything goes out in the other's name.
    this.tokens = new Tokens(options, () => this.close());
    this.rest = new Rest(options, this.tokens);
    this.link = new Connection(options, this.tokens);
    this.connection = this.link.state;
    this.me = this.tokens.me;
    this.presence = new Presence(this.rest);
    this.rooms = new RoomList(this.rest, (roomId) => this.opened.get(roomId)?.publish());
    this.calls = new RoomCalls(this.rest);
    this.uploads = new Uploads(
      this.rest,
      options.uploads,
      async () => (await this.capabilities()).limits.files,
    );
    this.outbox = new Outbox(options.outbox ?? defaultStorage(), {
      deliver: ({ body }) => this.link.ask('send_message', body),
      delivered: (message) => this.opened.get(message.room_id)?.take(message),
      changed: (roomId) => this.opened.get(roomId)?.publish(),
    });
    this.catchUp = new CatchUp({
      position: (roomId) => this.opened.get(roomId)?.position,
      sync: (rooms) => this.link.ask('sync', { rooms }),
      take: (answer, asked) => this.opened.get(answer.room_id)?.takeSynced(answer, asked),
    });
    this.me.subscribe(() => void this.restore());
    this.presence.state.subscribe(() => this.everyRoom((room) => room.publish()));
    this.listen();
  }

  /** Connects. @returns when it is connected for the first time; it goes on trying until then */
  async open(): Promise<void> {
    const connected = new Promise<void>((resolve) => this.link.socket.once('connect', () => resolve()));
    this.catchUp.open();
    this.outbox.open();
    this.link.open();
    if (!this.link.isOnline) await connected;
  }

  /** Ends everything, until it is opened again. Unsent messages stay in the outbox. */
  close(): void {
    this.catchUp.close();
    this.outbox.close();
    this.link.close();
    this.rooms.close();
    this.presence.reset();
  }

  /** Tries to connect at once instead of waiting for the next attempt. */
  reconnect(): void {
    this.link.reconnect();
  }

  /** The same object each time. Nothing is asked before it is opened. */
  room(roomId: string): Room {
    const known = this.opened.get(roomId);
    if (known !== undefined) return known;
    const room = new Room(roomId, {
      ...{ connection: this.link, outbox: this.outbox, uploads: this.uploads },
      ...{ presence: this.presence, list: this.rooms, calls: this.calls, me: this.me.get },
      catchUp: (id) => void this.catchUp.want([id]),
    });
    this.opened.set(roomId, room);
    return room;
  }

  /** Opens the room of an offer, a vehicle or with support; the one that stands already is as good. @throws ChatError */
  async startRoom(subject: RoomSubject): Promise<RoomView> {
    const { data } = await this.rest.answer(this.rest.api.POST('/chats', { body: subject }));
    const room = data;
    this.rooms.take(room);
    return room;
  }

  /** In all rooms. @throws ChatError */
  async search(q: string, { signal, ...options }: SearchOptions = {}): Promise<Page<FoundInRooms>> {
    const call = this.rest.api.GET('/chats/search', {
      params: { query: { q, ...options } },
      ...(signal && { signal }),
    });
    const { data, pagination } = await this.rest.answer(call);
    return { items: data, next: pagination.next_cursor };
  }

  /** What the installation can do; asked once. @throws ChatError */
  capabilities(): Promise<Capabilities> {
    this.asked ??= this.rest.answer(this.rest.api.GET('/chats/capabilities')).then(
      ({ data }) => data,
      (error: unknown) => {
        this.asked = undefined;
        throw error;
      },
    );
    return this.asked;
  }

  /** Told of each new message of somebody else, once, when it comes: for a sound. @returns what ends it */
  onMessage(listener: (event: NewMessage) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  private listen(): void {
    const { socket } = this.link;
    const at = (roomId: string, then: (room: Room) => void): void => {
      const room = this.opened.get(roomId);
      if (room) then(room);
    };
    socket.on('connect', () => this.connected());
    socket.on('disconnect', () => {
      // Who comes and goes meanwhile is not heard.
      this.presence.reset();
      this.everyRoom((room) => room.disconnected());
    });
    socket.on('new_message', ({ roomId, message }) => {
      at(roomId, (room) => room.take(message));
      this.tell({ roomId, message });
    });
    socket.on('messages_read', (event) => at(event.roomId, (room) => room.takeRead(event)));
    for (const changed of ['message_updated', 'message_deleted'] as const) {
      socket.on(changed, (event) => at(event.roomId, (room) => room.takeChanged(event)));
    }
    socket.on('room_head', (event) => {
      at(event.roomId, (room) => room.takeHead(event));
      if (this.rooms.find(event.roomId)?.last_seq !== event.lastSeq) void this.rooms.refresh();
    });
    socket.on('room_created', ({ room }) => this.rooms.take(room));
    socket.on('room_updated', ({ room }) => this.rooms.take(room));
    socket.on('room_closed', ({ roomId }) => {
      at(roomId, (room) => room.takeClosed());
      this.rooms.remove(roomId);
    });
    socket.on('user_typing', ({ roomId, userId }) => at(roomId, (room) => room.takeTyping(userId, true)));
    socket.on('user_stopped_typing', ({ roomId, userId }) =>
      at(roomId, (room) => room.takeTyping(userId, false)),
    );
    socket.on('user_joined', ({ roomId, userId }) => {
      at(roomId, (room) => room.takePerson(userId));
      this.presence.seen([userId]);
    });
    socket.on('presence', (event) => {
      this.everyRoom((room) => room.takePerson(event.userId, event.galleryId));
      this.presence.take(event);
    });
  }

  private async restore(): Promise<void> {
    const me = this.me.get();
    if (me !== undefined) await this.outbox.restore(`${me.userId}:${me.galleryId}`);
  }

  private connected(): void {
    void this.restore().then(() => this.outbox.wake());
    this.outbox.wake();
    this.everyRoom((room) => room.connected());
    void this.rooms.refresh();
  }

  private tell(event: NewMessage): void {
    const { roomId, message } = event;
    const isNew = message.seq > (this.told.get(roomId) ?? 0);
    if (!isNew || message.sender_id === this.me.get()?.userId) return;
    this.told.set(roomId, message.seq);
    for (const listener of this.listeners) listener(event);
  }

  private everyRoom(then: (room: Room) => void): void {
    for (const room of this.opened.values()) then(room);
  }
}

/** @see ChatClient; call `open` to connect */
export const createChatClient = (options: ChatClientOptions): ChatClient => new ChatClient(options);
