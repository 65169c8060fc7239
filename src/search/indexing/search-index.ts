import { Injectable } from '@nestjs/common';
import type { Query } from '../../database/index.js';
import { keysOf, scopeKey } from '../scope.js';
import { documentOf, linesOf } from '../text/document.js';
import { Reader } from '../text/reader.js';
import {
  SearchIndexRepository,
  type Indexed,
  type Progress,
  type ReadMessage,
  type ReadRow,
} from './search-index.repository.js';

/**
 * Messages of one transaction, about: new ones, and as many that were changed. Reading them takes a few milliseconds, in
 * which nothing else happens on the node.
 */
const MESSAGES = 100;
/** Messages of a closed room that one transaction removes. */
const REMOVED = 1_000;

export interface Updated {
  /** Rooms that are still behind: there is more in them, or another node is at them. */
  behind: string[];
  /** Whether another node is at all of them. */
  isHeldUp: boolean;
}

/** Brings the index up to what the rooms say. */
@Injectable()
export class SearchIndex {
  constructor(
    private readonly repository: SearchIndexRepository,
    private readonly reader: Reader,
  ) {}

  /**
   * A part of what these rooms lack, in one transaction: what is in the index and how much that is are stored together, so
   * that whoever goes on, on whatever node, goes on from there.
   * @throws AppError SERVICE_UNAVAILABLE, ROOM_BUSY
   */
  update(roomIds: string[]): Promise<Updated> {
    return this.repository.transaction(async (query) => {
      const claimed = await this.repository.claim(query, roomIds);
      const most = Math.ceil(MESSAGES / Math.max(claimed.length, 1));
      const rows = claimed.length === 0 ? [] : await this.repository.read(query, claimed, most);
      const known = new Set(claimed);
      const behind = roomIds.filter((id) => !known.has(id));
      const rooms = [...Map.groupBy(rows, ({ room_id }) => room_id).values()];
      const [open, closed] = [rooms.filter(isActive), rooms.filter((room) => !isActive(room))];
      behind.push(...(await this.add(query, open, most)), ...(await this.clear(query, closed)));
      return { behind, isHeldUp: claimed.length === 0 };
    });
  }

  /** @returns those of which there is more */
  private async add(query: Query, rooms: ReadRow[][], most: number): Promise<string[]> {
    if (rooms.length === 0) return [];
    const messages = rooms.flat().filter(isMessage);
    const removed = messages.filter(({ deleted_at }) => deleted_at !== null);
    const said = messages.filter((message) => message.deleted_at === null && isNews(message));
    if (said.length > 0) await this.repository.write(query, await this.indexed(query, said));
    if (removed.length > 0)
      await this.repository.remove(
        query,
        removed.map(({ id }) => id),
      );
    const progress = rooms.map((room) => progressOf(room, most));
    await this.repository.note(query, progress);
    return progress.filter(({ isBehind }) => isBehind).map(({ roomId }) => roomId);
  }

  /** @returns those of which there is more */
  private async clear(query: Query, rooms: ReadRow[][]): Promise<string[]> {
    const [cleared, behind]: [string[], string[]] = [[], []];
    for (const [room] of rooms) {
      if (room === undefined) continue;
      const roomId = room.room_id;
      const removed = await this.repository.removeFromRoom(query, roomId, scopeKey(roomId), REMOVED);
      (removed < REMOVED ? cleared : behind).push(roomId);
    }
    if (cleared.length > 0) await this.repository.forget(query, cleared);
    return behind;
  }

  private async indexed(query: Query, messages: ReadMessage[]): Promise<Indexed[]> {
    const texts = await this.reader.read(messages.map(linesOf), query);
    return messages.map((message, n) => ({
      id: message.id,
      ...documentOf(texts[n] ?? []),
      keys: keysOf(message),
    }));
  }
}

const isActive = (room: ReadRow[]): boolean => room[0]?.is_active === true;
const isMessage = (row: ReadRow): row is ReadMessage => row.id !== null;
/** Whether the index lacks it: what was only read or pinned says what it said, but a file may have got another name. */
const isNews = ({ seq, indexed_seq, edited_at, message_type }: ReadMessage): boolean =>
  seq > indexed_seq || edited_at !== null || message_type === 'file';

/** @param most how many were read, of new ones and of changed ones, at most */
function progressOf(rows: ReadRow[], most: number): Progress & { isBehind: boolean } {
  const { room_id, last_seq, room_rev, indexed_seq } = rows[0] as ReadRow;
  const changed = rows.filter(isMessage).filter(({ seq }) => seq <= indexed_seq);
  // Numbers have no gaps, so these have been read, whatever became of them.
  const seq = Math.max(indexed_seq, Math.min(indexed_seq + most, last_seq));
  const rev = changed.length < most ? room_rev : Math.max(...changed.map((message) => message.rev));
  return { roomId: room_id, seq, rev, isBehind: seq < last_seq || rev < room_rev };
}
