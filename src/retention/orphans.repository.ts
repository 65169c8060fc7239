import { Injectable } from '@nestjs/common';
import { Database, textArray, uuidArray } from '../database/index.js';
import type { FileObject } from '../uploads/index.js';
import { FIND_UNNAMED } from './retention.statements.js';

/** SQL that tells which files are named. */
@Injectable()
export class OrphansRepository {
  constructor(private readonly database: Database) {}

  /** The keys of those that belong to a room and to no message of it. */
  async unnamed(files: FileObject[]): Promise<string[]> {
    const rows = await this.database.query<{ key: string }>(FIND_UNNAMED, [
      textArray(files.map(({ key }) => key)),
      uuidArray(files.map(({ roomId }) => roomId)),
    ]);
    return rows.map(({ key }) => key);
  }
}
