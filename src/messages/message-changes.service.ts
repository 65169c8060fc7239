import { Injectable } from '@nestjs/common';
import type { Principal } from '../auth/index.js';
import { AppError } from '../common/index.js';
import { excerpt, type MessageView } from '../contracts/index.js';
import type { Query } from '../database/index.js';
import { EventBus } from '../events/index.js';
import { RoomAccess, RoomChanged, RoomQueue } from '../rooms/index.js';
import {
  MessageChangesRepository,
  type LockedRoom,
  type MessagePatch,
} from './message-changes.repository.js';
import { MessageViews } from './message-view.js';
import { MessageChanged } from './messages.events.js';
import type { MessageRow } from './messages.repository.js';
import { PreviewPromises } from './preview-promises.js';

/** A message that is about to be changed. */
export interface Standing {
  message: MessageRow;
  /** The number that the change will have in its room. */
  rev: number;
  now: Date;
  /** Writes what belongs to the change, in its transaction. */
  query: Query;
}

/**
 * Says what becomes of a message; undefined when nothing is to change. It may be asked again, after a deadlock.
 * @throws AppError when it is refused
 */
export type Change = (standing: Standing) => MessagePatch | undefined | Promise<MessagePatch | undefined>;

interface Changed {
  row: MessageRow;
  room: LockedRoom;
}

/** Changes messages that stand: each change gets a number in its room, so that `sync` finds it. */
@Injectable()
export class MessageChanges {
  constructor(
    private readonly repository: MessageChangesRepository,
    private readonly access: RoomAccess,
    private readonly queue: RoomQueue,
    private readonly views: MessageViews,
    private readonly events: EventBus,
    private readonly previews: PreviewPromises,
  ) {}

  /**
   * Publishes MessageChanged and RoomChanged, unless nothing was to change. The room's preview, its counts of unread
   * messages, and the preview of the message's link follow.
   * @returns the message as it stands now
   * @throws AppError ROOM_NOT_FOUND, ROOM_FORBIDDEN, MESSAGE_NOT_FOUND, ROOM_BUSY, SERVICE_UNAVAILABLE, and what `change`
   *   throws
   */
  apply(principal: Principal, roomId: string, messageId: string, change: Change): Promise<MessageView> {
    return this.queue.run(roomId, async () => {
      const changed = await this.change(roomId, principal.galleryId, messageId, change);
      if (changed === undefined) {
        await this.access.require(roomId, principal);
        throw new AppError('ROOM_NOT_FOUND');
      }
      return changed;
    });
  }

  /**
   * The same by the service itself, for whatever it finds out about a message. Of a room that was closed nobody is told.
   * @returns whether anything was changed
   * @throws AppError MESSAGE_NOT_FOUND, ROOM_BUSY, SERVICE_UNAVAILABLE, and what `change` throws
   */
  amend(roomId: string, messageId: string, change: Change): Promise<boolean> {
    let changed = false;
    return this.queue.run(roomId, async () => {
      await this.change(roomId, null, messageId, async (standing) => {
        const patch = await change(standing);
        changed = patch !== undefined;
        return patch;
      });
      return changed;
    });
  }

  /** @returns undefined when the gallery has no access to the room */
  private async change(
    roomId: string,
    galleryId: string | null,
    messageId: string,
    change: Change,
  ): Promise<MessageView | undefined> {
    const changed = await this.repository.transaction((query) =>
      this.write(query, roomId, galleryId, messageId, change),
    );
    if (changed === undefined) return undefined;
    const { row, room } = changed;
    const message = await this.views.one(row);
    if (row.rev > room.rev && room.is_active) this.announce(message, row.rev, room);
    return message;
  }

  private async write(
    query: Query,
    roomId: string,
    galleryId: string | null,
    messageId: string,
    change: Change,
  ): Promise<Changed | undefined> {
    const room = await this.repository.lockRoom(query, roomId, galleryId);
    if (room === undefined) return undefined;
    const before = await this.repository.find(query, roomId, messageId);
    if (before === undefined) throw new AppError('MESSAGE_NOT_FOUND');
    const rev = room.rev + 1;
    const patch = await change({ message: before, rev, now: room.now, query });
    if (patch === undefined) return { row: before, room };
    const after = Object.assign({}, before, patch, { rev });
    if (after.content !== before.content) {
      after.link_preview = await this.previews.follow(query, before, after.content);
    }
    await this.repository.write(query, after);
    // As everybody who asks for it will find it, reactions included.
    const row = await this.repository.find(query, roomId, messageId);
    if (row === undefined) throw new AppError('MESSAGE_NOT_FOUND');
    const noLongerUnread = Number(isUnread(before)) - Number(isUnread(row));
    await this.repository.noteInRoom(query, roomId, {
      rev,
      preview: excerpt(await this.repository.lastShown(query, roomId)),
      noLongerUnread: {
        a: row.sender_gallery_id === room.gallery_a_id ? 0 : noLongerUnread,
        b: row.sender_gallery_id === room.gallery_b_id ? 0 : noLongerUnread,
      },
    });
    return { row, room };
  }

  private announce(message: MessageView, rev: number, room: LockedRoom): void {
    const change = { roomId: message.room_id, messageId: message.id, message, afterRev: rev - 1, rev };
    this.events.publish(new MessageChanged(change, [room.gallery_a_id, room.gallery_b_id]));
    this.events.publish(new RoomChanged(message.room_id));
  }
}

/** Whether the room counts it as unread. */
const isUnread = ({ read_at, deleted_at }: MessageRow): boolean => read_at === null && deleted_at === null;
