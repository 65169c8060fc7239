import { galleryOf, type Topic } from './attendance.js';

/** What one node holds: the people at each place. */
export class Holds {
  private readonly members = new Map<Topic, Set<string>>();
  /** For how many galleries each person is there. */
  private readonly galleries = new Map<string, number>();

  /** @returns whether it was not there */
  add(topic: Topic, member: string): boolean {
    const members = this.members.get(topic) ?? new Set<string>();
    if (members.has(member)) return false;
    this.members.set(topic, members.add(member));
    if (galleryOf(topic) !== undefined) this.galleries.set(member, (this.galleries.get(member) ?? 0) + 1);
    return true;
  }

  /** @returns whether it was there */
  delete(topic: Topic, member: string): boolean {
    const members = this.members.get(topic);
    if (!members?.delete(member)) return false;
    if (members.size === 0) this.members.delete(topic);
    if (galleryOf(topic) !== undefined) this.leaveGallery(member);
    return true;
  }

  has(topic: Topic, member: string): boolean {
    return this.members.get(topic)?.has(member) ?? false;
  }

  /** How many people are there for a gallery, each counted once. */
  get people(): number {
    return this.galleries.size;
  }

  at(topic: Topic): string[] {
    return [...(this.members.get(topic) ?? [])];
  }

  all(): [Topic, string][] {
    return [...this.members].flatMap(([topic, members]) =>
      [...members].map((member): [Topic, string] => [topic, member]),
    );
  }

  private leaveGallery(member: string): void {
    const left = (this.galleries.get(member) ?? 1) - 1;
    if (left === 0) this.galleries.delete(member);
    else this.galleries.set(member, left);
  }
}
