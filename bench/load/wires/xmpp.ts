import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { numberIn, type Connect } from '../wire.ts';

const DOMAIN = 'localhost';
const STREAM = `<?xml version='1.0'?><stream:stream xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams' to='${DOMAIN}' version='1.0'>`;
const MESSAGE_END = '</message>';

/** XMPP by hand, over TCP, only what the benchmark needs. */
class Xmpp {
  private received = '';
  private readonly socket: Socket;
  private onMessage: (stanza: string) => void = () => undefined;

  private constructor(socket: Socket) {
    this.socket = socket;
  }

  static async connect(url: string, { name, secret }: { name: string; secret: string }): Promise<Xmpp> {
    const { hostname, port } = new URL(url);
    const socket = connect({ host: hostname, port: Number(port), noDelay: true }).setEncoding('utf8');
    await once(socket, 'connect');
    const xmpp = new Xmpp(socket);
    await xmpp.ask(STREAM, '</stream:features>');
    const plain = Buffer.from(`\0${name}\0${secret}`).toString('base64');
    await xmpp.ask(
      `<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='PLAIN'>${plain}</auth>`,
      '<success',
    );
    await xmpp.ask(STREAM, '</stream:features>');
    await xmpp.ask(
      `<iq type='set' id='bind'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'><resource>bench</resource></bind></iq>`,
      '</iq>',
    );
    // What is sent to the name alone reaches those who are present.
    await xmpp.ask('<presence/>', '<presence');
    return xmpp;
  }

  listen(onMessage: (stanza: string) => void): void {
    this.onMessage = onMessage;
    this.socket.on('data', (data: string) => this.receive(data));
  }

  write(stanza: string): void {
    this.socket.write(stanza);
  }

  close(): void {
    this.socket.destroy();
  }

  /** @throws Error when something else comes */
  private async ask(stanza: string, expected: string): Promise<void> {
    this.socket.write(stanza);
    let answer = '';
    while (!answer.includes(expected)) {
      const [data] = (await once(this.socket, 'data')) as [string];
      answer += data;
      if (answer.includes('<failure') || answer.includes('stream:error')) throw new Error(answer);
    }
  }

  private receive(data: string): void {
    this.received += data;
    for (let end = this.received.indexOf(MESSAGE_END); end !== -1; end = this.received.indexOf(MESSAGE_END)) {
      this.onMessage(this.received.slice(0, end));
      this.received = this.received.slice(end + MESSAGE_END.length);
    }
  }
}

/**
 * ejabberd: a chat message from one user to another. It archives a message before it passes it on, so that what has
 * arrived is taken for acknowledged too.
 */
export const xmpp: Connect = async (url, { sender, receiver }, events) => {
  const to = await Xmpp.connect(url, receiver);
  to.listen((stanza) => {
    const message = numberIn(stanza);
    if (message === undefined) return;
    events.acknowledged(message);
    events.delivered(message);
  });
  const from = await Xmpp.connect(url, sender);
  return {
    send: (message, content) =>
      from.write(
        `<message to='${receiver.name}@${DOMAIN}' type='chat' id='${message}'><body>${content}</body></message>`,
      ),
    close: () => [from, to].forEach((one) => one.close()),
  };
};
