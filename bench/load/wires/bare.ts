import { numberIn, type Connect } from '../wire.ts';
import { HttpConnection } from '../../../test/chaos/client/http-connection.ts';
import { SocketIo } from './socket-io.ts';

/** A bare Socket.IO server: the relay, and the one that stores what it passes on. */
export const relay: Connect = async (url, { room }, events) => {
  const to = await SocketIo.connect(url, {}, (packet) => {
    const message = numberIn(packet);
    if (message !== undefined) events.delivered(message);
  });
  const from = await SocketIo.connect(url, {}, () => undefined);
  await to.ask('join', { room });
  return {
    send: (message, content) =>
      from.emit('send', JSON.stringify({ room, content }), () => events.acknowledged(message)),
    close: () => [from, to].forEach((socket) => socket.close()),
  };
};

/** The bare Fastify route: it answers, and that is all. */
export const route: Connect = async (url, { room }, events) => {
  const from = await HttpConnection.open(url);
  return {
    send: (message, content) =>
      void from.post('/messages', '', JSON.stringify({ room, content })).then(({ status }) => {
        if (status !== 201) return events.refused(message, String(status));
        events.acknowledged(message);
        events.delivered(message);
      }),
    close: () => from.close(),
  };
};
