import { useCallback, useEffect, useRef, useState, type KeyboardEvent, type RefObject } from 'react';
import type { MessageView } from '@dealer-messaging/client';
import type { VirtualizerHandle } from 'virtua';
import { indexOfSeq } from './rows';

export interface RovingMessage {
  /** The number of the message that the keyboard is at. */
  activeSeq: number | null;
  activate: (seq: number) => void;
  onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
}

interface RovingOptions {
  messages: readonly MessageView[];
  list: RefObject<VirtualizerHandle | null>;
  scroller: RefObject<HTMLElement | null>;
  /** Beyond the newest message. */
  onLeave: () => void;
}

/** One goes through the messages with the arrows, as through one control. */
export function useRovingMessage({ messages, list, scroller, onLeave }: RovingOptions): RovingMessage {
  const [activeSeq, setActiveSeq] = useState<number | null>(null);
  const wantsFocus = useRef(false);

  useEffect(() => {
    if (!wantsFocus.current || activeSeq === null) return;
    wantsFocus.current = false;
    const index = indexOfSeq(messages, activeSeq);
    if (index !== undefined) list.current?.scrollToIndex(index, { align: 'nearest' });
    const place = scroller.current;
    if (!place) return;
    // The row that had the focus may go; the next one cannot take it before it has been measured.
    place.focus({ preventScroll: true });
    focusOnceShown(place, activeSeq, FRAMES);
  }, [activeSeq, messages, list, scroller]);

  const activate = useCallback((seq: number) => setActiveSeq(seq), []);

  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    if (isElsewhere(event)) return;
    if (event.key === 'Escape') {
      onLeave();
      return;
    }
    const from = activeSeq === null ? undefined : indexOfSeq(messages, activeSeq);
    const index = indexFor(event.key, from ?? null, lastInView(list.current), messages.length);
    if (index === undefined) return;
    event.preventDefault();
    const message = messages[index];
    if (!message) {
      onLeave();
      return;
    }
    wantsFocus.current = true;
    setActiveSeq(message.seq);
  };

  return { activeSeq, activate, onKeyDown };
}

/** Within which a row that has come into the page is measured. */
const FRAMES = 30;

function focusOnceShown(place: HTMLElement, seq: number, frames: number): void {
  // One may have gone elsewhere meanwhile.
  if (document.activeElement !== place || frames === 0) return;
  place.querySelector<HTMLElement>(`[data-seq="${seq}"]`)?.focus({ preventScroll: true });
  requestAnimationFrame(() => focusOnceShown(place, seq, frames - 1));
}

/** @param from null: none yet, so that one begins with the last one in view */
function indexFor(key: string, from: number | null, inView: number, count: number): number | undefined {
  const start = Math.min(inView, count - 1);
  switch (key) {
    case 'ArrowUp':
      return from === null ? start : Math.max(0, from - 1);
    case 'ArrowDown':
      return from === null ? start : from + 1;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return undefined;
  }
}

/** A menu of a message, or a control that needs the keys itself. */
function isElsewhere({ currentTarget, target }: KeyboardEvent<HTMLElement>): boolean {
  return (
    !(target instanceof Element) ||
    !currentTarget.contains(target) ||
    target.closest('input, textarea, video, [contenteditable]') !== null
  );
}

function lastInView(list: VirtualizerHandle | null): number {
  return list === null ? 0 : list.findItemIndex(list.scrollOffset + list.viewportSize - 1);
}
