import { useCallback, useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react';
import type { VirtualizerHandle } from 'virtua';
import { useScope } from '../scope';
import { indexOfSeq, isOutgoing, type TimelineItem } from './rows';
import type { LoadedWindow } from './useWindow';

/** Pixels below the newest message, where "is typing" is shown. */
export const FOOT = 24;
/** Pixels from the end that still count as being there. */
const NEAR_END = 60;
/** Pixels from an edge at which more is loaded. */
const AHEAD = 1200;
/** Pixels above the first unread message, so that one sees what it follows. */
const ABOVE_NEW = -72;

/** A message to go to. Another object is another wish, even for the same message. */
export interface Jump {
  seq: number;
}

interface TimelineScrollOptions {
  loaded: LoadedWindow;
  items: readonly TimelineItem[];
  /** Whether the loaded messages reach to the newest. */
  isAtEnd: boolean;
  /** Where the line "new messages" stands. */
  newSeq: number | null;
  jump: Jump | null;
}

export interface TimelineScroll {
  list: RefObject<VirtualizerHandle | null>;
  /** Undefined until the list has been measured. */
  isEndInView: boolean | undefined;
  onScroll: () => void;
  onResize: () => void;
  toEnd: () => void;
}

/** Keeps the end in view for who is there, the place for who reads above, and loads what comes into reach. */
export function useTimelineScroll(options: TimelineScrollOptions): TimelineScroll {
  const { loaded, items, isAtEnd, newSeq, jump } = options;
  const { conversation, actions } = useScope();
  const list = useRef<VirtualizerHandle>(null);
  const [isEndInView, setEndInView] = useState<boolean>();
  const followsEnd = useRef(isAtEnd);
  const placedWindow = useRef<number>(undefined);
  const done = useRef<Jump>(null);
  const lastSent = useRef(lastOutgoing(items));

  const last = items.length - 1;
  const toEnd = useCallback(() => {
    followsEnd.current = true;
    list.current?.scrollToIndex(last, { align: 'end', offset: FOOT });
  }, [last]);

  const onScroll = useCallback(() => {
    const now = list.current;
    if (!now || now.viewportSize === 0) return;
    const below = now.scrollSize + FOOT - now.scrollOffset - now.viewportSize;
    const isThere = isAtEnd && below < NEAR_END;
    followsEnd.current = isThere;
    setEndInView(isThere);
    if (now.scrollOffset < AHEAD) void conversation.loadOlder().catch(actions.fail);
    if (!isAtEnd && below < AHEAD) void conversation.loadNewer().catch(actions.fail);
  }, [conversation, actions, isAtEnd]);

  useLayoutEffect(() => {
    const sent = lastOutgoing(items);
    if (sent !== undefined && sent !== lastSent.current) followsEnd.current = true;
    lastSent.current = sent;

    // Where one jumps to is gone to below, as soon as it is loaded.
    if (jump !== null && done.current !== jump) return;
    if (placedWindow.current !== loaded.id && items.length > 0) {
      placedWindow.current = loaded.id;
      const newIndex = newSeq === null ? undefined : indexOfSeq(loaded.messages, newSeq);
      if (newIndex !== undefined) {
        followsEnd.current = false;
        list.current?.scrollToIndex(newIndex, { align: 'start', offset: ABOVE_NEW });
      } else if (isAtEnd) toEnd();
    } else if (followsEnd.current) toEnd();
  }, [items, loaded, isAtEnd, newSeq, jump, toEnd]);

  useEffect(() => {
    if (jump === null || done.current === jump) return;
    const index = indexOfSeq(loaded.messages, jump.seq);
    if (index === undefined) return;
    done.current = jump;
    placedWindow.current = loaded.id;
    followsEnd.current = false;
    list.current?.scrollToIndex(index, { align: 'center' });
  }, [jump, loaded]);

  // A first screen that is not full does not scroll, and so would never ask for more.
  useEffect(() => {
    const frame = requestAnimationFrame(onScroll);
    return () => cancelAnimationFrame(frame);
  }, [loaded, onScroll]);

  const onResize = useCallback(() => {
    if (followsEnd.current) toEnd();
    // What fits as a whole is never scrolled.
    onScroll();
  }, [toEnd, onScroll]);

  return { list, isEndInView, onScroll, onResize, toEnd };
}

function lastOutgoing(items: readonly TimelineItem[]): string | undefined {
  const item = items.at(-1);
  return item !== undefined && isOutgoing(item) ? item.clientMessageId : undefined;
}
