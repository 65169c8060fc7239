import { useEffect, useState } from 'react';
import type { Me, MessageView, Room, RoomView } from '@dealer-messaging/client';
import { indexOfSeq } from './rows';

/**
 * Where the line "new messages" stands: before the first one that was unread when the room was opened, or that came
 * while the window was not looked at.
 * @returns the message's number
 */
export function useNewLine(
  conversation: Room,
  room: RoomView | undefined,
  messages: readonly MessageView[],
  me: Me,
): number | null {
  // What had been seen; undefined until the room is there.
  const [seenUpTo, setSeenUpTo] = useState<number>();

  if (seenUpTo === undefined && room !== undefined && messages.length > 0) {
    setSeenUpTo(seenBefore(messages, room.unread_count, me));
  }

  useEffect(() => {
    const leave = (): void => {
      const last = conversation.state.get().messages.at(-1);
      if (last) setSeenUpTo(last.seq);
    };
    window.addEventListener('blur', leave);
    return () => window.removeEventListener('blur', leave);
  }, [conversation]);

  return seenUpTo === undefined ? null : firstOfOthers(messages, seenUpTo + 1, me);
}

function seenBefore(messages: readonly MessageView[], unread: number, me: Me): number {
  const loaded = messages.filter((message) => isUnread(message, me));
  // Where more are unread than are loaded, the first of them is not known, and nothing is better than a wrong line.
  if (loaded.length === 0 || loaded.length < unread) return Number.MAX_SAFE_INTEGER;
  return (loaded[0]?.seq ?? 0) - 1;
}

/** What was deleted before it was read stays unread for good. */
const isUnread = ({ sender_gallery_id, read_at, deleted_at }: MessageView, me: Me): boolean =>
  sender_gallery_id !== me.galleryId && read_at === null && deleted_at === null;

function firstOfOthers(messages: readonly MessageView[], fromSeq: number, me: Me): number | null {
  const from = indexOfSeq(messages, fromSeq);
  if (from === undefined) return null;
  for (let index = from; index < messages.length; index += 1) {
    const message = messages[index];
    if (message && message.sender_gallery_id !== me.galleryId) return message.seq;
  }
  return null;
}
