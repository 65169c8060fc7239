/** Where people can be: connected for a gallery, or in a room. */
export type Topic = `gallery:${string}` | `room:${string}`;

export const galleryTopic = (galleryId: string): Topic => `gallery:${galleryId}`;
export const roomTopic = (roomId: string): Topic => `room:${roomId}`;

/** The gallery, when the topic is one. */
export const galleryOf = (topic: Topic): string | undefined =>
  topic.startsWith('gallery:') ? topic.slice('gallery:'.length) : undefined;
/** The room, when the topic is one. */
export const roomOf = (topic: Topic): string | undefined =>
  topic.startsWith('room:') ? topic.slice('room:'.length) : undefined;

/** Somebody came to a place with their first device of all nodes, or left it with their last. */
export interface AttendanceChange {
  topic: Topic;
  /** User id. */
  member: string;
  present: boolean;
  /** When they came, or when their last device was last there. */
  at: Date;
}

/**
 * Who is where, over all nodes. A node holds a place for somebody as long as one of their devices is connected to it;
 * what a node holds ends with the node. Nothing here fails: with the other nodes out of reach it knows its own people.
 */
export abstract class Attendance {
  private listener: (change: AttendanceChange) => void = () => undefined;

  /** Holds a place for somebody on this node. Announced when no node held it. Holding twice is holding once. */
  abstract hold(topic: Topic, member: string): Promise<void>;

  /**
   * Gives back what this node holds. Announced when no other node holds it.
   * @param at when the last device was last there
   */
  abstract release(topic: Topic, member: string, at: Date): Promise<void>;

  /** The user ids at each of these places, on any node. */
  abstract members(topics: Topic[]): Promise<string[][]>;

  /** How many people are connected for a gallery, on any node, each counted once. */
  abstract people(): Promise<number>;

  /** @param listener is told of every change: also of those whose node was lost, by one of the nodes that are left */
  listen(listener: (change: AttendanceChange) => void): void {
    this.listener = listener;
  }

  protected announce(topic: Topic, member: string, present: boolean, at: Date): void {
    this.listener({ topic, member, present, at });
  }
}
