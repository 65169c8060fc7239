import { setImmediate as nextTurn } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import type { Principal } from '../auth/index.js';
import {
  LIMITS,
  type FoundInRooms,
  type FoundMessage,
  type MessageView,
  type SearchPagination,
} from '../contracts/index.js';
import { HistoryService } from '../messages/index.js';
import { RoomAccess } from '../rooms/index.js';
import type { SearchQuery, SearchRoomQuery } from './dto/search.query.js';
import { Hits } from './hits.js';
import { BEGINNING, decodePlace, encodePlace } from './search-cursor.js';
import { SearchRepository, type Filter, type Scope } from './search.repository.js';
import { Reader } from './text/reader.js';
import { documentOf, linesOf, type ReadText } from './text/document.js';
import { snippetOf } from './text/snippet.js';
import { isFoundIn, termsOf, type Terms } from './text/terms.js';

export interface SearchPage<Found> {
  found: Found[];
  pagination: SearchPagination;
}

/** Finds what was said. */
@Injectable()
export class SearchService {
  constructor(
    private readonly access: RoomAccess,
    private readonly history: HistoryService,
    private readonly reader: Reader,
    private readonly hits: Hits,
    private readonly repository: SearchRepository,
  ) {}

  /** @throws AppError ROOM_NOT_FOUND, ROOM_FORBIDDEN, VALIDATION_FAILED for a cursor of another search, SERVICE_UNAVAILABLE */
  async inRoom(
    principal: Principal,
    roomId: string,
    query: SearchRoomQuery,
  ): Promise<SearchPage<FoundMessage>> {
    const room = await this.access.require(roomId, principal);
    return this.page(principal, { kind: 'room', id: room.id }, query, null);
  }

  /** In all active rooms of the gallery. @throws AppError VALIDATION_FAILED for a cursor of another search, SERVICE_UNAVAILABLE */
  async everywhere(principal: Principal, query: SearchQuery): Promise<SearchPage<FoundInRooms>> {
    const { galleryId } = principal;
    const scope: Scope = { kind: 'gallery', id: galleryId };
    const { found, pagination } = await this.page(principal, scope, query, query.roomType ?? null);
    const roomIds = [...new Set(found.map(({ message }) => message.room_id))];
    const rooms = roomIds.length === 0 ? undefined : await this.repository.rooms(galleryId, roomIds);
    const placed = found.flatMap((one) => {
      const room = rooms?.get(one.message.room_id);
      return room === undefined ? [] : [{ ...one, room }];
    });
    return { found: placed, pagination };
  }

  private async page(
    principal: Principal,
    scope: Scope,
    query: SearchRoomQuery,
    roomType: string | null,
  ): Promise<SearchPage<FoundMessage>> {
    const limit = query.limit ?? LIMITS.hitsPerPageDefault;
    const filter = filterOf(query, roomType);
    const search = [scope, query.q, filter];
    const after = query.cursor === undefined ? BEGINNING : decodePlace(query.cursor, search);
    const terms = await this.terms(query.q);
    const hits = await this.hits.find({ scope, terms, filter, after, limit });
    const shown = hits.slice(0, limit);
    const last = hits.length > limit ? shown.at(-1) : undefined;
    const messages = await this.history.some(
      principal,
      shown.map(({ id }) => id),
    );
    return {
      found: await this.found(messages, terms),
      pagination: { limit, next_cursor: last === undefined ? null : encodePlace(last, search) },
    };
  }

  private async terms(q: string): Promise<Terms> {
    const [lines] = await this.reader.read([[q]]);
    return termsOf((lines as [ReadText])[0]);
  }

  /** The index is a moment behind: what no longer says what it was found by is left out. */
  private async found(messages: MessageView[], terms: Terms): Promise<FoundMessage[]> {
    const texts = await this.reader.read(messages.map(linesOf));
    const found: FoundMessage[] = [];
    for (const [n, message] of messages.entries()) {
      // Long texts take their time, in which others are to have their turn.
      await nextTurn();
      const lines = texts[n] ?? [];
      if (!isFoundIn(documentOf(lines), terms)) continue;
      const snippet = lines.map((line) => snippetOf(line, terms.terms)).find((one) => one !== undefined);
      if (snippet !== undefined) found.push({ message, ...snippet });
    }
    return found;
  }
}

const filterOf = (query: SearchRoomQuery, roomType: string | null): Filter => ({
  type: query.type ?? null,
  senderId: query.senderId ?? null,
  senderGalleryId: query.senderGalleryId ?? null,
  roomType,
  from: query.from?.getTime() ?? -Infinity,
  to: query.to?.getTime() ?? Infinity,
});
