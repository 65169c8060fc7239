import { io, type ManagerOptions, type Socket, type SocketOptions } from 'socket.io-client';
import type { Envelope, ErrorBody, ServerToClientEvents } from '../../src/contracts/index.js';
import { emitFromEachNode, SETTLED } from './settling.js';
import { topology } from './topology.js';

/** Milliseconds after which an awaited event is missing. */
const PATIENCE = 10_000;

/** What a socket gets, by name. */
type Events = ServerToClientEvents & { disconnect: (reason: string) => void };
type Payload<E extends keyof Events> = Parameters<Events[E]>[0];

/** An event as it arrived. */
interface Arrival {
  event: string;
  payload: unknown;
}

/** A real Socket.IO client that keeps every event it gets, so that a test can await one or show that none came. */
export class TestSocket {
  readonly arrivals: Arrival[] = [];
  private readonly waiting = new Set<() => void>();

  private settled = 0;

  private constructor(
    private url: string,
    readonly socket: Socket,
  ) {
    socket.onAny((event: string, payload: unknown) => {
      if (event !== SETTLED) return this.arrive(event, payload);
      this.settled += 1;
      this.wake();
    });
    socket.on('disconnect', (reason) => this.arrive('disconnect', reason));
  }

  /** @throws the connect error, with its `data`, when the service refuses the connection */
  static async connect(
    url: string,
    auth: Record<string, unknown>,
    options: Partial<ManagerOptions & SocketOptions> = {},
  ): Promise<TestSocket> {
    // Without the path that a gateway maps to the service: Socket.IO would take it for a namespace.
    const socket = io(new URL(url).origin, {
      auth,
      transports: topology.transports,
      // Has the client keep the gateway's cookie between the requests of long polling, as browsers do.
      withCredentials: true,
      reconnection: false,
      forceNew: true,
      ...options,
    });
    const client = new TestSocket(url, socket);
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
  async next<E extends keyof Events>(
    event: E,
    matches: (payload: Payload<E>) => boolean = () => true,
    patience = PATIENCE,
  ): Promise<Payload<E>> {
    const found = () => this.arrivals.find((a) => a.event === event && matches(a.payload as Payload<E>));
    await this.until(() => found() !== undefined, patience, event);
    const [arrival] = this.arrivals.splice(this.arrivals.indexOf(found() as Arrival), 1);
    return arrival?.payload as Payload<E>;
  }

  /** As `next`, but keeps the event. */
  async waitFor<E extends keyof Events>(event: E, matches: (payload: Payload<E>) => boolean): Promise<void> {
    const found = () => this.arrivals.some((a) => a.event === event && matches(a.payload as Payload<E>));
    await this.until(found, PATIENCE, event);
  }

  /** Every event of this name so far. */
  all<E extends keyof Events>(event: E): Payload<E>[] {
    return this.arrivals
      .filter((arrival) => arrival.event === event)
      .map(({ payload }) => payload as Payload<E>);
  }

  /**
   * Waits until everything that the service emitted to this socket before now has arrived. Events of one connection
   * keep their order, so an ack that was asked for now comes after them; where there are several nodes, so does what
   * each of them emits now.
   */
  async settle(): Promise<void> {
    await this.socket.timeout(PATIENCE).emitWithAck('settle');
    const expected = this.settled + emitFromEachNode(this.url, this.socket.id ?? '');
    await this.until(() => this.settled >= expected, PATIENCE, SETTLED);
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
    Object.assign(this.socket.io, { uri: new URL(url).origin });
    this.url = url;
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
    this.wake();
  }

  private wake(): void {
    for (const wake of [...this.waiting]) wake();
  }

  /** @throws Error with what came instead, when `event` has not come after `patience` milliseconds */
  private async until(come: () => boolean, patience: number, event: string): Promise<void> {
    for (const deadline = Date.now() + patience; !come();) {
      await this.arrival(deadline - Date.now(), event);
    }
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
