import { ForbiddenException, Injectable, NotFoundException } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { ChatGateway } from './chat.gateway.js';
import { Message, Room, User } from './entities.js';

/** Find, check, save, reload, emit: the way that tutorials show. */
@Injectable()
export class MessagesService {
  constructor(
    @InjectRepository(Room) private readonly rooms: Repository<Room>,
    @InjectRepository(Message) private readonly messages: Repository<Message>,
    private readonly gateway: ChatGateway,
  ) {}

  async send(roomId: string, sender: User, content: string): Promise<Message> {
    const room = await this.rooms.findOne({
      where: { id: roomId },
      relations: { buyer: true, seller: true },
    });
    if (room === null) throw new NotFoundException();
    if (room.buyer.id !== sender.id && room.seller.id !== sender.id) throw new ForbiddenException();
    const { id } = await this.messages.save(this.messages.create({ room, sender, content }));
    room.lastMessage = content;
    room.lastMessageAt = new Date();
    await this.rooms.save(room);
    const message = await this.messages.findOneOrFail({
      where: { id },
      relations: { sender: true, room: true },
    });
    this.gateway.server.to(roomId).emit('newMessage', message);
    return message;
  }
}
