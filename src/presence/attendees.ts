import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Shutdown } from '../shutdown/index.js';
import { Attendance, galleryOf, galleryTopic, roomTopic, type Topic } from './attendance.js';
import { LastSeen } from './last-seen.js';

/**
 * Milliseconds for which somebody whose last device was cut off still counts as there: a phone that loses the net for
 * a moment, or connects to another node, is not seen to leave.
 */
export const GRACE = 5_000;

interface Attendee {
  topic: Topic;
  userId: string;
  devices: number;
  /** When the last device went, and what ends the grace after it. */
  leaving?: { since: Date; timer: NodeJS.Timeout };
}

/**
 * Counts the devices of each person on this node: for each gallery that they act for, and in each room. Only the first
 * that comes and the last that goes are of interest to the others.
 */
@Injectable()
export class Attendees implements OnApplicationShutdown {
  private readonly counted = new Map<string, Attendee>();

  constructor(
    private readonly attendance: Attendance,
    private readonly lastSeen: LastSeen,
    private readonly shutdown: Shutdown,
  ) {}

  /** A device connected. Leads to PresenceChanged when it is the person's first for this gallery. */
  connected(userId: string, galleryId: string): void {
    this.come(galleryTopic(galleryId), userId);
  }

  /** A device is gone. Leads to PresenceChanged when it was the last, after the grace. */
  disconnected(userId: string, galleryId: string): void {
    this.go(galleryTopic(galleryId), userId, GRACE);
  }

  /** A device joined a room. Leads to RoomEntered when it is the person's first in it. */
  entered(userId: string, roomId: string): void {
    this.come(roomTopic(roomId), userId);
  }

  /** A device left a room. Leads to RoomLeft when it was the last. */
  left(userId: string, roomId: string): void {
    this.go(roomTopic(roomId), userId, 0);
  }

  /** A device in a room is gone. Leads to RoomLeft when it was the last, after the grace. */
  cutOff(userId: string, roomId: string): void {
    this.go(roomTopic(roomId), userId, GRACE);
  }

  /** People and places that are kept in mind. */
  get size(): number {
    return this.counted.size;
  }

  /** The sockets have gone. Who was connected here may be nowhere now, and nobody else writes down when that was. */
  async onApplicationShutdown(): Promise<void> {
    const now = new Date();
    for (const { topic, userId, leaving } of this.counted.values()) {
      clearTimeout(leaving?.timer);
      const galleryId = galleryOf(topic);
      if (galleryId !== undefined) this.lastSeen.note({ userId, galleryId, at: leaving?.since ?? now });
    }
    await this.lastSeen.close();
  }

  private come(topic: Topic, userId: string): void {
    const key = keyOf(topic, userId);
    const attendee = this.counted.get(key) ?? { topic, userId, devices: 0 };
    this.counted.set(key, attendee);
    clearTimeout(attendee.leaving?.timer);
    delete attendee.leaving;
    attendee.devices += 1;
    if (attendee.devices === 1) void this.attendance.hold(topic, userId);
  }

  /**
   * Also without a grace the place is given back a moment later: when a room is closed all of its sockets leave at
   * once, and none that is still to go has to hear of those before it. When it is the node that lets them go, they are
   * about to connect to another one, and the place is kept until this node's lease lapses.
   */
  private go(topic: Topic, userId: string, grace: number): void {
    const key = keyOf(topic, userId);
    const attendee = this.counted.get(key);
    if (attendee === undefined) return;
    attendee.devices -= 1;
    if (attendee.devices > 0) return;
    const since = new Date();
    const timer = setTimeout(() => {
      if (this.shutdown.parting) return;
      this.counted.delete(key);
      void this.attendance.release(topic, userId, since);
    }, grace).unref();
    attendee.leaving = { since, timer };
  }
}

const keyOf = (topic: Topic, userId: string): string => `${topic} ${userId}`;
