import { Injectable } from '@nestjs/common';
import { Database } from '../database/index.js';
import type { JobData, JobName } from './job-names.js';
import { ENQUEUE } from './jobs.statements.js';

/** SQL that adds a job by itself; one that belongs to a change is added in the transaction of the change. */
@Injectable()
export class JobsRepository {
  constructor(private readonly database: Database) {}

  async add<Name extends JobName>(name: Name, data: JobData[Name]): Promise<void> {
    await this.database.query(ENQUEUE, [name, JSON.stringify(data), 0]);
  }
}
