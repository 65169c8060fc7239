import { Column, Entity, PrimaryColumn } from 'typeorm';

/** An emoji that a person set under a message. */
@Entity('chat_message_reactions')
export class MessageReaction {
  @PrimaryColumn('uuid')
  message_id!: string;

  @PrimaryColumn('uuid')
  user_id!: string;

  @PrimaryColumn('varchar', { length: 32 })
  emoji!: string;

  /** The room's change with which it came: the order of reactions. */
  @Column('integer')
  rev!: number;

  @Column('timestamptz')
  created_at!: Date;
}
