/** Rooms of which the index is behind, as far as this node knows: what was just said goes before what is old. */
export class WaitingRooms {
  private readonly fresh = new Map<string, number>();
  private readonly old = new Map<string, number>();

  get size(): number {
    return this.fresh.size + this.old.size;
  }

  /** Milliseconds for which the one has waited that waits longest, old ones aside; 0 when none waits. */
  lag(now: number): number {
    let longest = now;
    for (const since of this.fresh.values()) longest = Math.min(longest, since);
    return now - longest;
  }

  /** Something was said or changed in the room. */
  add(roomId: string, now: number): void {
    this.old.delete(roomId);
    if (!this.fresh.has(roomId)) this.fresh.set(roomId, now);
  }

  /** The room was found to be behind. */
  addOld(roomId: string, now: number): void {
    if (!this.fresh.has(roomId)) this.old.set(roomId, now);
  }

  /** Those that have waited longest, so many at most; they wait no more. */
  take(most: number): TakenRooms {
    const taken: TakenRooms = new Map();
    for (const rooms of [this.fresh, this.old]) {
      for (const [roomId, since] of rooms) {
        if (taken.size >= most) return taken;
        taken.set(roomId, { since, fresh: rooms === this.fresh });
        rooms.delete(roomId);
      }
    }
    return taken;
  }

  /** Those of them that are still behind wait on, as long as they have waited. */
  putBack(taken: TakenRooms, behind: Iterable<string>): void {
    for (const roomId of behind) {
      const before = taken.get(roomId);
      if (before?.fresh === true)
        this.fresh.set(roomId, Math.min(before.since, this.fresh.get(roomId) ?? Infinity));
      else if (before !== undefined) this.addOld(roomId, before.since);
    }
  }
}

export type TakenRooms = Map<string, { since: number; fresh: boolean }>;
