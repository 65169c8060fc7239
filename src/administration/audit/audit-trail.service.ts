import { Injectable } from '@nestjs/common';
import type { Principal } from '../../auth/index.js';
import { newId } from '../../common/index.js';
import { LIMITS, type AuditedAction, type AuditEntry, type AuditPagination } from '../../contracts/index.js';
import type { ListAuditQuery } from '../dto/list-audit.query.js';
import { AuditRepository, type AuditRow } from './audit.repository.js';

/** Who reads, and by which request. */
export interface Visitor extends Principal {
  requestId: string;
  /** Where the request came from. */
  address: string | null;
}

/** Behind the newest entry. */
const NEWEST = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

/** Who has read what. */
@Injectable()
export class AuditTrail {
  constructor(private readonly repository: AuditRepository) {}

  /**
   * To be awaited before anything is read: when this throws, there is nothing to be answered. An entry says that somebody
   * asked; that there was such a room, or that the answer arrived, it does not say.
   * @throws AppError SERVICE_UNAVAILABLE, ROOM_BUSY
   */
  async record(visitor: Visitor, action: AuditedAction, roomId: string, details: object = {}): Promise<void> {
    await this.repository.record({ id: newId(), ...visitor, action, roomId, details });
  }

  /** The newest first. @throws AppError SERVICE_UNAVAILABLE */
  async list(query: ListAuditQuery): Promise<{ entries: AuditEntry[]; pagination: AuditPagination }> {
    const { cursor = NEWEST, limit = LIMITS.administeredPerPageDefault, ...filter } = query;
    const rows = await this.repository.list(filter, cursor, limit + 1);
    const page = rows.slice(0, limit);
    const next = rows.length > limit ? page.at(-1)?.id : undefined;
    return { entries: page.map(toEntry), pagination: { limit, next_cursor: next ?? null } };
  }
}

const toEntry = ({ at, ...row }: AuditRow): AuditEntry => ({ ...row, at: at.toISOString() });
