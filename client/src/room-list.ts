import type { RoomView, UnreadTotals } from '../../src/contracts/index.js';
import { toChatError } from './errors.js';
import { Value } from './readable.js';
import type { Rest } from './rest.js';

export interface RoomListState {
  status: 'loading' | 'ready' | 'failed';
  /** Newest activity first. */
  rooms: readonly RoomView[];
  hasMore: boolean;
  unread: UnreadTotals;
}

/** Rooms in one page. */
const PAGE = 50;
/** Milliseconds: what happens meanwhile is counted together. */
const COUNT_DELAY = 300;
/** Milliseconds after a call that failed for now. */
const RETRY_PAUSE = 2_000;
const ATTEMPTS = 5;

/** The gallery's rooms, as far as they were loaded, kept as they are by events. */
export class RoomList {
  readonly state = new Value<RoomListState>({
    status: 'loading',
    rooms: [],
    hasMore: false,
    unread: { total: 0, rooms: 0 },
  });
  private readonly rest: Rest;
  private readonly changed: (roomId: string) => void;
  private readonly known = new Map<string, RoomView>();
  /** Ids of `known` that are in the list: others were only asked for by themselves. */
  private readonly listed = new Set<string>();
  /** A room that was closed stays closed: what still says otherwise has crossed the word of it on its way. */
  private readonly closed = new Set<string>();
  private next: string | null = null;
  private isLoaded = false;
  private loading: Promise<void> | undefined;
  /** Events that came while the list was being fetched: they are newer. */
  private meanwhile: RoomView[] | undefined;
  /** Asked for while it was loading: what is loading may be older. */
  private again = false;
  private retry: ReturnType<typeof setTimeout> | undefined;
  private counting: ReturnType<typeof setTimeout> | undefined;

  /** @param changed told of each room that is not as before */
  constructor(rest: Rest, changed: (roomId: string) => void) {
    this.rest = rest;
    this.changed = changed;
  }

  find(roomId: string): RoomView | undefined {
    return this.known.get(roomId);
  }

  /** All that was loaded, anew; again when it was called meanwhile. */
  refresh(): Promise<void> {
    if (this.loading === undefined) return this.load(() => this.loadAll());
    this.again = true;
    return this.loading;
  }

  loadMore(): Promise<void> {
    const { next } = this;
    if (next === null) return Promise.resolve();
    return this.load(async () => {
      const page = await this.page(next);
      this.next = page.next;
      this.add(page.rooms);
    });
  }

  /** One that is not in what was loaded. */
  async fetch(roomId: string): Promise<void> {
    const call = () => this.rest.api.GET('/chats/{roomId}', { params: { path: { roomId } } });
    for (let attempt = 1; attempt <= ATTEMPTS && !this.known.has(roomId); attempt++) {
      try {
        const { messages: _, ...room } = (await this.rest.answer(call())).data;
        this.known.set(roomId, room);
        this.changed(roomId);
        return;
      } catch (thrown) {
        if (!toChatError(thrown).isTemporary) return;
        await new Promise((resolve) => setTimeout(resolve, RETRY_PAUSE * attempt));
      }
    }
  }

  /** Opened, or as it stands now. */
  take(room: RoomView): void {
    if (this.closed.has(room.id)) return;
    this.meanwhile?.push(room);
    const before = this.known.get(room.id);
    this.count(before, room);
    this.add([room]);
  }

  remove(roomId: string): void {
    this.closed.add(roomId);
    const room = this.known.get(roomId);
    if (room !== undefined) this.known.set(roomId, { ...room, is_active: false });
    if (room !== undefined) this.count(room, { ...room, unread_count: 0 });
    this.listed.delete(roomId);
    this.publish();
    this.changed(roomId);
  }

  /** One's own reading is shown before the service tells of it. */
  read(roomId: string, unreadCount: number): void {
    const room = this.known.get(roomId);
    if (room !== undefined && room.unread_count !== unreadCount)
      this.take({ ...room, unread_count: unreadCount });
  }

