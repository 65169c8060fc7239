import { UseFilters } from '@nestjs/common';
import { ConnectedSocket, MessageBody, SubscribeMessage, WebSocketGateway } from '@nestjs/websockets';
import { describeError, validateInput } from '../common/index.js';
import {
  success,
  type MessageView,
  type ReadResult,
  type Success,
  type SyncAnswer,
} from '../contracts/index.js';
import { EditsService } from '../edits/index.js';
import { MessageSender, SyncService } from '../messages/index.js';
import { PinsService } from '../pins/index.js';
import { ReactionsService } from '../reactions/index.js';
import { ReadReceiptsService } from '../read-receipts/index.js';
import { AckExceptionFilter } from './ack-exception.filter.js';
import {
  ForwardMessageEventDto,
  MarkReadEventDto,
  MessageEventDto,
  ReactionEventDto,
  SendMessageEventDto,
  SyncEventDto,
  UpdateMessageEventDto,
} from './dto/events.dto.js';
import type { ChatSocket } from './socket.types.js';

/** The events about messages: checks their form, hands them to the services, and answers through the ack. */
@WebSocketGateway()
@UseFilters(AckExceptionFilter)
export class MessagesGateway {
  constructor(
    private readonly messages: MessageSender,
    private readonly receipts: ReadReceiptsService,
    private readonly edits: EditsService,
    private readonly reactions: ReactionsService,
    private readonly pins: PinsService,
    private readonly syncing: SyncService,
  ) {}

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
    const { roomId, messageId } = validateInput(MessageEventDto, data);
    return success(await this.edits.delete(socket.data.principal, roomId, messageId));
  }

  @SubscribeMessage('forward_message')
  async forward(
    @ConnectedSocket() socket: ChatSocket,
    @MessageBody() data: unknown,
  ): Promise<Success<MessageView>> {
    const { roomId, messageId, ...request } = validateInput(ForwardMessageEventDto, data);
    const { message } = await this.messages.forward(socket.data.principal, roomId, messageId, request);
    return success(message);
  }

  @SubscribeMessage('add_reaction')
  async react(
    @ConnectedSocket() socket: ChatSocket,
    @MessageBody() data: unknown,
  ): Promise<Success<MessageView>> {
    const { roomId, messageId, emoji } = validateInput(ReactionEventDto, data);
    return success(await this.reactions.add(socket.data.principal, roomId, messageId, emoji));
  }

  @SubscribeMessage('remove_reaction')
  async unreact(
    @ConnectedSocket() socket: ChatSocket,
    @MessageBody() data: unknown,
  ): Promise<Success<MessageView>> {
    const { roomId, messageId, emoji } = validateInput(ReactionEventDto, data);
    return success(await this.reactions.remove(socket.data.principal, roomId, messageId, emoji));
  }

  @SubscribeMessage('pin_message')
  async pin(
    @ConnectedSocket() socket: ChatSocket,
    @MessageBody() data: unknown,
  ): Promise<Success<MessageView>> {
    const { roomId, messageId } = validateInput(MessageEventDto, data);
    return success(await this.pins.pin(socket.data.principal, roomId, messageId));
  }

  @SubscribeMessage('unpin_message')
  async unpin(
    @ConnectedSocket() socket: ChatSocket,
    @MessageBody() data: unknown,
  ): Promise<Success<MessageView>> {
    const { roomId, messageId } = validateInput(MessageEventDto, data);
    return success(await this.pins.unpin(socket.data.principal, roomId, messageId));
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
}
