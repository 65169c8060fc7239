import { Injectable } from '@nestjs/common';
import type { Principal } from '../auth/index.js';
import { AppError } from '../common/index.js';
import type { FileKind, Reaction, ReplyPreview } from '../contracts/index.js';
import {
  byteaArray,
  Database,
  isForeignKeyViolation,
  isUniqueViolation,
  textArray,
  uuidArray,
  type Statement,
} from '../database/index.js';
import type { JobName } from '../jobs/index.js';
import type { StoredFile } from '../uploads/index.js';
import { roomRowOf, type RoomRow, type RoomRowJson } from '../rooms/index.js';
import type { ChatMessage } from './chat-message.entity.js';
import type { NewMessage } from './message-draft.js';
import * as sql from './messages.statements.js';
import { plainRow } from './plain-row.js';

/** What a message answers, as JSON of PostgreSQL: its time is text. */
export type RepliedRow = Omit<ReplyPreview, 'excerpt'> & { text: string | null };

/** A message with its sender's name, what it answers, and the emoji under it. */
export type MessageRow = ChatMessage & {
  first_name: string | null;
  last_name: string | null;
  reply_to: RepliedRow | null;
  reactions: Reaction[] | null;
};

/** A message on its way into a room. */
export interface Sending {
  roomId: string;
  sender: Principal;
  message: NewMessage;
}

export type SentRow = MessageRow & { gallery_a_id: string; gallery_b_id: string };

/** What is known of a message only once it is stored. */
type SentTogether = Pick<
  SentRow,
  'id' | 'seq' | 'created_at' | 'gallery_a_id' | 'gallery_b_id' | 'first_name' | 'last_name'
>;

/** A part of a room's history, oldest first, and the room's newest number in the same snapshot. */
export interface HistorySlice {
  /** The number of the oldest message that is kept. */
  firstSeq: number;
  lastSeq: number;
  rows: MessageRow[];
}

/** What is new and what was changed in a room, in one snapshot. */
export interface ChangedSlice {
  firstSeq: number;
  lastSeq: number;
  rev: number;
  readUpTo: Record<string, number>;
  added: MessageRow[];
  changed: MessageRow[];
}

type ChangedRow = {
  room_first_seq: number;
  room_last_seq: number;
  room_rev: number;
  gallery_a_id: string;
  gallery_b_id: string;
  a_read_up_to: number;
  b_read_up_to: number;
} & (MessageRow | { id: null });

/** A room and its newest messages, oldest first, in one snapshot. */
export interface OpenedRoom {
  room: RoomRow;
  rows: MessageRow[];
}

type OpenedRow = { room: RoomRowJson | null } & (MessageRow | { id: null });

type HistoryRow = { room_first_seq: number; room_last_seq: number } & (MessageRow | { id: null });

/** Every file is looked into once its message stands, and before that checked, where there is a scanner. */
const jobFor = ({ unchecked }: StoredFile): JobName => (unchecked ? 'scan-file' : 'process-media');
const LOOK_AT_LINK: JobName = 'preview-link';

/** SQL over `chat_messages`. */
@Injectable()
export class MessagesRepository {
  constructor(private readonly database: Database) {}

  /**
   * Stores a message under the room's next number.
   * @param hasLink whether there is a link to be looked at once it stands
   * @returns the row; 'refused' when the room or the request does not allow it; 'repeated' when the sender has used
   *   the client message id in this room before (nothing was stored and no number taken)
   * @throws AppError ROOM_BUSY, SERVICE_UNAVAILABLE, UNAUTHORIZED when the sender has just vanished from the users
   */
  async send(
    { roomId, sender, message }: Sending,
    hasLink = false,
  ): Promise<SentRow | 'refused' | 'repeated'> {
    const { file } = message;
    const values = [
      roomId,
      message.id,
      sender.userId,
      sender.galleryId,
      message.messageType,
      message.content,
      message.metadata === null ? null : JSON.stringify(message.metadata),
      message.clientMessageId,
      message.requestHash,
      message.preview,
      message.replyToId,
      file?.url ?? null,
      file?.name ?? null,
      file?.size ?? null,
      file?.type ?? null,
      message.forwardedId !== null,
      file?.unchecked === true ? 'checking' : null,
      file !== null ? jobFor(file) : hasLink ? LOOK_AT_LINK : null,
    ];
    try {
      const [row] = await this.database.query<SentRow>(sql.SEND, values);
      return row ?? 'refused';
    } catch (error) {
      if (isUniqueViolation(error, 'uq_chat_messages_client_message')) return 'repeated';
      // What it answers went while it waited for the room.
      if (isForeignKeyViolation(error, 'chat_messages_reply_to_id_fkey')) return 'refused';
      if (isForeignKeyViolation(error)) throw new AppError('UNAUTHORIZED', { cause: error });
      throw error;
    }
  }

  /**
   * Stores plain texts of different rooms together.
   * @returns the rows of those that were stored, by message id; whatever is missing is to be sent alone
   * @throws AppError SERVICE_UNAVAILABLE; the driver's error when nothing was stored because of one of them
   */
  async sendMany(sendings: Sending[]): Promise<Map<string, SentRow>> {
    const messages = sendings.map(({ message }) => message);
    const rows = await this.database.query<SentTogether>(sql.SEND_MANY, [
      uuidArray(sendings.map(({ roomId }) => roomId)),
      uuidArray(messages.map(({ id }) => id)),
      uuidArray(sendings.map(({ sender }) => sender.userId)),
      uuidArray(sendings.map(({ sender }) => sender.galleryId)),
      textArray(messages.map(({ messageType }) => messageType)),
      textArray(messages.map(({ content }) => content)),
      uuidArray(messages.map(({ clientMessageId }) => clientMessageId)),
      byteaArray(messages.map(({ requestHash }) => requestHash)),
      textArray(messages.map(({ preview }) => preview)),
    ]);
    const byId = new Map(rows.map((row) => [row.id, row]));
    const stored = new Map<string, SentRow>();
    for (const { roomId, sender, message } of sendings) {
      const row = byId.get(message.id);
      if (row !== undefined) stored.set(message.id, { ...plainRow(roomId, sender, message), ...row });
    }
    return stored;
  }

