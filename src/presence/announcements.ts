import { Injectable, type OnModuleInit } from '@nestjs/common';
import { EventBus } from '../events/index.js';
import { Attendance, galleryOf, roomOf, type AttendanceChange } from './attendance.js';
import { LastSeen } from './last-seen.js';
import { PresenceChanged, RoomEntered, RoomLeft } from './presence.events.js';

/** Publishes who came and who left, and has it written down. */
@Injectable()
export class Announcements implements OnModuleInit {
  constructor(
    private readonly attendance: Attendance,
    private readonly events: EventBus,
    private readonly lastSeen: LastSeen,
  ) {}

  onModuleInit(): void {
    this.attendance.listen((change) => this.announce(change));
  }

  private announce({ topic, member: userId, present, at }: AttendanceChange): void {
    const [galleryId, roomId] = [galleryOf(topic), roomOf(topic)];
    if (galleryId !== undefined) {
      this.lastSeen.note({ userId, galleryId, at });
      this.events.publish(new PresenceChanged(userId, galleryId, present ? 'online' : 'offline', at));
    }
    if (roomId !== undefined) {
      this.events.publish(present ? new RoomEntered(roomId, userId) : new RoomLeft(roomId, userId));
    }
  }
}
