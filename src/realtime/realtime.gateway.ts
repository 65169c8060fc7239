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
import { AppError, describeError, validateInput } from '../common/index.js';
import {
  success,
  type ClientEvent,
  type JoinResult,
  type MessageView,
  type ReadResult,
  type Success,
  type SyncAnswer,
} from '../contracts/index.js';
import { EditsService } from '../edits/index.js';
import { MessageSender, SyncService } from '../messages/index.js';
import { ReadReceiptsService } from '../read-receipts/index.js';
import { AckExceptionFilter } from './ack-exception.filter.js';
import { roomChannel } from './channels.js';
import { Connections } from './connections.js';
import {
  AuthenticateEventDto,
  DeleteMessageEventDto,
  MarkReadEventDto,
  RoomEventDto,
  SendMessageEventDto,
  SyncEventDto,
  UpdateMessageEventDto,
} from './dto/events.dto.js';
import { RoomMembership } from './room-membership.js';
import type { ChatServer, ChatSocket } from './socket.types.js';
import { Typing } from './typing.js';

type RoomAnswer = Success<{ room_id: string }>;

/** The events that clients may emit: each has a handler below. */
const CLIENT_EVENTS: ReadonlySet<string> = new Set<ClientEvent>([
  'join_room',
  'leave_room',
  'typing_start',
  'typing_stop',
  'send_message',
  'mark_read',
  'update_message',
  'delete_message',
  'sync',
  'authenticate',
]);

/** Checks the form of client events, hands them to the services, and answers through the ack. */
@WebSocketGateway()
@UseFilters(AckExceptionFilter)
export class RealtimeGateway
  implements OnGatewayInit<ChatServer>, OnGatewayConnection<ChatSocket>, OnGatewayDisconnect<ChatSocket>
{
  constructor(
    private readonly connections: Connections,
    private readonly membership: RoomMembership,
    private readonly typing: Typing,
    private readonly messages: MessageSender,
    private readonly receipts: ReadReceiptsService,
    private readonly edits: EditsService,
    private readonly syncing: SyncService,
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

  @SubscribeMessage('send_message')
  async send(
    @ConnectedSocket() socket: ChatSocket,
    @MessageBody() data: unknown,
  ): Promise<Success<MessageView>> {
    const { roomId, ...request } = validateInput(SendMessageEventDto, data);
    const { message } = await this.messages.send(socket.data.principal, roomId, request);
    return success(message);
  }

  @SubscribeMessage('mark_read')
  async markRead(
    @ConnectedSocket() socket: ChatSocket,
    @MessageBody() data: unknown,
  ): Promise<Success<ReadResult>> {
    const { roomId, messageId } = validateInput(MarkReadEventDto, data);
    const { principal } = socket.data;
    return success(
      await (messageId
        ? this.receipts.markOne(roomId, principal, messageId)
        : this.receipts.markAll(roomId, principal)),
    );
  }

  @SubscribeMessage('update_message')
  async update(
    @ConnectedSocket() socket: ChatSocket,
    @MessageBody() data: unknown,
  ): Promise<Success<MessageView>> {
    const { roomId, messageId, content } = validateInput(UpdateMessageEventDto, data);
    return success(await this.edits.edit(socket.data.principal, roomId, messageId, content));
  }

  @SubscribeMessage('delete_message')
  async delete(
    @ConnectedSocket() socket: ChatSocket,
    @MessageBody() data: unknown,
  ): Promise<Success<MessageView>> {
    const { roomId, messageId } = validateInput(DeleteMessageEventDto, data);
    return success(await this.edits.delete(socket.data.principal, roomId, messageId));
  }

  @SubscribeMessage('sync')
  async sync(
    @ConnectedSocket() socket: ChatSocket,
    @MessageBody() data: unknown,
  ): Promise<Success<SyncAnswer[]>> {
    const { rooms } = validateInput(SyncEventDto, data);
    const { principal, locale } = socket.data;
    const answers = await this.syncing.sync(principal, rooms);
    return success(
      answers.map((answer) =>
        'refusal' in answer
          ? { room_id: answer.room_id, error: describeError(answer.refusal, locale) }
          : answer,
      ),
    );
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
