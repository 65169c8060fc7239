import { UseFilters } from '@nestjs/common';
import {
  ConnectedSocket,
  MessageBody,
  SubscribeMessage,
  WebSocketGateway,
  type OnGatewayConnection,
  type OnGatewayDisconnect,
  type OnGatewayInit,
} from '@nestjs/websockets';
import { AppError, validateInput } from '../common/index.js';
import { success, type ClientEvent, type JoinResult, type Success } from '../contracts/index.js';
import { AckExceptionFilter } from './ack-exception.filter.js';
import { roomChannel } from './channels.js';
import { Connections } from './connections.js';
import { AuthenticateEventDto, RoomEventDto } from './dto/events.dto.js';
import { RoomMembership } from './room-membership.js';
import type { ChatServer, ChatSocket } from './socket.types.js';
import { Typing } from './typing.js';

type RoomAnswer = Success<{ room_id: string }>;

/** The events that clients may emit: each has a handler, here or in `MessagesGateway`. */
const CLIENT_EVENTS: ReadonlySet<string> = new Set<ClientEvent>([
  'join_room',
  'leave_room',
  'typing_start',
  'typing_stop',
  'send_message',
  'mark_read',
  'update_message',
  'delete_message',
  'forward_message',
  'add_reaction',
  'remove_reaction',
  'pin_message',
  'unpin_message',
  'sync',
  'authenticate',
]);

/** Connections, and the events about who is where: checks their form, hands them on, and answers through the ack. */
@WebSocketGateway()
@UseFilters(AckExceptionFilter)
export class RealtimeGateway
  implements OnGatewayInit<ChatServer>, OnGatewayConnection<ChatSocket>, OnGatewayDisconnect<ChatSocket>
{
  constructor(
    private readonly connections: Connections,
    private readonly membership: RoomMembership,
    private readonly typing: Typing,
  ) {}

  afterInit(server: ChatServer): void {
    this.connections.start(server);
    this.typing.watch(server);
  }

  handleConnection(socket: ChatSocket): void {
    this.connections.open(socket, CLIENT_EVENTS);
  }

  handleDisconnect(socket: ChatSocket): void {
    this.typing.stopAll(socket);
  }

  @SubscribeMessage('join_room')
  async join(
    @ConnectedSocket() socket: ChatSocket,
    @MessageBody() data: unknown,
  ): Promise<Success<JoinResult>> {
    return success(await this.membership.join(socket, roomOf(data)));
  }

  @SubscribeMessage('leave_room')
  async leave(@ConnectedSocket() socket: ChatSocket, @MessageBody() data: unknown): Promise<RoomAnswer> {
    const roomId = roomOf(data);
    if (!socket.rooms.has(roomChannel(roomId))) await this.membership.assertAccess(socket, roomId);
    this.typing.stop(socket, roomId);
    await socket.leave(roomChannel(roomId));
    return success({ room_id: roomId });
  }

  @SubscribeMessage('typing_start')
  async startTyping(
    @ConnectedSocket() socket: ChatSocket,
    @MessageBody() data: unknown,
  ): Promise<RoomAnswer> {
    const roomId = await this.joinedRoom(socket, data);
    this.typing.start(socket, roomId);
    return success({ room_id: roomId });
  }

  @SubscribeMessage('typing_stop')
  async stopTyping(@ConnectedSocket() socket: ChatSocket, @MessageBody() data: unknown): Promise<RoomAnswer> {
    const roomId = await this.joinedRoom(socket, data);
    this.typing.stop(socket, roomId);
    return success({ room_id: roomId });
  }

  @SubscribeMessage('authenticate')
  async authenticate(
    @ConnectedSocket() socket: ChatSocket,
    @MessageBody() data: unknown,
  ): Promise<Success<{ expires_at: string }>> {
    const { token } = validateInput(AuthenticateEventDto, data);
    const expiresAt = await this.connections.renew(socket, token);
    return success({ expires_at: expiresAt.toISOString() });
  }

  /** @throws AppError ROOM_NOT_JOINED, after the refusals that any room gives to one without access */
  private async joinedRoom(socket: ChatSocket, data: unknown): Promise<string> {
    const roomId = roomOf(data);
    if (socket.rooms.has(roomChannel(roomId))) return roomId;
    await this.membership.assertAccess(socket, roomId);
    throw new AppError('ROOM_NOT_JOINED');
  }
}

/** Room events take the id alone too: the reference's own example sends it so. */
const roomOf = (data: unknown): string =>
  validateInput(RoomEventDto, typeof data === 'string' ? { roomId: data } : data).roomId;
