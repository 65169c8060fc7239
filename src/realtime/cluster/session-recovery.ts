import { Injectable, Logger } from '@nestjs/common';
import { RoomHeads } from '../../rooms/index.js';
import { galleryChannel, isRoomChannel, roomChannel, roomOfChannel, userChannel } from '../channels.js';
import { presenceChannelsOf, SocketPresence } from '../socket-presence.js';
import type { ChatSocket, JoinedRoom, SocketData } from '../socket.types.js';
import { BroadcastStream } from './broadcast-stream.js';
import { announceHead } from './head-announcer.js';
import { KeptSessions } from './kept-sessions.js';
import type { RecentPacket } from './recent-packets.js';
import { isEntryId } from './stream-entries.js';

/** Clients beyond these start anew: a crowd that comes back at once must not keep the node from everything else. */
const MAX_UNDER_WAY = 20;

/** Characters of what a client missed, about; who missed more asks `sync`, which comes in parts. A connection is cut off at 4 MB. */
const MAX_MISSED = 1_000_000;

/** A session that a socket has taken up again. */
interface Claim {
  /** The last broadcast that the client got. */
  offset: string;
  rooms: JoinedRoom[];
  /** Rooms that its gallery may not see any more. */
  gone: Set<string>;
}

/**
 * Gives a client that lost its connection what it missed, and its rooms, when it comes back soon enough. Socket.IO does
 * this before its middleware knows who comes; here it happens after the new handshake was authenticated, and with the
 * rights of that handshake. Whoever is not recovered simply starts anew.
 */
@Injectable()
export class SessionRecovery {
  private readonly logger = new Logger(SessionRecovery.name);
  private readonly claims = new WeakMap<ChatSocket, Claim>();
  private underWay = 0;

  constructor(
    private readonly sessions: KeptSessions,
    private readonly stream: BroadcastStream,
    private readonly heads: RoomHeads,
    private readonly presence: SocketPresence,
  ) {}

  /** Keeps what a socket had whose connection broke. */
  readonly keep = (session: { pid: string; rooms: string[]; data: unknown }): void => {
    const { userId, galleryId } = (session.data as SocketData).principal;
    const rooms = session.rooms.filter(isRoomChannel).map(roomOfChannel);
    this.sessions.keep(session.pid, { userId, galleryId, rooms });
  };

  /** A Socket.IO middleware, behind authentication: finds out whether the socket goes on where another one ended. */
  readonly middleware = (socket: ChatSocket, next: () => void): void => {
    const { pid, offset } = socket.handshake.auth;
    const possible = this.stream.enabled && isEntryId(offset) && this.stream.recent.covers(offset);
    if (!possible || this.underWay >= MAX_UNDER_WAY) {
      next();
      return;
    }
    this.underWay += 1;
    this.claim(socket, pid, offset)
      .catch((error: unknown) => this.logger.warn({ err: error }, 'A session could not be recovered'))
      .finally(() => {
        this.underWay -= 1;
        next();
      });
  };

  /**
   * Joins the socket to its channels and, when it was recovered, gives it what it missed. All in one go: nothing can be
   * broadcast in between, so that nothing is missed or comes twice.
   */
  resume(socket: ChatSocket): void {
    const claim = this.claims.get(socket);
    const rooms = claim?.rooms ?? [];
    const roomIds = rooms.map(({ roomId }) => roomId);
    const channels = [...channelsOf(socket, roomIds), ...presenceChannelsOf(rooms)];
    void socket.join(channels);
    this.presence.open(socket, rooms);
    if (claim === undefined) return;
    const packets = this.missed(claim.offset, channels);
    if (!this.stream.recent.covers(claim.offset) || isTooMuch(packets)) {
      // What it missed was forgotten in this moment, or has become too much. It comes back, and starts anew.
      socket.conn.close();
      return;
    }
    for (const packet of packets) {
      if (!isOfGoneRoom(packet, claim.gone)) send(socket, packet);
    }
    this.confirm(socket, roomIds).catch(() => socket.conn.close());
  }

  private async claim(socket: ChatSocket, pid: unknown, offset: string): Promise<void> {
    const { principal } = socket.data;
    const session = await this.sessions.find(pid, principal);
    if (session === undefined) return;
    const packets = this.missed(offset, channelsOf(socket, session.rooms));
    if (isTooMuch(packets)) return;
    const asked = [...new Set([...session.rooms, ...packets.flatMap(roomsOf)])];
    const visible = await this.visible(asked, principal.galleryId);
    const gone = new Set(asked.filter((id) => !visible.has(id)));
    const rooms = session.rooms.flatMap((id) => visible.get(id) ?? []);
    if (!(await this.sessions.take(String(pid)))) return;
    this.claims.set(socket, { offset, rooms, gone });
    // So the client learns that it was recovered: its private id stays the same.
    Object.assign(socket, { pid, recovered: true });
  }

  private missed(offset: string, channels: string[]): RecentPacket[] {
    return this.stream.recent.since(offset, new Set(channels));
  }

  private async visible(rooms: string[], galleryId: string): Promise<Map<string, JoinedRoom>> {
    const heads = await this.heads.find(rooms);
    const visible = heads.filter(
      (head) => head.is_active && [head.gallery_a_id, head.gallery_b_id].includes(galleryId),
    );
    return new Map(
      visible.map(({ id, gallery_a_id, gallery_b_id }) => [
        id,
        { roomId: id, galleryIds: [gallery_a_id, gallery_b_id] },
      ]),
    );
  }

  /**
   * Tells where its rooms stand, in case that something got lost on its way to this node; and closes those that were
   * deleted while it joined.
   */
  private async confirm(socket: ChatSocket, rooms: string[]): Promise<void> {
    for (const head of await this.heads.find(rooms)) announceHead(socket.nsp.local, head, socket.id);
  }
}

const channelsOf = ({ data: { principal } }: ChatSocket, rooms: string[]): string[] => [
  galleryChannel(principal.galleryId),
  userChannel(principal.userId),
  ...rooms.map(roomChannel),
];

const isTooMuch = (packets: RecentPacket[]): boolean =>
  packets.reduce((total, { size }) => total + size, 0) > MAX_MISSED;

const roomsOf = ({ channels }: RecentPacket): string[] => channels.filter(isRoomChannel).map(roomOfChannel);

/** That a room was closed is the one thing to tell of it. */
const isOfGoneRoom = (packet: RecentPacket, gone: ReadonlySet<string>): boolean =>
  packet.data[0] !== 'room_closed' && roomsOf(packet).some((id) => gone.has(id));

/** As the broadcast would have been: its id follows the arguments, for the next time. */
function send(socket: ChatSocket, { id, data }: RecentPacket): void {
  (socket.emit as (...args: unknown[]) => boolean).call(socket, ...data, id);
}
