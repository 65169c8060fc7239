import { Injectable } from '@nestjs/common';
import { Database, uuidArray, type Statement } from '../database/index.js';
import type { MediaFacts } from '../messages/index.js';
import * as sql from './export.statements.js';

/** What a message has to do with a person. */
export interface Trace {
  id: string;
  room_id: string;
  seq: number;
  sent: boolean;
  read: boolean;
  read_at: Date | null;
  pinned: boolean;
  pinned_at: Date | null;
}

/** A message as it is exported, but for its file. */
export interface SentMessage {
  id: string;
  file_url: string | null;
  file_name: string | null;
  file_type: string | null;
  file_state: string | null;
  media: MediaFacts | null;
  [column: string]: unknown;
}

interface ReactionRow {
  message_id: string;
  emoji: string;
}

interface AuditRow {
  id: string;
}

/** Before every id. */
const FIRST = '00000000-0000-0000-0000-000000000000';
/** Rows of one statement: what a person wrote in one of them is held in memory. */
const PAGE = 1_000;
/** Rooms of one statement. */
const ROOMS = 200;

/** SQL that finds everything of a person, page by page. */
@Injectable()
export class ExportRepository {
  constructor(private readonly database: Database) {}

  /** Every message that they have sent, read or pinned. */
  async *traces(userId: string): AsyncGenerator<Trace[]> {
    let last: string | undefined = FIRST;
    while (last !== undefined) {
      const rows: (Trace & { last_id: string })[] = await this.database.query(sql.WALK, [userId, last, PAGE]);
      last = rows[0]?.last_id;
      yield rows.filter(({ id }: { id: string | null }) => id !== null);
    }
  }

  /** In the order of their ids. */
  sent(ids: string[]): Promise<SentMessage[]> {
    return this.database.query<SentMessage>(sql.FIND_SENT, [uuidArray(ids)]);
  }

  async *reactions(userId: string): AsyncGenerator<ReactionRow[]> {
    let last: ReactionRow | undefined = { message_id: FIRST, emoji: '' };
    while (last !== undefined) {
      const values: unknown[] = [userId, last.message_id, last.emoji, PAGE];
      const rows: ReactionRow[] = await this.database.query<ReactionRow>(sql.FIND_REACTIONS, values);
      last = rows.at(-1);
      yield rows;
    }
  }

  presence(userId: string): Promise<object[]> {
    return this.database.query(sql.FIND_PRESENCE, [userId]);
  }

  revocations(userId: string): Promise<object[]> {
    return this.database.query(sql.FIND_REVOCATIONS, [userId]);
  }

  /** What they have read of rooms that are not theirs. */
  audit(userId: string): AsyncGenerator<AuditRow[]> {
    return this.entries(sql.FIND_AUDIT, (behind) => [userId, behind, PAGE]);
  }

  /** What others have read of these rooms, without who it was. */
  async *readingsOf(roomIds: string[], userId: string): AsyncGenerator<AuditRow[]> {
    for (let first = 0; first < roomIds.length; first += ROOMS) {
      const rooms = uuidArray(roomIds.slice(first, first + ROOMS));
      yield* this.entries(sql.FIND_READINGS, (behind) => [rooms, behind, PAGE, userId]);
    }
  }

  private async *entries(
    statement: Statement,
    values: (behind: string) => unknown[],
  ): AsyncGenerator<AuditRow[]> {
    for (let behind: string | undefined = FIRST; behind !== undefined;) {
      const rows: AuditRow[] = await this.database.query<AuditRow>(statement, values(behind));
      behind = rows.at(-1)?.id;
      yield rows;
    }
  }
}
