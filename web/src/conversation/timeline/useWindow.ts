import { useState } from 'react';
import type { MessageView } from '@dealer-messaging/client';

/** How the loaded messages have changed since they were last shown. */
export interface LoadedWindow {
  messages: readonly MessageView[];
  /** Changes when other messages are shown in their place, and not when some were added. */
  id: number;
  /** Messages were added or removed at the start only: what is read stays where it is. */
  isShifted: boolean;
}

export function useWindow(messages: readonly MessageView[]): LoadedWindow {
  const [seen, setSeen] = useState<LoadedWindow>({ messages, id: 0, isShifted: false });
  if (seen.messages === messages) return seen;
  const now = follow(seen, messages);
  setSeen(now);
  return now;
}

function follow({ messages: before, id }: LoadedWindow, messages: readonly MessageView[]): LoadedWindow {
  const was = spanOf(before);
  const is = spanOf(messages);
  if (was === undefined || is === undefined) return { messages, id, isShifted: false };
  const hasGrown = is.first <= was.first && is.last >= was.last;
  const hasLostOldest = is.last === was.last;
  if (!hasGrown && !hasLostOldest) return { messages, id: id + 1, isShifted: false };
  return { messages, id, isShifted: is.first !== was.first };
}

function spanOf(messages: readonly MessageView[]): { first: number; last: number } | undefined {
  const first = messages[0]?.seq;
  const last = messages.at(-1)?.seq;
  return first === undefined || last === undefined ? undefined : { first, last };
}
