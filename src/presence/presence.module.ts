import { Module } from '@nestjs/common';
import { NodeRegistry } from '../cluster/index.js';
import { EventBus } from '../events/index.js';
import { RedisConnection } from '../redis/index.js';
import { Announcements } from './announcements.js';
import { Attendance } from './attendance.js';
import { Attendees } from './attendees.js';
import { LastSeen } from './last-seen.js';
import { MemoryAttendance } from './memory-attendance.js';
import { PresenceController } from './presence.controller.js';
import { PresenceRepository } from './presence.repository.js';
import { PresenceService } from './presence.service.js';
import { RedisAttendance } from './redis-attendance.js';

@Module({
  controllers: [PresenceController],
  providers: [
    {
      provide: Attendance,
      inject: [RedisConnection, EventBus, NodeRegistry],
      useFactory: (redis: RedisConnection, events: EventBus, { nodeId }: NodeRegistry): Attendance =>
        redis.enabled ? new RedisAttendance(redis, events, nodeId) : new MemoryAttendance(),
    },
    Attendees,
    Announcements,
    LastSeen,
    PresenceRepository,
    PresenceService,
  ],
  exports: [Attendees, PresenceService],
})
export class PresenceModule {}
