import { randomUUID } from 'node:crypto';
import { numberIn, type Connect, type Events, type Pair } from '../wire.ts';
import { HttpConnection } from '../../../test/chaos/client/http-connection.ts';
import { SocketIo } from './socket-io.ts';

const NEW_MESSAGE = '42["new_message"';
const ACCEPTED = '[{"success":true';

/** The other side: in the room, and told of each message by event. */
async function listen(url: string, { receiver, room }: Pair, events: Events): Promise<SocketIo> {
  const socket = await SocketIo.connect(receiver.url ?? url, { token: receiver.secret }, (packet) => {
    if (!packet.startsWith(NEW_MESSAGE)) return;
    const message = numberIn(packet);
    if (message !== undefined) events.delivered(message);
  });
  await socket.ask('join_room', { roomId: room });
  return socket;
}

/** This service by socket: `send_message` with its ack. */
export const dealerSocket: Connect = async (url, pair, events) => {
  const { sender, room } = pair;
  const to = await listen(url, pair, events);
  const from = await SocketIo.connect(sender.url ?? url, { token: sender.secret }, () => undefined);
  await from.ask('join_room', { roomId: room });
  return {
    send: (message, content) => {
      const payload = JSON.stringify({ roomId: room, content, clientMessageId: randomUUID() });
      from.emit('send_message', payload, (answer) => {
        if (answer.startsWith(ACCEPTED)) events.acknowledged(message);
        else events.refused(message, answer);
      });
    },
    close: () => [from, to].forEach((socket) => socket.close()),
  };
};

/** This service by REST, delivered by socket. */
export const dealerRest: Connect = async (url, pair, events) => {
  const { sender, room } = pair;
  const to = await listen(url, pair, events);
  const from = await HttpConnection.open(sender.url ?? url);
  return {
    send: (message, content) => {
      const body = JSON.stringify({ content, clientMessageId: randomUUID() });
      void from.post(`/chats/${room}/messages`, sender.secret, body).then(({ status, body: answer }) => {
        if (status === 201) events.acknowledged(message);
        else events.refused(message, answer);
      });
    },
    close: () => [from, to].forEach((connection) => connection.close()),
  };
};
