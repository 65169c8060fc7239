import type { Topic } from './attendance.js';

/** What one node holds: the people at each place. */
export class Holds {
  private readonly members = new Map<Topic, Set<string>>();

  /** @returns whether it was not there */
  add(topic: Topic, member: string): boolean {
    const members = this.members.get(topic) ?? new Set<string>();
    if (members.has(member)) return false;
    this.members.set(topic, members.add(member));
    return true;
  }

  /** @returns whether it was there */
  delete(topic: Topic, member: string): boolean {
    const members = this.members.get(topic);
    if (!members?.delete(member)) return false;
    if (members.size === 0) this.members.delete(topic);
    return true;
  }

  has(topic: Topic, member: string): boolean {
    return this.members.get(topic)?.has(member) ?? false;
  }

  at(topic: Topic): string[] {
    return [...(this.members.get(topic) ?? [])];
  }

  all(): [Topic, string][] {
    return [...this.members].flatMap(([topic, members]) =>
      [...members].map((member): [Topic, string] => [topic, member]),
    );
  }
}
