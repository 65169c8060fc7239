import { toChatError } from '../errors.js';
import type { RoomContext } from './room-context.js';

/** Milliseconds: before a join that failed is tried again, and before a room that nobody looks at is left. */
const JOIN_PAUSE = 500;
const STAY = 10_000;

export interface AttendanceHooks {
  joined(lastSeq: number): void;
  refused(): void;
  /** Nobody has wanted it for a while. */
  left(): void;
  changed(): void;
}

/** Being in a room's channel, for as long as somebody wants it, over all breaks; and who else is there. */
export class Attendance {
  isJoined = false;
  private readonly roomId: string;
  private readonly context: Pick<RoomContext, 'connection' | 'presence' | 'me'>;
  private readonly hooks: AttendanceHooks;
  private readonly wanted = { open: 0, watch: 0 };
  private readonly people = new Set<string>();
  private joining: string | undefined;
  private leaving: ReturnType<typeof setTimeout> | undefined;

  constructor(roomId: string, context: Attendance['context'], hooks: AttendanceHooks) {
    this.roomId = roomId;
    this.context = context;
    this.hooks = hooks;
  }

  get isOpen(): boolean {
    return this.wanted.open > 0;
  }

  /** Of the other gallery. */
  get online(): string[] {
    const mine = this.context.me()?.galleryId;
    return this.context.presence.onlineOf(this.people, (galleryId) => galleryId !== mine);
  }

  /** @returns what ends it */
  enter(as: 'open' | 'watch'): () => void {
    const wasOpen = this.isOpen;
    this.wanted[as] += 1;
    clearTimeout(this.leaving);
    // Who was only watched has to be brought up to date.
    if (!this.isJoined || (as === 'open' && !wasOpen)) void this.join();
    let over = false;
    return () => {
      if (over) return;
      over = true;
      this.wanted[as] -= 1;
      if (!this.isWanted) this.leaving = setTimeout(() => this.leave(), STAY);
    };
  }

  connected(): void {
    if (this.isWanted) void this.join();
  }

  disconnected(): void {
    this.isJoined = false;
    this.people.clear();
    this.hooks.changed();
  }

  /** Somebody is there, or has come; the presence tells when they go. */
  seen(userId: string): void {
    this.people.add(userId);
  }

  get isWanted(): boolean {
    return this.wanted.open + this.wanted.watch > 0;
  }

  /** Until it is done, refused, not wanted any more, or another connection does it. */
  private async join(): Promise<void> {
    const { connection } = this.context;
    const { id } = connection.socket;
    if (!connection.isOnline || (this.joining === id && !this.isJoined)) return;
    this.joining = id;
    while (connection.socket.id === id && this.isWanted) {
      try {
        const { last_seq, online } = await connection.ask('join_room', { roomId: this.roomId });
        this.isJoined = true;
        this.joining = undefined;
        for (const userId of online) this.people.add(userId);
        this.context.presence.seen(online);
        this.hooks.joined(last_seq);
        this.hooks.changed();
        return;
      } catch (thrown) {
        if (!toChatError(thrown).isTemporary) {
          this.joining = undefined;
          this.hooks.refused();
          return;
        }
        await new Promise((resolve) => setTimeout(resolve, JOIN_PAUSE));
      }
    }
    if (this.joining === id) this.joining = undefined;
  }

  private leave(): void {
    if (this.isWanted) return;
    this.hooks.left();
    if (!this.isJoined) return;
    this.isJoined = false;
    this.context.connection.ask('leave_room', { roomId: this.roomId }).catch(() => undefined);
  }
}
