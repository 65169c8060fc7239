import { Injectable } from '@nestjs/common';
import type { RoomType, UnreadTotals } from '../contracts/index.js';
import { Database, type Statement } from '../database/index.js';
import type { ChatRoom } from './chat-room.entity.js';
import type { RoomRow } from './room-view.js';
import type { RoomCursor } from './room-cursor.js';
import * as sql from './rooms.statements.js';

export interface RoomFilter {
  type: RoomType | null;
  unreadOnly: boolean;
}

/** What a room is about, and between whom. */
export interface RoomSubject {
  roomType: RoomType;
  offerId: string | null;
  vehicleId: string | null;
  galleryA: string;
  galleryB: string;
}

export interface OfferParties {
  vehicle_id: string | null;
  buyer_gallery_id: string | null;
  seller_gallery_id: string | null;
}

/** SQL over `chat_rooms`, and over the marketplace's tables where a room's subject is looked up. */
@Injectable()
export class RoomsRepository {
  constructor(private readonly database: Database) {}

  /** The room itself, whoever asks and whether or not it is active. */
  async findById(roomId: string): Promise<ChatRoom | null> {
    const [room] = await this.database.query<ChatRoom>(sql.FIND_BY_ID, [roomId]);
    return room ?? null;
  }

  /** The room with its names. */
  async findRow(roomId: string): Promise<RoomRow | undefined> {
    const [row] = await this.database.query<RoomRow>(sql.FIND, [roomId]);
    return row;
  }

  /** Active rooms of a gallery, newest activity first, from behind `cursor` on. */
  list(
    galleryId: string,
    { type, unreadOnly }: RoomFilter,
    cursor: RoomCursor,
    limit: number,
  ): Promise<(RoomRow & { activity: string })[]> {
    const values = [galleryId, cursor.activity, cursor.id, type, unreadOnly, limit];
    return this.database.query<RoomRow & { activity: string }>(sql.LIST, values);
  }

  async unreadTotals(galleryId: string): Promise<UnreadTotals> {
    const [totals] = await this.database.query<UnreadTotals>(sql.UNREAD_TOTALS, [galleryId]);
    return totals ?? { total: 0, rooms: 0 };
  }

  /** @returns whether the room was made; false when an active room stands for the subject already */
  async insert(id: string, subject: RoomSubject): Promise<boolean> {
    const { roomType, offerId, vehicleId, galleryA, galleryB } = subject;
    const rows = await this.database.query(sql.INSERT, [
      id,
      roomType,
      offerId,
      vehicleId,
      galleryA,
      galleryB,
    ]);
    return rows.length > 0;
  }

  /** The id of the subject's active room. */
  async findActive(subject: RoomSubject): Promise<string | undefined> {
    const [statement, values] = activeRoomOf(subject);
    const [row] = await this.database.query<{ id: string }>(statement, values);
    return row?.id;
  }

  /** @returns the two galleries, or undefined when there was no such active room of this gallery */
  async close(roomId: string, galleryId: string): Promise<[string, string] | undefined> {
    const [row] = await this.database.query<ChatRoom>(sql.CLOSE, [roomId, galleryId]);
    return row && [row.gallery_a_id, row.gallery_b_id];
  }

  async findOffer(offerId: string): Promise<OfferParties | undefined> {
    const [offer] = await this.database.query<OfferParties>(sql.FIND_OFFER, [offerId]);
    return offer;
  }

  /** The gallery that a vehicle belongs to. */
  async findVehicle(vehicleId: string): Promise<{ gallery_id: string | null } | undefined> {
    const [vehicle] = await this.database.query<{ gallery_id: string | null }>(sql.FIND_VEHICLE, [vehicleId]);
    return vehicle;
  }

  async galleryExists(galleryId: string): Promise<boolean> {
    const rows = await this.database.query(sql.FIND_GALLERY, [galleryId]);
    return rows.length > 0;
  }
}

function activeRoomOf({
  roomType,
  offerId,
  vehicleId,
  galleryA,
  galleryB,
}: RoomSubject): [Statement, unknown[]] {
  switch (roomType) {
    case 'offer':
      return [sql.FIND_ACTIVE_OFFER, [offerId]];
    case 'vehicle':
      return [sql.FIND_ACTIVE_VEHICLE, [vehicleId, galleryA, galleryB]];
    case 'support':
      return [sql.FIND_ACTIVE_SUPPORT, [galleryA, galleryB]];
  }
}
