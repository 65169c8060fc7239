/** How many sockets each user has open on this node. */
export class SocketPlaces {
  private readonly byUser = new Map<string, number>();

  constructor(private readonly perUser: number) {}

  /** @returns what gives the place back, once however often it is called; undefined when none is free */
  take(userId: string): (() => void) | undefined {
    const taken = this.byUser.get(userId) ?? 0;
    if (taken >= this.perUser) return undefined;
    this.byUser.set(userId, taken + 1);
    let held = true;
    return () => {
      if (held) this.release(userId);
      held = false;
    };
  }

  private release(userId: string): void {
    const left = (this.byUser.get(userId) ?? 1) - 1;
    if (left === 0) this.byUser.delete(userId);
    else this.byUser.set(userId, left);
  }
}
