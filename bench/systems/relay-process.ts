import { createServer } from 'node:http';
import { Server } from 'socket.io';

/** A bare Socket.IO relay: what delivery alone can cost. It keeps nothing and asks nobody who they are. */
const server = createServer();
const io = new Server(server, { serveClient: false });
io.on('connection', (socket) => {
  socket.on('join', ({ room }: { room: string }, ack: () => void) => {
    void socket.join(room);
    ack();
  });
  socket.on('send', (message: { room: string; content: string }, ack: () => void) => {
    io.to(message.room).emit('message', message);
    ack();
  });
});
server.listen(Number(process.env.PORT), '127.0.0.1');
