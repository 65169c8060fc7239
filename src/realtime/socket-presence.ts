import { Injectable } from '@nestjs/common';
import { EventBus } from '../events/index.js';
import { Attendees, PresenceChanged, RoomEntered, RoomLeft } from '../presence/index.js';
import {
  isPresenceChannel,
  isRoomChannel,
  presenceChannel,
  roomChannel,
  roomOfChannel,
  userChannel,
} from './channels.js';
import type { ChatServer, ChatSocket, JoinedRoom } from './socket.types.js';

/** The channels on which a socket hears of the people of both galleries of its rooms. */
export const presenceChannelsOf = (rooms: JoinedRoom[]): string[] => [
  ...new Set(rooms.flatMap(({ galleryIds }) => galleryIds.map(presenceChannel))),
];

/**
 * Follows the sockets of this node: says where their people are, and tells each socket of the people it shares a room
 * with. Whichever way a socket leaves a room (by itself, because the room was deleted on any node, with its
 * connection), it ends here.
 */
@Injectable()
export class SocketPresence {
  private readonly followed = new Set<ChatSocket>();

  constructor(
    private readonly attendees: Attendees,
    private readonly events: EventBus,
  ) {}

  start(server: ChatServer): void {
    const { adapter, sockets } = server.sockets;
    adapter.on('leave-room', (channel: string, id: string) => {
      const socket = isRoomChannel(channel) ? sockets.get(id) : undefined;
      if (socket !== undefined) this.leave(socket, roomOfChannel(channel));
    });
    this.events.on(PresenceChanged, ({ userId, galleryId, status, lastSeenAt }) => {
      server
        .to(presenceChannel(galleryId))
        .except(userChannel(userId))
        .emit('presence', { userId, galleryId, status, lastSeenAt: lastSeenAt.toISOString() });
    });
    const toOthers = (event: 'user_joined' | 'user_left', { roomId, userId }: RoomEntered): void => {
      server.to(roomChannel(roomId)).except(userChannel(userId)).emit(event, { roomId, userId });
    };
    this.events.on(RoomEntered, (person) => toOthers('user_joined', person));
    this.events.on(RoomLeft, (person) => toOthers('user_left', person));
  }

  /** @param rooms those that a recovered socket is in from the start */
  open(socket: ChatSocket, rooms: JoinedRoom[]): void {
    const { userId, galleryId } = socket.data.principal;
    this.followed.add(socket);
    socket.once('disconnecting', () => this.close(socket));
    this.attendees.connected(userId, galleryId);
    for (const room of rooms) this.enter(socket, room);
  }

  /** After the socket has joined the room's channel. A socket that is out of it again is not in the room. */
  enter(socket: ChatSocket, room: JoinedRoom): void {
    const { rooms, principal } = socket.data;
    const isIn = socket.rooms.has(roomChannel(room.roomId));
    if (!isIn || rooms.some(({ roomId }) => roomId === room.roomId)) return;
    rooms.push(room);
    void socket.join(presenceChannelsOf([room]));
    this.attendees.entered(principal.userId, room.roomId);
  }

  private close(socket: ChatSocket): void {
    const { principal, rooms } = socket.data;
    // Its channels are left after this; by then it is known to be gone, which is another thing than leaving.
    this.followed.delete(socket);
    for (const { roomId } of rooms) this.attendees.cutOff(principal.userId, roomId);
    this.attendees.disconnected(principal.userId, principal.galleryId);
  }

  private leave(socket: ChatSocket, roomId: string): void {
    const { principal, rooms } = socket.data;
    if (!this.followed.has(socket) || !rooms.some((room) => room.roomId === roomId)) return;
    socket.data.rooms = rooms.filter((room) => room.roomId !== roomId);
    const heard = new Set(presenceChannelsOf(socket.data.rooms));
    for (const channel of socket.rooms) {
      if (isPresenceChannel(channel) && !heard.has(channel)) void socket.leave(channel);
    }
    this.attendees.left(principal.userId, roomId);
  }
}
