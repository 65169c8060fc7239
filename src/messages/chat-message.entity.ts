import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';
import type { FileStatus, LinkPreview, MediaView, MessageType } from '../contracts/index.js';

/** As `MediaView`, but with the plain URL of the small picture. */
export interface MediaFacts extends MediaView {
  /** What was sent, where another file stands for it now; it stays until the links to it have ended. */
  original_url?: string;
}

@Entity('chat_messages')
export class ChatMessage {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid')
  room_id!: string;

  @Column('uuid')
  sender_id!: string;

  /** The side that the sender spoke for; a person may belong to several galleries. */
  @Column('uuid')
  sender_gallery_id!: string;

  /** 1, 2, 3 … in the room, in commit order, without gaps. */
  @Column('integer')
  seq!: number;

  @Column('uuid', { nullable: true })
  client_message_id!: string | null;

  /** SHA-256 of what the client asked for; tells a repeat from another message under the same `client_message_id`. */
  @Column('bytea', { nullable: true })
  request_hash!: Buffer | null;

  @Column('varchar', { length: 20 })
  message_type!: MessageType;

  @Column('text', { nullable: true })
  content!: string | null;

  /** The object's plain URL; answers carry a presigned one. */
  @Column('varchar', { length: 500, nullable: true })
  file_url!: string | null;

  @Column('varchar', { length: 255, nullable: true })
  file_name!: string | null;

  @Column('integer', { nullable: true })
  file_size!: number | null;

  @Column('varchar', { length: 100, nullable: true })
  file_type!: string | null;

  /** Why the file is not to be read; null when it is. */
  @Column('varchar', { length: 10, nullable: true })
  file_state!: Exclude<FileStatus, 'ready'> | null;

  @Column('jsonb', { nullable: true })
  media!: MediaFacts | null;

  @Column('uuid', { nullable: true })
  reply_to_id!: string | null;

  @Column('jsonb', { nullable: true })
  metadata!: Record<string, unknown> | null;

  @Column('jsonb', { nullable: true })
  link_preview!: LinkPreview | null;

  @Column('timestamptz', { nullable: true })
  read_at!: Date | null;

  @Column('uuid', { nullable: true })
  read_by!: string | null;

  @Column('timestamptz', { nullable: true })
  edited_at!: Date | null;

  @Column('timestamptz', { nullable: true })
  deleted_at!: Date | null;

  /** Passed on: it was said elsewhere first. */
  @Column('boolean', { default: false })
  forwarded!: boolean;

  /** How many reactions `chat_message_reactions` holds. */
  @Column('integer', { default: 0 })
  reaction_count!: number;

  @Column('timestamptz', { nullable: true })
  pinned_at!: Date | null;

  @Column('uuid', { nullable: true })
  pinned_by!: string | null;

  /** The room's count of changes when this message was changed last; 0 when it never was. */
  @Column('integer', { default: 0 })
  rev!: number;

  @CreateDateColumn({ type: 'timestamptz' })
  created_at!: Date;
}
