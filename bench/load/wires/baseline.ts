import { numberIn, type Connect } from '../wire.ts';
import { HttpConnection } from '../../../test/chaos/client/http-connection.ts';
import { SocketIo } from './socket-io.ts';

const NEW_MESSAGE = '42["newMessage"';

/** The tutorial-style service: REST to send, `newMessage` to the room. */
export const baseline: Connect = async (url, { sender, receiver, room }, events) => {
  const to = await SocketIo.connect(url, { token: receiver.secret }, (packet) => {
    if (!packet.startsWith(NEW_MESSAGE)) return;
    const message = numberIn(packet);
    if (message !== undefined) events.delivered(message);
  });
  await to.ask('joinRoom', { roomId: room });
  const from = await HttpConnection.open(url);
  return {
    send: (message, content) =>
      void from
        .post(`/rooms/${room}/messages`, sender.secret, JSON.stringify({ content }))
        .then(({ status, body }) => {
          if (status === 201) events.acknowledged(message);
          else events.refused(message, body);
        }),
    close: () => [from, to].forEach((connection) => connection.close()),
  };
};
