import WebSocket from 'ws';

/**
 * Socket.IO by hand, over WebSocket: Engine.IO 4 and Socket.IO 5, only what the benchmark needs. The real client would
 * take more of the two cores than the service that is to be measured.
 */
export class SocketIo {
  private readonly acks = new Map<number, (answer: string) => void>();
  private nextAck = 0;
  private readonly socket: WebSocket;
  private readonly onEvent: (packet: string) => void;

  private constructor(socket: WebSocket, onEvent: (packet: string) => void) {
    this.socket = socket;
    this.onEvent = onEvent;
  }

  /**
   * @param onEvent gets each event as it came: `42["name",…]`
   * @throws Error with the answer of a system that does not let it in
   */
  static async connect(url: string, auth: object, onEvent: (packet: string) => void): Promise<SocketIo> {
    const address = new URL('/socket.io/?EIO=4&transport=websocket', url.replace(/^http/, 'ws'));
    const socket = new WebSocket(address, { perMessageDeflate: false });
    const client = new SocketIo(socket, onEvent);
    await new Promise<void>((resolve, reject) => {
      socket.once('error', reject);
      socket.once('close', () => reject(new Error(`${url} hung up`)));
      socket.on('message', (data: Buffer) => {
        const packet = data.toString();
        // What comes first is the handshake of Engine.IO, then that of Socket.IO.
        if (packet.startsWith('0')) socket.send(`40${JSON.stringify(auth)}`);
        else if (packet.startsWith('40')) resolve();
        else if (packet.startsWith('44')) reject(new Error(`Not let in: ${packet}`));
        else client.receive(packet);
      });
    });
    return client;
  }

  /** @param answered gets the array of what was answered, as JSON */
  emit(event: string, payload: string, answered: (answer: string) => void): void {
    const id = this.nextAck++;
    this.acks.set(id, answered);
    this.socket.send(`42${id}["${event}",${payload}]`);
  }

  ask(event: string, payload: object): Promise<string> {
    return new Promise((resolve) => this.emit(event, JSON.stringify(payload), resolve));
  }

  close(): void {
    this.socket.terminate();
  }

  private receive(packet: string): void {
    if (packet.startsWith('42')) return this.onEvent(packet);
    if (packet === '2') return this.socket.send('3');
    if (!packet.startsWith('43')) return;
    const start = packet.indexOf('[');
    const id = Number(packet.slice(2, start));
    const answered = this.acks.get(id);
    this.acks.delete(id);
    answered?.(packet.slice(start));
  }
}
