import { setTimeout as delay } from 'node:timers/promises';
import { io, type Socket } from 'socket.io-client';
import type {
  ClientToServerEvents,
  Envelope,
  ErrorBody,
  JoinResult,
  MessageView,
  ReadResult,
  ServerToClientEvents,
  SyncAnswer,
  SyncPosition,
} from '../../../src/contracts/index.ts';
import { CatchUp } from './catch-up.ts';
import { Outbox, type OutgoingMessage } from './outbox.ts';
import { request, type Door } from './request.ts';
import { RoomLog } from './room-log.ts';

/** Milliseconds. The service answers within 5 s, also when it has to refuse. */
const ANSWER_TIMEOUT = 6_000;
const FIRST_RECONNECT = 500;
const LONGEST_RECONNECT = 5_000;
/** Events of several nodes can cross: what is missing is given this long to arrive by itself. */
const GAP_PATIENCE = 300;
const JOIN_PAUSE = 500;

export interface ChatClientOptions {
  door: Door;
  token: string;
  roomIds: string[];
  /** How messages are sent; `socket` by default. */
  sendBy?: 'socket' | 'rest';
  transports?: ('websocket' | 'polling')[];
  /** Told of what happens; the client itself needs nobody to listen. */
  observer?: ClientObserver;
}

export interface ClientObserver {
  connected?(): void;
  /** Since it was connected, every room has been brought up to date. */
  complete?(): void;
  disconnected?(reason: string): void;
  shutdownAnnounced?(): void;
}

/**
 * A client that misses nothing and shows nothing twice, whatever breaks: it sends through an outbox, orders by `seq`,
 * and asks `sync` after each connect, at each gap, and when a room is announced to be further than what it has.
 */
export class ChatClient {
  readonly rooms: ReadonlyMap<string, RoomLog>;
  readonly catchUp: CatchUp;
  readonly socket: Socket<ServerToClientEvents, ClientToServerEvents>;
  private readonly outbox: Outbox;
  private readonly options: ChatClientOptions;
  private opened = Promise.withResolvers<undefined>();
  private closed = false;

  constructor(options: ChatClientOptions) {
    this.options = options;
    this.rooms = new Map(options.roomIds.map((id) => [id, new RoomLog(id)]));
    this.catchUp = new CatchUp(this.rooms, (positions) => this.sync(positions));
    this.outbox = new Outbox((message) =>
      options.sendBy === 'rest' ? this.post(message) : this.emit(message),
    );
    this.socket = io(options.door.socket, {
      auth: { token: options.token },
      transports: options.transports ?? ['websocket'],
      reconnectionDelay: FIRST_RECONNECT,
      reconnectionDelayMax: LONGEST_RECONNECT,
      // Drawn at random around the delay, so that clients that were cut off together do not return together.
      randomizationFactor: 0.5,
      forceNew: true,
      autoConnect: false,
    });
    this.listen();
  }

  /** Resolves when the client is connected, has joined its rooms, and is complete. */
  async open(): Promise<void> {
    this.opened = Promise.withResolvers();
    this.socket.connect();
    await this.opened.promise;
  }

  close(): void {
    this.closed = true;
    this.catchUp.close();
    this.outbox.close();
    this.socket.disconnect();
  }

  /** @returns the message as it was stored, after as many attempts as it takes @throws RefusedMessage */
  async send(roomId: string, content: string): Promise<MessageView> {
    const message = await this.outbox.send(roomId, content);
    this.heard(roomId, (room) => room.take(message));
    return message;
  }

  /** Marks the other side's messages as read. @throws when there is no answer; nothing needs to be repeated */
  async markRead(roomId: string): Promise<Envelope<ReadResult>> {
    return this.asking.emitWithAck('mark_read', { roomId });
  }

  private listen(): void {
    const { socket } = this;
    socket.on('connect', () => void this.connected());
    socket.on('disconnect', (reason) => {
      this.options.observer?.disconnected?.(reason);
      // The service's own `disconnect`: Socket.IO leaves the next connect to the client.
      if (reason === 'io server disconnect') void this.reconnect();
    });
    socket.on('connect_error', (error: Error & { data?: ErrorBody }) => {
      // Not reached: Socket.IO tries again by itself. Refused for now, as while the database is down: it does not.
      if (!socket.active && error.data?.code !== 'UNAUTHORIZED') void this.reconnect();
    });
    socket.on('new_message', ({ roomId, message }) => this.heard(roomId, (room) => room.take(message)));
    socket.on('messages_read', (event) => this.heard(event.roomId, (room) => room.takeRead(event)));
    for (const changed of ['message_updated', 'message_deleted'] as const) {
      socket.on(changed, (event) => this.heard(event.roomId, (room) => room.takeChanged(event)));
    }
    socket.on('room_head', (event) => this.heard(event.roomId, (room) => room.takeHead(event)));
    socket.on('server_shutdown', ({ reconnectAfter }) => {
      this.socket.io.reconnectionDelay(reconnectAfter);
      this.options.observer?.shutdownAnnounced?.();
    });
  }

  /** Joins first: what is sent from then on arrives by events, what was sent before is in the answer of `sync`. */
  private async connected(): Promise<void> {
    const { id } = this.socket;
    this.socket.io.reconnectionDelay(FIRST_RECONNECT);
    this.options.observer?.connected?.();
    this.outbox.wake();
    await Promise.all([...this.rooms.keys()].map((roomId) => this.join(roomId)));
    await this.catchUp.want(this.rooms.keys());
    if (this.socket.id !== id) return;
    this.options.observer?.complete?.();
    this.opened.resolve(undefined);
  }

  private async join(roomId: string): Promise<void> {
    for (const { id } = this.socket; this.socket.id === id;) {
      const answer = await this.tryToJoin(roomId).catch(() => undefined);
      if (answer?.success || answer?.error.code === 'ROOM_NOT_FOUND') return;
      await delay(JOIN_PAUSE);
    }
  }

  private async tryToJoin(roomId: string): Promise<Envelope<JoinResult>> {
    return this.asking.emitWithAck('join_room', { roomId });
  }

  /** An event, or an answer that is as good as one. What it tells to be missing may still be on its way. */
  private heard(roomId: string, takeOver: (room: RoomLog) => void): void {
    const room = this.rooms.get(roomId);
    if (!room) return;
    takeOver(room);
    if (!room.isBehind) return;
    setTimeout(() => {
      if (room.isBehind) void this.catchUp.want([roomId]);
    }, GAP_PATIENCE);
  }

  private async sync(rooms: SyncPosition[]): Promise<SyncAnswer[]> {
    const answer = await this.asking.emitWithAck('sync', { rooms });
    if (!answer.success) throw new Error(answer.error.code);
    return answer.data;
  }

  private async emit(message: OutgoingMessage): Promise<Envelope<MessageView>> {
    return this.asking.emitWithAck('send_message', message);
  }

  private async post({ roomId, ...body }: OutgoingMessage): Promise<Envelope<MessageView>> {
    const { door, token } = this.options;
    return (await request<MessageView>(door, token, 'POST', `/${roomId}/messages`, body)).body;
  }

  /** Nothing is emitted without a connection: Socket.IO would keep it and send it later, beside the outbox. */
  private get asking() {
    if (!this.socket.connected) throw new Error('Not connected');
    return this.socket.timeout(ANSWER_TIMEOUT);
  }

  private async reconnect(): Promise<void> {
    await delay(this.socket.io.reconnectionDelay() * (1 + Math.random()));
    if (!this.closed) this.socket.connect();
  }
}
