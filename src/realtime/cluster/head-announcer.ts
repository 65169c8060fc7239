import type { RoomHead } from '../../rooms/index.js';
import { galleryChannel, roomChannel } from '../channels.js';
import type { ChatNamespace, ChatServer } from '../socket.types.js';

/** Who hears of a room. */
export const channelsOf = ({ id, gallery_a_id, gallery_b_id }: RoomHead): string[] => [
  roomChannel(id),
  galleryChannel(gallery_a_id),
  galleryChannel(gallery_b_id),
];

/**
 * Tells where a room stands, so that a client that is behind asks for the rest.
 * @param server all nodes' sockets, or this node's only
 * @param only one socket's id; all that hear of the room, when absent
 */
export function announceHead(
  server: ChatServer | ChatServer['local'] | ChatNamespace,
  head: RoomHead,
  only?: string,
): void {
  const to = server.to(only ?? channelsOf(head));
  if (head.is_active) {
    to.emit('room_head', { roomId: head.id, lastSeq: head.last_seq, rev: head.rev });
  } else {
    const channel = roomChannel(head.id);
    to.emit('room_closed', { roomId: head.id });
    server.in(only ?? channel).socketsLeave(channel);
  }
}
