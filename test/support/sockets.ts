import { io, type ManagerOptions, type Socket, type SocketOptions } from 'socket.io-client';
import type { Envelope, ErrorBody } from '../../src/contracts/index.js';

/** Milliseconds after which an awaited event is missing. */
const PATIENCE = 5_000;

/** An event as it arrived. */
interface Arrival {
  event: string;
  payload: unknown;
}

/** A real Socket.IO client that keeps every event it gets, so that a test can await one or show that none came. */
export class TestSocket {
  readonly arrivals: Arrival[] = [];
  private readonly waiting = new Set<() => void>();

  private constructor(readonly socket: Socket) {
    socket.onAny((event: string, payload: unknown) => this.arrive(event, payload));
    socket.on('disconnect', (reason) => this.arrive('disconnect', reason));
  }

  /** @throws the connect error, with its `data`, when the service refuses the connection */
  static async connect(
    url: string,
    auth: Record<string, unknown>,
    options: Partial<ManagerOptions & SocketOptions> = {},
  ): Promise<TestSocket> {
    const socket = io(url, {
      auth,
      transports: ['websocket'],
      reconnection: false,
      forceNew: true,
      ...options,
    });
    const client = new TestSocket(socket);
    await client.connected();
    return client;
  }

  /** Emits and waits for the ack. */
  async emit<T = unknown>(event: string, ...args: unknown[]): Promise<Envelope<T>> {
    return (await this.socket.timeout(PATIENCE).emitWithAck(event, ...args)) as Envelope<T>;
  }

  /** Emits, and gives the data of a successful ack. */
  async ask<T = unknown>(event: string, ...args: unknown[]): Promise<T> {
    const answer = await this.emit<T>(event, ...args);
    if (!answer.success) throw new Error(`${event} was refused: ${JSON.stringify(answer.error)}`);
    return answer.data;
  }

  /** Emits, and gives the error of a refused ack. */
  async refusal(event: string, ...args: unknown[]): Promise<ErrorBody> {
    const answer = await this.emit(event, ...args);
    if (answer.success) throw new Error(`${event} was not refused`);
    return answer.error;
  }

  /** The first event of this name that matches, whether it has come already or is still to come. */
  async next<T = unknown>(
    event: string,
    matches: (payload: T) => boolean = () => true,
    patience = PATIENCE,
  ): Promise<T> {
    const found = () => this.arrivals.find((a) => a.event === event && matches(a.payload as T));
    const deadline = Date.now() + patience;
    for (let arrival = found(); ; arrival = found()) {
      if (arrival !== undefined) {
        this.arrivals.splice(this.arrivals.indexOf(arrival), 1);
        return arrival.payload as T;
      }
      await this.arrival(deadline - Date.now(), event);
    }
  }

  /** As `next`, but keeps the event. */
  async waitFor<T = unknown>(event: string, matches: (payload: T) => boolean): Promise<void> {
    const found = () => this.arrivals.some((a) => a.event === event && matches(a.payload as T));
    for (const deadline = Date.now() + PATIENCE; !found();) await this.arrival(deadline - Date.now(), event);
  }

  /** Every event of this name so far. */
  all<T = unknown>(event: string): T[] {
    return this.arrivals.filter((arrival) => arrival.event === event).map(({ payload }) => payload as T);
  }

  /**
   * Waits until everything that the service emitted to this socket before now has arrived: events of one connection
   * keep their order, so an ack that was asked for now comes after them.
   */
  async settle(): Promise<void> {
    await this.socket.timeout(PATIENCE).emitWithAck('settle');
  }

  close(): void {
    this.socket.disconnect();
  }

  /** The connection breaks: nobody says goodbye, and the client may connect again. */
  cut(): void {
    this.socket.io.engine.close();
  }

  /**
   * Connects again after `cut`, to any node of the service.
   * @returns whether the service took it for the one that had gone
   * @throws the connect error
   */
  async comeBack(url: string, auth?: Record<string, unknown>): Promise<boolean> {
    Object.assign(this.socket.io, { uri: url });
    if (auth !== undefined) this.socket.auth = auth;
    const connected = this.connected();
    this.socket.connect();
    await connected;
    return this.socket.recovered;
  }

  private connected(): Promise<void> {
    return new Promise<void>((resolve, reject) => {
      this.socket.once('connect', resolve);
      this.socket.once('connect_error', (error) => {
        this.socket.disconnect();
        reject(error);
      });
    });
  }

  private arrive(event: string, payload: unknown): void {
    this.arrivals.push({ event, payload });
    for (const wake of [...this.waiting]) wake();
  }

  private arrival(patience: number, event: string): Promise<void> {
    return new Promise((resolve, reject) => {
      const wake = (): void => {
        clearTimeout(timer);
        this.waiting.delete(wake);
        resolve();
      };
      const timer = setTimeout(
        () => {
          this.waiting.delete(wake);
          const came = this.arrivals.map((arrival) => arrival.event).join(', ');
          reject(new Error(`No ${event} came; what came: ${came || 'nothing'}`));
        },
        Math.max(patience, 0),
      );
      this.waiting.add(wake);
    });
  }
}
