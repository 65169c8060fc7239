import { Injectable } from '@nestjs/common';
import { EventBus } from '../events/index.js';
import { MessageChanged, MessageSent } from '../messages/index.js';
import { MessagesRead } from '../read-receipts/index.js';
import { RoomChanged, RoomClosed, RoomOpened, toRoomView, type RoomRow } from '../rooms/index.js';
import { galleryChannel, roomChannel } from './channels.js';
import { CatchUp } from './cluster/catch-up.js';
import { ClosedRooms } from './cluster/closed-rooms.js';
import { UncertainRooms } from './cluster/uncertain-rooms.js';
import { RoomUpdates } from './room-updates.js';
import { SocketPresence } from './socket-presence.js';
import type { ChatServer } from './socket.types.js';

/** Carries what has happened to the sockets that it concerns. */
@Injectable()
export class Broadcaster {
  constructor(
    private readonly events: EventBus,
    private readonly roomUpdates: RoomUpdates,
    private readonly catchUp: CatchUp,
    private readonly closedRooms: ClosedRooms,
    private readonly uncertainRooms: UncertainRooms,
    private readonly presence: SocketPresence,
  ) {}

  start(server: ChatServer): void {
    this.catchUp.start(server);
    this.closedRooms.start(server);
    this.uncertainRooms.start(server);
    this.presence.start(server);
    this.events.on(MessageSent, ({ message, recipientGalleryId }) => {
      // One emit to both channels: Socket.IO sends it once to a socket that is in both.
      server
        .to([roomChannel(message.room_id), galleryChannel(recipientGalleryId)])
        .emit('new_message', { roomId: message.room_id, message });
    });
    this.events.on(MessagesRead, ({ read, galleryIds }) => {
      server.to([roomChannel(read.roomId), ...galleryIds.map(galleryChannel)]).emit('messages_read', read);
    });
    this.events.on(MessageChanged, ({ change, galleryIds }) => {
      const event = change.message.deleted_at === null ? 'message_updated' : 'message_deleted';
      server.to([roomChannel(change.roomId), ...galleryIds.map(galleryChannel)]).emit(event, change);
    });
    this.events.on(RoomOpened, ({ room }) => this.toBothSides(server, 'room_created', room));
    this.events.on(RoomChanged, ({ roomId }) =>
      this.roomUpdates.changed(roomId, (room) => this.toBothSides(server, 'room_updated', room)),
    );
    this.events.on(RoomClosed, ({ roomId, galleryIds }) => {
      // First, on every node: who hears that the room is closed can do nothing in it any more. Both sides hear it as galleries.
      server.socketsLeave(roomChannel(roomId));
      server.to(galleryIds.map(galleryChannel)).emit('room_closed', { roomId });
    });
  }

  /** Each side sees the room with its own unread count. */
  private toBothSides(server: ChatServer, event: 'room_created' | 'room_updated', room: RoomRow): void {
    for (const galleryId of [room.gallery_a_id, room.gallery_b_id]) {
      server.to(galleryChannel(galleryId)).emit(event, { room: toRoomView(room, galleryId) });
    }
  }
}
