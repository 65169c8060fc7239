import { Injectable } from '@nestjs/common';
import QuickLRU from 'quick-lru';
import { Database, marketplace, type Statement } from '../database/index.js';

/** Milliseconds for which a found user is believed without asking again. */
const TRUST_FOR = 30_000;
const MAX_ENTRIES = 50_000;

const FIND: Statement = {
  name: 'directory_find',
  precedence: true,
  text: `
    SELECT EXISTS (SELECT FROM ${marketplace.users} u WHERE u.id = $1) AS user_known,
           ARRAY(SELECT g.id::text FROM ${marketplace.galleries} g WHERE g.id = ANY($2::uuid[])) AS galleries`,
};

/** Asks the marketplace's tables whether the people and galleries of a token exist. */
@Injectable()
export class DirectoryRepository {
  private readonly known = new QuickLRU<string, Set<string>>({ maxSize: MAX_ENTRIES, maxAge: TRUST_FOR });

  constructor(private readonly database: Database) {}

  /**
   * @returns those of `galleryIds` that exist, or undefined when the user does not
   * @throws AppError SERVICE_UNAVAILABLE
   */
  async find(userId: string, galleryIds: string[]): Promise<Set<string> | undefined> {
    const key = `${userId} ${galleryIds.join(' ')}`;
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const [row] = await this.database.query<{ user_known: boolean; galleries: string[] }>(FIND, [
      userId,
      galleryIds,
    ]);
    if (!row?.user_known) return undefined;
    const galleries = new Set(row.galleries);
    // Only what was found is kept: a person who was just added must not be refused for half a minute.
    if (galleries.size === galleryIds.length) this.known.set(key, galleries);
    return galleries;
  }
}
