import { Injectable } from '@nestjs/common';
import { Database } from '../database/index.js';
import * as sql from './erasure.statements.js';

/** Where a message is. */
export interface MessagePlace {
  room_id: string;
  id: string;
}

/** What is left of a person. */
export interface Remains {
  /** Not deleted yet. */
  messages: number;
  reactions: number;
  pins: number;
  /** Galleries for which they were last seen. */
  presence: number;
}

/** What has become of a request so far. */
export interface RequestState {
  state: 'created' | 'retry' | 'active' | 'completed' | 'cancelled' | 'failed';
  /** Of the last attempt, where one has failed. */
  failure: string | null;
}

/** SQL about what a person has written and set. */
@Injectable()
export class ErasureRepository {
  constructor(private readonly database: Database) {}

  /** Messages of theirs that are not deleted. */
  messagesOf(userId: string, most: number): Promise<MessagePlace[]> {
    return this.database.query<MessagePlace>(sql.FIND_MESSAGES, [userId, most]);
  }

  /** Messages under which they have set an emoji. */
  reactedTo(userId: string, most: number): Promise<MessagePlace[]> {
    return this.database.query<MessagePlace>(sql.FIND_REACTIONS, [userId, most]);
  }

  pinnedBy(userId: string, most: number): Promise<MessagePlace[]> {
    return this.database.query<MessagePlace>(sql.FIND_PINS, [userId, most]);
  }

  /** @returns how many messages it was done for; the rest is left when they are as many as `most` */
  async forgetRequests(userId: string, most: number): Promise<number> {
    return (await this.database.query(sql.FORGET_REQUESTS, [userId, most])).length;
  }

  async forgetPresence(userId: string): Promise<void> {
    await this.database.query(sql.FORGET_PRESENCE, [userId]);
  }

  async count(userId: string): Promise<Remains> {
    const [remains] = await this.database.query<Remains>(sql.COUNT, [userId]);
    return remains as Remains;
  }

  /** Has a running node erase the person. @returns the id by which to ask what becomes of it */
  async request(userId: string): Promise<string> {
    const [job] = await this.database.query<{ id: string }>(sql.REQUEST, [userId]);
    if (job === undefined) throw new Error('The migrations have not run: there is no queue "erase-person"');
    return job.id;
  }

  /** @returns undefined when nobody knows of it any more */
  async findRequest(id: string): Promise<RequestState | undefined> {
    const [state] = await this.database.query<RequestState>(sql.FIND_REQUEST, [id]);
    return state;
  }
}
