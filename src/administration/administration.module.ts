import { Module } from '@nestjs/common';
import { JobsModule } from '../jobs/index.js';
import { MessagesModule } from '../messages/index.js';
import { PresenceModule } from '../presence/index.js';
import { AdministrationController } from './administration.controller.js';
import { AuditRepository } from './audit/audit.repository.js';
import { AuditTrail } from './audit/audit-trail.service.js';
import { Reading } from './audit/reading.service.js';
import { Figures } from './figures/figures.service.js';
import { OwnFigures } from './figures/own-figures.service.js';
import { RoomCountsRepository } from './figures/room-counts.repository.js';
import { RoomCounts } from './figures/room-counts.service.js';
import { RoomFinderRepository } from './finding/room-finder.repository.js';
import { RoomFinder } from './finding/room-finder.service.js';
import { RoomNamesRefresh } from './finding/room-names-refresh.service.js';

/** What the marketplace's own people see of rooms that are not theirs. */
@Module({
  imports: [JobsModule, MessagesModule, PresenceModule],
  controllers: [AdministrationController],
  providers: [
    RoomFinderRepository,
    RoomFinder,
    RoomNamesRefresh,
    AuditRepository,
    AuditTrail,
    Reading,
    RoomCountsRepository,
    RoomCounts,
    OwnFigures,
    Figures,
  ],
})
export class AdministrationModule {}
