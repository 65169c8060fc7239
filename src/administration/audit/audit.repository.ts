import { Injectable } from '@nestjs/common';
import type { AuditedAction, AuditEntry } from '../../contracts/index.js';
import { Database } from '../../database/index.js';
import * as sql from './audit.statements.js';

/** What is written down of a reading. */
export interface NewEntry {
  id: string;
  userId: string;
  role: string;
  galleryId: string;
  action: AuditedAction;
  roomId: string;
  details: object;
  requestId: string;
  address: string | null;
}

export type AuditRow = Omit<AuditEntry, 'at'> & { at: Date };

export interface AuditFilter {
  roomId?: string;
  userId?: string;
}

/** SQL over `chat_audit`: rows are added, and read. */
@Injectable()
export class AuditRepository {
  constructor(private readonly database: Database) {}

  /** @throws AppError SERVICE_UNAVAILABLE, ROOM_BUSY, also when it is not known whether the row was written */
  async record(entry: NewEntry): Promise<void> {
    await this.database.query(sql.RECORD, [
      entry.id,
      entry.userId,
      entry.role,
      entry.galleryId,
      entry.action,
      entry.roomId,
      JSON.stringify(entry.details),
      entry.requestId,
      entry.address,
    ]);
  }

  /** The newest first, from behind an entry on. */
  list({ roomId, userId }: AuditFilter, behind: string, limit: number): Promise<AuditRow[]> {
    if (roomId !== undefined)
      return this.database.query<AuditRow>(sql.LIST_OF_ROOM, [behind, limit, roomId, userId ?? null]);
    if (userId !== undefined) return this.database.query<AuditRow>(sql.LIST_OF_USER, [behind, limit, userId]);
    return this.database.query<AuditRow>(sql.LIST, [behind, limit]);
  }
}