  /** The message that a sender stored under this client message id. */
  async findRepeated(
    roomId: string,
    senderId: string,
    clientMessageId: string,
  ): Promise<MessageRow | undefined> {
    const [row] = await this.database.query<MessageRow>(sql.FIND_REPEATED, [
      roomId,
      senderId,
      clientMessageId,
    ]);
    return row;
  }

  /** Each of these gives undefined when the gallery has no access to an active room of this id. */
  findOne(roomId: string, galleryId: string, messageId: string): Promise<HistorySlice | undefined> {
    return this.history(sql.FIND_ONE, [roomId, galleryId, messageId]);
  }

  open(roomId: string, galleryId: string, limit: number): Promise<OpenedRoom | undefined> {
    return this.opened(sql.OPEN, [roomId, galleryId, limit]);
  }

  /** Those of `ids` that were not deleted and stand in active rooms of the gallery, in no order. */
  findSome(galleryId: string, ids: string[]): Promise<MessageRow[]> {
    return this.database.query<MessageRow>(sql.FIND_SOME, [galleryId, ids]);
  }

  /** The one that was pinned last comes first. */
  findPinned(roomId: string, galleryId: string): Promise<HistorySlice | undefined> {
    return this.history(sql.FIND_PINNED, [roomId, galleryId]);
  }

  /** The newest files before a seq, the newest first. */
  findFiles(
    roomId: string,
    galleryId: string,
    kinds: readonly FileKind[],
    before: number,
    limit: number,
  ): Promise<HistorySlice | undefined> {
    return this.history(sql.FIND_FILES, [roomId, galleryId, textArray([...kinds]), before, limit]);
  }

  /** Page 1 is the newest window. */
  findPage(
    roomId: string,
    galleryId: string,
    page: number,
    limit: number,
  ): Promise<HistorySlice | undefined> {
    return this.history(sql.FIND_PAGE, [roomId, galleryId, page, limit]);
  }

  findAfter(
    roomId: string,
    galleryId: string,
    seq: number,
    limit: number,
  ): Promise<HistorySlice | undefined> {
    return this.history(sql.FIND_AFTER, [roomId, galleryId, seq, limit]);
  }

  findBefore(
    roomId: string,
    galleryId: string,
    seq: number,
    limit: number,
  ): Promise<HistorySlice | undefined> {
    return this.history(sql.FIND_BEFORE, [roomId, galleryId, seq, limit]);
  }

  /**
   * What is new behind `seq`, at most `limit` of it; when it is less than that, also what was changed after `rev`, again
   * `limit` at most. Undefined without access. New ones are ordered by seq, changed ones by rev.
   */
  async findSince(
    roomId: string,
    galleryId: string,
    seq: number,
    rev: number,
    limit: number,
  ): Promise<ChangedSlice | undefined> {
    const rows = await this.database.query<ChangedRow>(sql.FIND_SINCE, [roomId, galleryId, seq, rev, limit]);
    const [room] = rows;
    if (room === undefined) return undefined;
    const messages = rows.filter(isMessage);
    return {
      firstSeq: room.room_first_seq,
      lastSeq: room.room_last_seq,
      rev: room.room_rev,
      readUpTo: { [room.gallery_a_id]: room.a_read_up_to, [room.gallery_b_id]: room.b_read_up_to },
      added: messages.filter((row) => row.seq > seq).sort((one, other) => one.seq - other.seq),
      changed: messages.filter((row) => row.seq <= seq).sort((one, other) => one.rev - other.rev),
    };
  }

  /** These three are for who may read any room, and give undefined only when there is none of this id. */
  openAny(roomId: string, limit: number): Promise<OpenedRoom | undefined> {
    return this.opened(sql.OPEN_ANY, [roomId, limit]);
  }

  findAnyAfter(roomId: string, seq: number, limit: number): Promise<HistorySlice | undefined> {
    return this.history(sql.FIND_ANY_AFTER, [roomId, seq, limit]);
  }

  findAnyBefore(roomId: string, seq: number, limit: number): Promise<HistorySlice | undefined> {
    return this.history(sql.FIND_ANY_BEFORE, [roomId, seq, limit]);
  }

  private async opened(statement: Statement, values: unknown[]): Promise<OpenedRoom | undefined> {
    const found = await this.database.query<OpenedRow>(statement, values);
    const room = found.at(-1)?.room;
    return room ? { room: roomRowOf(room), rows: found.filter(isMessage) } : undefined;
  }

  private async history(statement: Statement, values: unknown[]): Promise<HistorySlice | undefined> {
    const rows = await this.database.query<HistoryRow>(statement, values);
    const [room] = rows;
    if (room === undefined) return undefined;
    return {
      firstSeq: room.room_first_seq,
      lastSeq: room.room_last_seq,
      rows: rows.filter(isMessage),
    };
  }
}

/** Whether the row has a message: a room without any gives one row with none. */
const isMessage = <Row extends { id: string | null }>(row: Row): row is Row & MessageRow => row.id !== null;
