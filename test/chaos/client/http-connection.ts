import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

const HEAD_END = '\r\n\r\n';

export interface HttpAnswer {
  /** 0 when the connection ended instead. */
  status: number;
  head: string;
  body: string;
}

const NONE: HttpAnswer = { status: 0, head: '', body: '' };

/**
 * HTTP/1.1 by hand, on one kept connection with one request at a time: the clients of Node would take more of the
 * machine's time than the service that is to be measured. It reads only answers that say their length.
 */
export class HttpConnection {
  private received = '';
  /** Those whose requests are written or wait, in order. */
  private readonly waiting: { request: string; answered: (answer: HttpAnswer) => void }[] = [];
  private readonly socket: Socket;
  private readonly host: string;

  private constructor(socket: Socket, host: string) {
    this.socket = socket;
    this.host = host;
    // Each character is a byte, so that lengths are as HTTP counts them.
    socket.setEncoding('latin1');
    socket.on('data', (data: string) => this.receive(data));
    socket.on('error', () => undefined);
    socket.on('close', () => {
      for (const { answered } of this.waiting.splice(0)) answered(NONE);
    });
  }

  static async open(url: string): Promise<HttpConnection> {
    const { hostname, port, host } = new URL(url);
    const socket = connect({ host: hostname, port: Number(port), noDelay: true });
    await once(socket, 'connect');
    return new HttpConnection(socket, host);
  }

  /** Waits for the requests before it. */
  post(path: string, token: string, body: string): Promise<HttpAnswer> {
    return this.ask(
      `POST ${path} HTTP/1.1\r\nHost: ${this.host}\r\nAuthorization: Bearer ${token}\r\n` +
        `Content-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
    );
  }

  /** Waits for the requests before it. */
  get(path: string, token: string): Promise<HttpAnswer> {
    return this.ask(`GET ${path} HTTP/1.1\r\nHost: ${this.host}\r\nAuthorization: Bearer ${token}\r\n\r\n`);
  }

  private ask(request: string): Promise<HttpAnswer> {
    return new Promise((answered) => {
      if (this.socket.destroyed) return answered(NONE);
      this.waiting.push({ request, answered });
      if (this.waiting.length === 1) this.socket.write(request);
    });
  }

  close(): void {
    this.socket.destroy();
  }

  private receive(data: string): void {
    this.received += data;
    const end = this.received.indexOf(HEAD_END);
    if (end === -1) return;
    const length = Number(/\r\ncontent-length: (\d+)/i.exec(this.received.slice(0, end))?.[1]);
    const from = end + HEAD_END.length;
    if (Number.isNaN(length)) throw new Error(`An answer without its length: ${this.received.slice(0, end)}`);
    if (this.received.length < from + length) return;
    const answer = {
      status: Number(this.received.slice(9, 12)),
      head: this.received.slice(0, end),
      body: this.received.slice(from, from + length),
    };
    this.received = this.received.slice(from + length);
    const answered = this.waiting.shift();
    const [next] = this.waiting;
    if (next !== undefined) this.socket.write(next.request);
    answered?.answered(answer);
  }
}
