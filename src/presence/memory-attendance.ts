import { Attendance, type Topic } from './attendance.js';
import { Holds } from './holds.js';

/** For a service that is one node. */
export class MemoryAttendance extends Attendance {
  private readonly holds = new Holds();

  override hold(topic: Topic, member: string): Promise<void> {
    if (this.holds.add(topic, member)) this.announce(topic, member, true, new Date());
    return Promise.resolve();
  }

  override release(topic: Topic, member: string, at: Date): Promise<void> {
    if (this.holds.delete(topic, member)) this.announce(topic, member, false, at);
    return Promise.resolve();
  }

  override members(topics: Topic[]): Promise<string[][]> {
    return Promise.resolve(topics.map((topic) => this.holds.at(topic)));
  }

  override people(): Promise<number> {
    return Promise.resolve(this.holds.people);
  }
}
