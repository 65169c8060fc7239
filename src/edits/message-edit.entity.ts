import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What a message said before it was edited. */
@Entity('chat_message_edits')
export class MessageEdit {
  @PrimaryColumn('uuid')
  message_id!: string;

  /** 1 is what was sent. */
  @PrimaryColumn('integer')
  version!: number;

  @Column('text', { nullable: true })
  content!: string | null;

  @Column('timestamptz')
  written_at!: Date;

  @Column('timestamptz')
  replaced_at!: Date;
}
