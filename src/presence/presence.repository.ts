import { Injectable } from '@nestjs/common';
import { Database, marketplace, type Statement } from '../database/index.js';

/** Somebody was there for a gallery. */
export interface Sighting {
  userId: string;
  galleryId: string;
  at: Date;
}

/** Somebody who may be told about, for one of the galleries that they act for. */
export interface KnownPerson {
  user_id: string;
  gallery_id: string;
  last_seen_at: Date | null;
}

/** $1 users, $2 galleries, $3 times. In one order on every node, so that two writes cannot wait for each other. */
const SAVE: Statement = {
  name: 'presence_save',
  text: `
    INSERT INTO chat_presence AS p (user_id, gallery_id, last_seen_at)
    SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::timestamptz[]) AS s (user_id, gallery_id, last_seen_at)
    ORDER BY user_id, gallery_id
    ON CONFLICT (user_id, gallery_id) DO UPDATE SET last_seen_at = EXCLUDED.last_seen_at
    WHERE p.last_seen_at < EXCLUDED.last_seen_at`,
};

const sharedWith = (own: 'a' | 'b', other: 'a' | 'b'): string => `
  SELECT gallery_${other}_id FROM chat_rooms
  WHERE is_active AND gallery_${own}_id = $1 AND gallery_${other}_id IN (SELECT gallery_id FROM seen)`;

/**
 * $1 the gallery that asks, $2 users in their order; $3 users, $4 galleries and $5 times that stand in no row yet. A
 * person has the gallery of their user row, and every one that they have acted for.
 */
const FIND_VISIBLE: Statement = {
  name: 'presence_find_visible',
  text: `
    WITH asked AS (
      SELECT u.id, u.gallery_id AS home, a.place
      FROM unnest($2::uuid[]) WITH ORDINALITY AS a (id, place) JOIN ${marketplace.users} u ON u.id = a.id
    ), seen AS (
      SELECT user_id, gallery_id, max(last_seen_at) AS last_seen_at FROM (
        SELECT id, home, NULL::timestamptz FROM asked WHERE home IS NOT NULL
        UNION ALL SELECT user_id, gallery_id, last_seen_at FROM chat_presence WHERE user_id = ANY ($2::uuid[])
        UNION ALL SELECT * FROM unnest($3::uuid[], $4::uuid[], $5::timestamptz[])
      ) AS sightings (user_id, gallery_id, last_seen_at)
      GROUP BY user_id, gallery_id
    ), visible AS (
      SELECT $1::uuid AS gallery_id UNION ${sharedWith('a', 'b')} UNION ${sharedWith('b', 'a')}
    )
    SELECT user_id, gallery_id, last_seen_at
    FROM asked JOIN seen ON seen.user_id = asked.id JOIN visible USING (gallery_id)
    ORDER BY place, gallery_id IS NOT DISTINCT FROM home DESC, gallery_id`,
};

@Injectable()
export class PresenceRepository {
  constructor(private readonly database: Database) {}

  /** A time that stands already is never replaced by an earlier one. */
  async save(sightings: Sighting[]): Promise<void> {
    await this.database.query(SAVE, columns(sightings));
  }

  /**
   * Those of the users whom a gallery may know about: its own, and those of galleries that share an active room with it.
   * @param unsaved sightings that `save` has not been given yet
   */
  findVisible(galleryId: string, userIds: string[], unsaved: Sighting[]): Promise<KnownPerson[]> {
    return this.database.query<KnownPerson>(FIND_VISIBLE, [galleryId, userIds, ...columns(unsaved)]);
  }
}

const columns = (sightings: Sighting[]): unknown[][] => [
  sightings.map(({ userId }) => userId),
  sightings.map(({ galleryId }) => galleryId),
  sightings.map(({ at }) => at),
];
