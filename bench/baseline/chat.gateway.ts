import {
  ConnectedSocket,
  MessageBody,
  SubscribeMessage,
  WebSocketGateway,
  WebSocketServer,
} from '@nestjs/websockets';
import { JwtService } from '@nestjs/jwt';
import type { Server, Socket } from 'socket.io';

@WebSocketGateway()
export class ChatGateway {
  @WebSocketServer()
  server!: Server;

  constructor(private readonly jwt: JwtService) {}

  async handleConnection(socket: Socket): Promise<void> {
    try {
      await this.jwt.verifyAsync(String(socket.handshake.auth.token));
    } catch {
      socket.disconnect();
    }
  }

  @SubscribeMessage('joinRoom')
  async join(
    @ConnectedSocket() socket: Socket,
    @MessageBody() { roomId }: { roomId: string },
  ): Promise<object> {
    await socket.join(roomId);
    return { joined: roomId };
  }
}
