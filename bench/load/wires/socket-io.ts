import { once } from 'node:events';
import WebSocket from 'ws';

/**
 * Socket.IO by hand, over WebSocket: Engine.IO 4 and Socket.IO 5, only what the benchmark needs. The real client would
 * take more of the two cores than the service that is to be measured.
 */
export class SocketIo {
  private readonly acks = new Map<number, (answer: string) => void>();
  private nextAck = 0;

  private constructor(
    private readonly socket: WebSocket,
    private readonly onEvent: (packet: string) => void,
  ) {
    socket.on('message', (data: Buffer) => this.receive(data.toString()));
  }

  /** @param onEvent gets what stands behind the type of each event: `["name",…]` */
  static async connect(url: string, auth: object, onEvent: (packet: string) => void): Promise<SocketIo> {
    const address = new URL('/socket.io/?EIO=4&transport=websocket', url.replace(/^http/, 'ws'));
    const socket = new WebSocket(address, { perMessageDeflate: false });
    socket.on('error', () => undefined);
    await once(socket, 'open');
    await once(socket, 'message');
    socket.send(`40${JSON.stringify(auth)}`);
    const [answer] = (await once(socket, 'message')) as [Buffer];
    if (!answer.toString().startsWith('40')) throw new Error(`Not let in: ${answer.toString()}`);
    return new SocketIo(socket, onEvent);
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
