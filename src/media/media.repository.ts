import { Injectable } from '@nestjs/common';
import { Database } from '../database/index.js';
import type { JobData } from '../jobs/index.js';
import type { MessageRow } from '../messages/index.js';
import * as sql from './media.statements.js';

/** What a message says of its file. */
export interface SentFile {
  name: string;
  /** Media type. */
  type: string;
  /** Null when it may be read. */
  state: MessageRow['file_state'];
  /** Whether it was looked into. */
  known: boolean;
}

/** SQL about the files of messages. */
@Injectable()
export class MediaRepository {
  constructor(private readonly database: Database) {}

  /** @returns undefined when the message has no longer this file */
  async findFile({ roomId, messageId, url }: JobData['process-media']): Promise<SentFile | undefined> {
    const [file] = await this.database.query<SentFile>(sql.FIND_FILE, [roomId, messageId, url]);
    return file;
  }
}
