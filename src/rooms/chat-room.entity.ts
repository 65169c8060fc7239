import { Column, CreateDateColumn, Entity, PrimaryColumn, UpdateDateColumn } from 'typeorm';
import type { RoomType } from '../contracts/index.js';

/** A conversation of two galleries about one subject. */
@Entity('chat_rooms')
export class ChatRoom {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('varchar', { length: 20 })
  room_type!: RoomType;

  @Column('uuid', { nullable: true })
  offer_id!: string | null;

  @Column('uuid', { nullable: true })
  vehicle_id!: string | null;

  /** The side that opened the room. */
  @Column('uuid')
  gallery_a_id!: string;

  @Column('uuid')
  gallery_b_id!: string;

  @Column('boolean', { default: true })
  is_active!: boolean;

  @Column('timestamptz', { nullable: true })
  closed_at!: Date | null;

  @Column('timestamptz', { nullable: true })
  last_message_at!: Date | null;

  @Column('varchar', { length: 100, nullable: true })
  last_message_preview!: string | null;

  /** The number of the oldest message that is kept; behind `last_seq` when none is. */
  @Column('integer', { default: 1 })
  first_seq!: number;

  /** The number of the newest message. */
  @Column('integer', { default: 0 })
  last_seq!: number;

  /** Messages of gallery b that gallery a has not read. */
  @Column('integer', { default: 0 })
  unread_a!: number;

  @Column('integer', { default: 0 })
  unread_b!: number;

  /** How often messages of the room were changed after they were sent. */
  @Column('integer', { default: 0 })
  rev!: number;

  @CreateDateColumn({ type: 'timestamptz' })
  created_at!: Date;

  @UpdateDateColumn({ type: 'timestamptz' })
  updated_at!: Date;
}
