import { once } from 'node:events';
import { createServer, type Server as HttpServer } from 'node:http';
import { Socket, type AddressInfo } from 'node:net';
import { jest } from '@jest/globals';
import { Server } from 'socket.io';
import WebSocket from 'ws';
import { joinWrites } from './joined-writes.js';

describe('what a client is told in one turn', () => {
  let http: HttpServer;
  let server: Server;
  let client: WebSocket;
  const arrived: string[] = [];

  beforeEach(async () => {
    http = createServer();
    server = new Server(http, { transports: ['websocket'] });
    joinWrites(server);
    http.listen(0, '127.0.0.1');
    await once(http, 'listening');
    arrived.length = 0;
    client = new WebSocket(
      `ws://127.0.0.1:${(http.address() as AddressInfo).port}/socket.io/?EIO=4&transport=websocket`,
    );
    client.on('message', (data: Buffer) => arrived.push(data.toString()));
    client.once('open', () => client.send('40'));
    await once(server, 'connection');
    while (!arrived.some((packet) => packet.startsWith('40'))) await once(client, 'message');
    arrived.length = 0;
  });
  afterEach(async () => {
    jest.restoreAllMocks();
    client.terminate();
    await server.close();
  });

  it('goes out in one write, in order', async () => {
    const writes = jest.spyOn(Socket.prototype, '_writev' as never);
    for (let n = 1; n <= 5; n++) server.emit('event', n);
    while (arrived.length < 5) await once(client, 'message');
    expect(arrived).toEqual([1, 2, 3, 4, 5].map((n) => `42["event",${n}]`));
    expect(writes).toHaveBeenCalledTimes(1);
  });

  it('is sent before the connection that is closed in the same turn', async () => {
    server.emit('event', 'last');
    const closed = once(client, 'close');
    server.disconnectSockets(true);
    await closed;
    expect(arrived[0]).toBe('42["event","last"]');
  });
});
