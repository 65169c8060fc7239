import { Module } from '@nestjs/common';
import { JobsModule } from '../jobs/index.js';
import { RoomsModule } from '../rooms/index.js';
import { UploadsModule } from '../uploads/index.js';
import { OrphansRepository } from './orphans.repository.js';
import { Orphans } from './orphans.service.js';
import { RetentionRepository } from './retention.repository.js';
import { Retention } from './retention.service.js';

@Module({
  imports: [JobsModule, RoomsModule, UploadsModule],
  providers: [RetentionRepository, Retention, OrphansRepository, Orphans],
})
export class RetentionModule {}
