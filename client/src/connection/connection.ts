import { io, type Socket } from 'socket.io-client';
import type {
  ClientEvent,
  ClientToServerEvents,
  Envelope,
  ErrorBody,
  ServerToClientEvents,
} from '../../../src/contracts/index.js';
import { ChatError, toChatError } from '../errors.js';
import { endpointsOf, type ChatClientOptions } from '../options.js';
import { Value } from '../readable.js';
import type { Tokens } from './tokens.js';
import { onReturn } from './waking.js';

export type ConnectionState =
  | { status: 'connecting' }
  | { status: 'online' }
  /** `since`: milliseconds since 1970. */
  | { status: 'reconnecting'; since: number }
  /** The token is refused, or there is none; it is tried again by itself. */
  | { status: 'unauthorized' }
  | { status: 'closed' };

/** Milliseconds. The service answers within 5 s, also when it has to refuse. */
const ANSWER_TIMEOUT = 8_000;
const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 10_000;
/** How long before its end a token is renewed, and the pause after that failed. */
const RENEW_BEFORE = 60_000;
const RENEW_PAUSE = 5_000;
const SHORTEST_RENEWAL = 5_000;
const LONGEST_TIMER = 2_147_483_647;

type Payload<E extends ClientEvent> = Parameters<ClientToServerEvents[E]>[0];
type Answer<E extends ClientEvent> = Extract<
  Parameters<NonNullable<Parameters<ClientToServerEvents[E]>[1]>>[0],
  { success: true }
>['data'];

/** Any event; `ask` has checked which payload belongs to it. */
interface Asking {
  emitWithAck(event: string, payload: unknown): Promise<unknown>;
}

export type ChatSocket = Socket<ServerToClientEvents, ClientToServerEvents>;

/** The connection to the service: comes back by itself, with a token that is valid. */
export class Connection {
  readonly state = new Value<ConnectionState>({ status: 'connecting' });
  readonly socket: ChatSocket;
  private readonly tokens: Tokens;
  private readonly galleryId: string | undefined;
  private attempts = 0;
  private retry: ReturnType<typeof setTimeout> | undefined;
  private renewal: ReturnType<typeof setTimeout> | undefined;
  private forgetReturn: (() => void) | undefined;

  constructor(options: ChatClientOptions, tokens: Tokens) {
    this.tokens = tokens;
    this.galleryId = options.galleryId;
    this.socket = io(endpointsOf(options).socket, {
      auth: (give) => this.authenticate(give),
      // One that is behind a wall for WebSockets still gets through; where they work nothing is asked twice.
      transports: options.transports ?? ['websocket', 'polling'],
      tryAllTransports: true,
      withCredentials: true,
      reconnectionDelay: FIRST_PAUSE,
      reconnectionDelayMax: LONGEST_PAUSE,
      // Drawn at random around the delay, so that clients that were cut off together do not return together.
      randomizationFactor: 0.5,
      autoConnect: false,
      forceNew: true,
    });
    this.listen();
  }

  get isOnline(): boolean {
    return this.socket.connected;
  }

  open(): void {
    if (this.isClosed) this.state.set({ status: 'connecting' });
    this.forgetReturn ??= onReturn(() => this.reconnect());
    this.socket.connect();
  }

  close(): void {
    clearTimeout(this.retry);
    clearTimeout(this.renewal);
    this.forgetReturn?.();
    this.forgetReturn = undefined;
    this.state.set({ status: 'closed' });
    this.socket.disconnect();
  }

  /** Tries at once instead of waiting for the next turn. */
  reconnect(): void {
    if (this.socket.connected || this.isClosed) return;
    clearTimeout(this.retry);
    this.socket.disconnect().connect();
  }

  /**
   * Emits an event and waits for its answer. Nothing is emitted without a connection: Socket.IO would keep it and send it
   * later, beside the outbox.
   * @throws ChatError of the service; NETWORK without a connection, TIMEOUT when no answer comes
   */
  async ask<E extends ClientEvent>(event: E, payload: Payload<E>): Promise<Answer<E>> {
    const { socket } = this;
    if (!socket.connected) throw new ChatError({ code: 'NETWORK', message: 'Not connected' });
    const answer = await this.emit<Answer<E>>(event, payload);
    if (answer.success) return answer.data;
    throw new ChatError(answer.error);
  }

  private async emit<T>(event: ClientEvent, payload: unknown): Promise<Envelope<T>> {
    try {
      const asking = this.socket.timeout(ANSWER_TIMEOUT) as unknown as Asking;
      return (await asking.emitWithAck(event, payload)) as Envelope<T>;
    } catch (error) {
      throw new ChatError({ code: 'TIMEOUT', message: toChatError(error).message });
    }
  }

  private get isClosed(): boolean {
    return this.state.get().status === 'closed';
  }

  private listen(): void {
    const { socket } = this;
    socket.on('connect', () => {
      this.attempts = 0;
      socket.io.reconnectionDelay(FIRST_PAUSE);
      this.planRenewal();
      this.state.set({ status: 'online' });
    });
    socket.on('disconnect', (reason) => {
      clearTimeout(this.renewal);
      if (this.isClosed) return;
      this.broken();
      // Said by the service: Socket.IO leaves the next attempt to us.
      if (reason === 'io server disconnect') this.tryLater();
    });
    socket.on('connect_error', (error: Error & { data?: ErrorBody }) => {
      if (error.data?.code === 'UNAUTHORIZED') {
        this.tokens.forget();
        this.state.set({ status: 'unauthorized' });
      } else this.broken();
      // Not reached: Socket.IO tries again by itself. Refused by the service: it does not.
      if (!socket.active) this.tryLater();
    });
    socket.on('session_expired', () => this.tokens.forget());
    socket.on('server_shutdown', ({ reconnectAfter }) => socket.io.reconnectionDelay(reconnectAfter));
  }

  private broken(): void {
    const { status } = this.state.get();
    if (status === 'online' || status === 'unauthorized') {
      this.state.set({ status: 'reconnecting', since: Date.now() });
    }
  }

  private authenticate(give: (data: object) => void): void {
    const { galleryId } = this;
    this.tokens.current().then(
      (token) => give({ token, ...(galleryId !== undefined && { galleryId }) }),
      () => {
        // Without a token the service would only say no.
        this.socket.disconnect();
        if (this.isClosed) return;
        this.state.set({ status: 'unauthorized' });
        this.tryLater();
      },
    );
  }

  private tryLater(): void {
    clearTimeout(this.retry);
    const pause = Math.min(this.socket.io.reconnectionDelay() * 2 ** this.attempts, LONGEST_PAUSE);
    this.attempts += 1;
    this.retry = setTimeout(
      () => {
        if (!this.isClosed) this.socket.connect();
      },
      pause * (0.5 + Math.random()),
    );
  }

  private planRenewal(): void {
    clearTimeout(this.renewal);
    const left = this.tokens.endsAt - Date.now();
    if (left === Infinity) return;
    // A short one is renewed in the middle of its life.
    const pause = Math.max(left - RENEW_BEFORE, left / 2, SHORTEST_RENEWAL);
    this.renewal = setTimeout(() => void this.renew(), Math.min(pause, LONGEST_TIMER));
  }

  private async renew(): Promise<void> {
    try {
      await this.ask('authenticate', { token: await this.tokens.renew() });
      this.planRenewal();
    } catch {
      if (this.socket.connected) this.renewal = setTimeout(() => void this.renew(), RENEW_PAUSE);
    }
  }
}
