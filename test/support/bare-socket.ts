/** Milliseconds. */
const PATIENCE = 10_000;

/** A connection below Socket.IO's client, which would give up after the first refusal. It keeps every packet it gets. */
export class BareSocket {
  readonly packets: string[] = [];
  readonly closed: Promise<unknown>;
  private wake = (): void => undefined;

  private constructor(private readonly socket: WebSocket) {
    this.closed = new Promise((resolve) => socket.addEventListener('close', resolve));
    socket.addEventListener('close', () => this.wake());
    socket.addEventListener('message', ({ data }) => {
      this.packets.push(String(data));
      this.wake();
    });
  }

  static async open(url: string): Promise<BareSocket> {
    const socket = new WebSocket(new URL('/socket.io/?EIO=4&transport=websocket', url));
    const bare = new BareSocket(socket);
    await bare.next('0');
    return bare;
  }

  /** 4 is a message; in it 0 is CONNECT, 2 an event, 4 a refused connection. */
  send(packet: string | Uint8Array<ArrayBuffer>): void {
    this.socket.send(packet);
  }

  close(): void {
    this.socket.close();
  }

  /** The first packet that begins so. @throws Error with what came instead, when the connection closes or time is up */
  async next(start: string): Promise<string> {
    for (const deadline = Date.now() + PATIENCE; ;) {
      const found = this.packets.find((packet) => packet.startsWith(start));
      if (found !== undefined) return found;
      if (this.socket.readyState === WebSocket.CLOSED || Date.now() >= deadline) {
        throw new Error(`No ${start} came; what came: ${this.packets.join(', ') || 'nothing'}`);
      }
      await new Promise<void>((resolve) => {
        this.wake = resolve;
        setTimeout(resolve, deadline - Date.now()).unref();
      });
    }
  }
}