  /** Nothing is asked any more until the next `refresh`. */
  close(): void {
    clearTimeout(this.retry);
    clearTimeout(this.counting);
    this.counting = undefined;
  }

  private load(work: () => Promise<void>): Promise<void> {
    this.loading ??= this.run(work).finally(() => {
      this.loading = undefined;
      if (!this.again) return;
      this.again = false;
      void this.refresh();
    });
    return this.loading;
  }

  private async run(work: () => Promise<void>): Promise<void> {
    clearTimeout(this.retry);
    const meanwhile: RoomView[] = (this.meanwhile = []);
    try {
      await work();
      this.publish({ status: 'ready' });
      if (this.next !== null) this.countSoon();
    } catch (thrown) {
      // What was loaded before is still worth showing.
      if (this.listed.size === 0) this.publish({ status: 'failed' });
      if (toChatError(thrown).isTemporary) this.retry = setTimeout(() => void this.refresh(), RETRY_PAUSE);
    } finally {
      this.meanwhile = undefined;
      this.add(meanwhile);
    }
  }

  private async loadAll(): Promise<void> {
    const wanted = Math.max(PAGE, this.listed.size);
    const rooms: RoomView[] = [];
    let cursor: string | null = null;
    do {
      const page: RoomPage = await this.page(cursor);
      rooms.push(...page.rooms);
      cursor = page.next;
    } while (cursor !== null && rooms.length < wanted);
    this.listed.clear();
    this.next = cursor;
    this.isLoaded = true;
    this.add(rooms);
  }

  private async page(cursor: string | null): Promise<RoomPage> {
    const query = { limit: PAGE, ...(cursor !== null && { cursor }) };
    const { data, pagination } = await this.rest.answer(this.rest.api.GET('/chats', { params: { query } }));
    return { rooms: data, next: pagination.next_cursor };
  }

  private add(rooms: readonly RoomView[]): void {
    for (const room of rooms) {
      this.known.set(room.id, room);
      if (room.is_active && !this.closed.has(room.id)) this.listed.add(room.id);
    }
    this.publish();
    for (const { id } of rooms) this.changed(id);
  }

  /** Where every room is known, they are counted here; else each change is, and the service asked for what is right. */
  private count(before: RoomView | undefined, now: RoomView): void {
    if (this.next === null) return;
    this.countSoon();
    const { unread } = this.state.get();
    if (before === undefined) return;
    const total = unread.total + now.unread_count - before.unread_count;
    const rooms = unread.rooms + Number(now.unread_count > 0) - Number(before.unread_count > 0);
    this.publish({ unread: { total, rooms } });
  }

  private countSoon(): void {
    this.counting ??= setTimeout(() => void this.countAll().catch(() => undefined), COUNT_DELAY);
  }

  private async countAll(): Promise<void> {
    this.counting = undefined;
    const { data } = await this.rest.answer(this.rest.api.GET('/chats/unread-count'));
    this.publish({ unread: data });
  }

  private get counted(): UnreadTotals {
    const unread = [...this.listed].map((id) => this.known.get(id)?.unread_count ?? 0);
    return { total: unread.reduce((total, count) => total + count, 0), rooms: unread.filter(Boolean).length };
  }

  private publish(change: Partial<RoomListState> = {}): void {
    const rooms = [...this.listed].flatMap((id) => this.known.get(id) ?? []).sort(byActivity);
    const hasMore = this.next !== null;
    const exact = !hasMore && this.isLoaded && { unread: this.counted };
    this.state.set({ ...this.state.get(), rooms, hasMore, ...change, ...exact });
  }
}

interface RoomPage {
  rooms: RoomView[];
  next: string | null;
}

const activity = ({ last_message_at, created_at }: RoomView): string => last_message_at ?? created_at;

/** Newest first; the id settles what happened in the same millisecond, as it does for the service. */
function byActivity(one: RoomView, other: RoomView): number {
  const [a, b] = [activity(one), activity(other)];
  if (a === b) return one.id < other.id ? 1 : -1;
  return a < b ? 1 : -1;
}
