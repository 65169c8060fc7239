import { Injectable } from '@nestjs/common';
import type { Principal } from '../auth/index.js';
import type { PresenceView } from '../contracts/index.js';
import { Attendance, galleryTopic } from './attendance.js';
import { LastSeen } from './last-seen.js';
import { PresenceRepository } from './presence.repository.js';

/** Answers who is online. */
@Injectable()
export class PresenceService {
  constructor(
    private readonly attendance: Attendance,
    private readonly lastSeen: LastSeen,
    private readonly repository: PresenceRepository,
  ) {}

  /** The people who are online for any of these galleries, on any node. */
  async online(galleryIds: string[]): Promise<string[]> {
    const members = await this.attendance.members(galleryIds.map(galleryTopic));
    return [...new Set(members.flat())];
  }

  /** How many people are online, on any node, each counted once. While Redis is away, on this node. */
  countOnline(): Promise<number> {
    return this.attendance.people();
  }

  /**
   * @param userIds whom to look up; the answer keeps their order and names each of their galleries that is visible
   * @returns nobody but people of the caller's gallery and of galleries that share an active room with it
   * @throws AppError SERVICE_UNAVAILABLE
   */
  async list({ galleryId }: Principal, userIds: string[]): Promise<PresenceView[]> {
    const asked = [...new Set(userIds)];
    const people = await this.repository.findVisible(galleryId, asked, this.lastSeen.unsavedOf(asked));
    const galleryIds = [...new Set(people.map(({ gallery_id }) => gallery_id))];
    const members = await this.attendance.members(galleryIds.map(galleryTopic));
    const online = new Map(galleryIds.map((id, index) => [id, new Set(members[index])]));
    const now = new Date().toISOString();
    return people.map(({ user_id, gallery_id, last_seen_at }) =>
      online.get(gallery_id)?.has(user_id)
        ? { user_id, gallery_id, status: 'online', last_seen_at: now }
        : { user_id, gallery_id, status: 'offline', last_seen_at: last_seen_at?.toISOString() ?? null },
    );
  }
}
