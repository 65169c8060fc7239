import type { MessageView, OutgoingMessage } from '@dealer-messaging/client';
import { isSameDay } from '../format/formats';

/** What stands in the list: stored messages, and behind them those on their way. */
export type TimelineItem = MessageView | OutgoingMessage;

export const isOutgoing = (item: TimelineItem): item is OutgoingMessage => 'clientMessageId' in item;

/**
 * Stays the same when one's own message is acknowledged, so that its row stays too. The ids that others chose for theirs
 * could be anything.
 */
export const keyOf = (item: TimelineItem, ownId: string): string => {
  if (isOutgoing(item)) return item.clientMessageId;
  return (item.sender_id === ownId ? item.client_message_id : null) ?? item.id;
};

/** Where a message stands among its neighbours. */
export interface Place {
  startsDay: boolean;
  /** The first of several that one person sent in a row. */
  startsGroup: boolean;
}

/** Milliseconds between two messages that are shown as one group. */
const GROUP_PAUSE = 5 * 60 * 1000;

export function placeOf(item: TimelineItem, before: TimelineItem | undefined, ownId: string): Place {
  if (before === undefined) return { startsDay: true, startsGroup: true };
  const time = new Date(timeOf(item));
  const timeBefore = new Date(timeOf(before));
  const startsDay = !isSameDay(time, timeBefore);
  const isTogether =
    !startsDay &&
    senderOf(item, ownId) === senderOf(before, ownId) &&
    time.getTime() - timeBefore.getTime() < GROUP_PAUSE;
  return { startsDay, startsGroup: !isTogether };
}

const timeOf = (item: TimelineItem): string => (isOutgoing(item) ? item.createdAt : item.created_at);

/** A system message belongs to nobody's group. */
function senderOf(item: TimelineItem, ownId: string): string {
  if (isOutgoing(item)) return ownId;
  return item.message_type === 'system' ? 'system' : item.sender_id;
}

/** Numbers have no gaps, so a message's place follows from its number. */
export function indexOfSeq(messages: readonly MessageView[], seq: number): number | undefined {
  const first = messages[0];
  if (first === undefined) return undefined;
  const index = seq - first.seq;
  return index >= 0 && index < messages.length ? index : undefined;
}

/** The last message of the other gallery. */
export function lastOfOthers(
  messages: readonly MessageView[],
  ownGalleryId: string,
): MessageView | undefined {
  for (let index = messages.length - 1; index >= 0; index -= 1) {
    const message = messages[index];
    if (message !== undefined && message.sender_gallery_id !== ownGalleryId) return message;
  }
  return undefined;
}
