import type { PresenceEvent, PresenceView } from '../../src/contracts/index.js';
import type { Rest } from './rest.js';
import { Value } from './readable.js';

/** People in one call. */
const USERS_PER_CALL = 100;
/** Milliseconds: who comes to be asked for meanwhile is asked for with the others. */
const GATHER = 50;

/** Who is online, of all people that this client has heard of. */
export class Presence {
  readonly state = new Value<ReadonlyMap<string, PresenceView>>(new Map());
  private readonly rest: Rest;
  private unknown = new Set<string>();
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(rest: Rest) {
    this.rest = rest;
  }

  isOnline(userId: string): boolean {
    return this.state.get().get(userId)?.status === 'online';
  }

  /** People of a gallery that are online, among those in `userIds`. */
  onlineOf(userIds: ReadonlySet<string>, isTheirs: (galleryId: string) => boolean): string[] {
    return [...userIds].filter((userId) => {
      const person = this.state.get().get(userId);
      return person?.status === 'online' && isTheirs(person.gallery_id);
    });
  }

  take({ userId, galleryId, status, lastSeenAt }: PresenceEvent): void {
    this.set([{ user_id: userId, gallery_id: galleryId, status, last_seen_at: lastSeenAt }]);
  }

  /** These are there; whoever is not known yet, or was thought to be away, is asked for. */
  seen(userIds: readonly string[]): void {
    for (const userId of userIds) if (!this.isOnline(userId)) this.unknown.add(userId);
    if (this.unknown.size > 0) this.timer ??= setTimeout(() => void this.ask(), GATHER);
  }

  /** Nothing is known of anybody without a connection. */
  reset(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.state.set(new Map());
  }

  private async ask(): Promise<void> {
    this.timer = undefined;
    const asked = [...this.unknown].slice(0, USERS_PER_CALL);
    for (const userId of asked) this.unknown.delete(userId);
    const call = this.rest.api.GET('/chats/presence', { params: { query: { userIds: asked.join(',') } } });
    // Only a dot: the next event sets it right.
    const answer = await this.rest.answer(call).catch(() => undefined);
    if (answer) this.set(answer.data);
    if (this.unknown.size > 0) this.seen([]);
  }

  private set(people: readonly PresenceView[]): void {
    this.state.set(
      new Map([...this.state.get(), ...people.map((person) => [person.user_id, person] as const)]),
    );
  }
}
