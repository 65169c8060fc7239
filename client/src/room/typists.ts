/** Milliseconds. The service ends a silence after 6 s; this is for when its word is lost. */
const SILENCE = 8_000;

/** Who is typing in a room. */
export class Typists {
  private readonly timers = new Map<string, ReturnType<typeof setTimeout>>();
  private readonly changed: () => void;

  constructor(changed: () => void) {
    this.changed = changed;
  }

  get list(): string[] {
    return [...this.timers.keys()];
  }

  start(userId: string): void {
    const isNew = !this.timers.has(userId);
    clearTimeout(this.timers.get(userId));
    this.timers.set(
      userId,
      setTimeout(() => this.stop(userId), SILENCE),
    );
    if (isNew) this.changed();
  }

  stop(userId: string): void {
    clearTimeout(this.timers.get(userId));
    if (this.timers.delete(userId)) this.changed();
  }

  clear(): void {
    for (const userId of this.list) this.stop(userId);
  }
}
